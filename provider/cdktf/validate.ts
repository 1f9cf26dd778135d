import { TerraformStack, Token, type TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { addressOf, isResourceOrModule } from './dependency-aspect.js';
import { ClickupProvider } from './generated/provider/index.js';
import type { ClickUpAuthGateProps } from './props.js';
import type { RequiredWorkspaces } from './required.js';
import { upstreamAddresses } from './upstream.js';

/** A gate and the parts of its stack that validation needs. */
export interface GateContext {
  readonly gate: IConstruct;
  readonly provider: ClickupProvider;
  /** The props of the gate, unchanged. */
  readonly props: ClickUpAuthGateProps;
  readonly required: RequiredWorkspaces;
  /** Every gate of the stack, including this one. */
  readonly gates: readonly { readonly node: IConstruct['node']; readonly provider: ClickupProvider }[];
  /** Every element of the stack. */
  readonly elements: readonly TerraformElement[];
}

/** Validates a gate. Returns one message per error, each with the fix, or an empty list. */
export function validateGate(context: GateContext): string[] {
  return [
    ...validateValues(context),
    ...validateProvider(context),
    ...validateLocation(context),
    ...validateWorkspaceSources(context),
  ];
}

function validateValues({ props, required }: GateContext): string[] {
  const { token, workspaces = [] } = props;
  const empty = Token.isUnresolved(workspaces) ? [] : [...workspaces.entries()].filter(([, one]) => one.trim() === '');
  return [
    ...(token?.trim() === '' ? ['`token` is empty. Omit `token` to read CLICKUP_API_TOKEN where Terraform runs.'] : []),
    ...empty.map(([index]) => `workspaces[${index}] is empty. Remove the entry, or use a Workspace ID or name.`),
    ...(required.added.has('') ? ['workspaceId() requires a Workspace ID or name, not an empty string.'] : []),
  ];
}

function validateProvider({ gate, provider, props, gates, elements }: GateContext): string[] {
  const stack = TerraformStack.of(gate);
  if (TerraformStack.of(provider) !== stack) {
    return [
      `\`provider\` belongs to the stack "${TerraformStack.of(provider).node.path}". ` +
        'Pass a provider of the stack that contains the gate.',
    ];
  }
  const settings = [
    ...(props.token === undefined ? [] : ['`token`']),
    ...(props.apiUrl === undefined ? [] : ['`apiUrl`']),
  ].join(' and ');
  const unused =
    props.provider !== undefined && settings !== ''
      ? [`\`provider\` cannot be combined with ${settings}. Set ${settings} on the provider instead.`]
      : [];
  const duplicateGate = gates.find((other) => other.node !== gate.node && other.provider.fqn === provider.fqn);
  if (duplicateGate !== undefined) {
    return [
      ...unused,
      `The gate "${duplicateGate.node.path}" uses the same provider. List all Workspaces in one gate, or pass a ` +
        "second provider to this gate: `provider: new ClickupProvider(this, 'other', { alias: 'other' })`.",
    ];
  }
  const conflictingProvider = elements.find(
    (one) => one !== provider && one instanceof ClickupProvider && one.fqn === provider.fqn,
  );
  return conflictingProvider === undefined
    ? unused
    : [
        ...unused,
        `The stack already has the provider "${conflictingProvider.node.path}". Pass it to the gate as \`provider\`.`,
      ];
}

function validateLocation({ gate, props }: GateContext): string[] {
  const ancestors = gate.node.scopes.slice(0, -1);
  const enclosing = ancestors.find((scope) => isResourceOrModule(scope));
  const excluded = props.exclude?.find((one) => ancestors.includes(one) && TerraformStack.isStack(one));
  return [
    ...(enclosing === undefined
      ? []
      : [
          `The gate is inside "${enclosing.node.path}", which would depend on the gate. ` +
            'Create the gate outside that construct.',
        ]),
    ...(excluded === undefined
      ? []
      : [
          '`exclude` contains the whole stack, so no resource would depend on the check. ' +
            'List only the constructs to exclude.',
        ]),
  ];
}

/** Finds required Workspaces that come from a resource or module that depends on the gate: a dependency cycle. */
function validateWorkspaceSources({ gate, props, required, elements }: GateContext): string[] {
  const stack = TerraformStack.of(gate);
  const upstream = upstreamAddresses(stack, required.list);
  if (upstream.size === 0) return [];
  const exclude = props.exclude ?? [];
  return elements
    .filter((one): one is TerraformElement & Parameters<typeof addressOf>[0] => isResourceOrModule(one))
    .filter((one) => upstream.has(addressOf(one)) && !one.node.scopes.some((scope) => exclude.includes(scope)))
    .map(
      (one) =>
        `A required Workspace comes from "${one.node.path}", which would depend on the gate. This is a dependency ` +
        'cycle. Use a literal, a variable or a data source, or add that construct to `exclude`.',
    );
}
