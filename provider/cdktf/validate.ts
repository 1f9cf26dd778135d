import { TerraformProvider, TerraformStack, Token, type TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { addressOf, elementsOf, isInside, isResourceOrModule, resolved } from './elements.js';
import type { GatedStack } from './gated-stack.js';
import { validateModules } from './module-providers.js';
import type { ClickUpAuthGateProps } from './props.js';
import { references } from './references.js';
import type { RequiredWorkspaces } from './required.js';
import { upstreamAddresses } from './upstream.js';

/** A gate and the parts of its stack that validation needs. */
export interface GateContext {
  readonly gate: IConstruct & { readonly fqn: string };
  readonly provider: TerraformProvider;
  /** The props of the gate, unchanged. */
  readonly props: ClickUpAuthGateProps;
  readonly required: RequiredWorkspaces;
  /** Every gate of the stack, including this one. */
  readonly gates: readonly { readonly node: IConstruct['node']; readonly provider: TerraformProvider }[];
  readonly synthesis: GatedStack;
}

/** The name of the provider in a configuration, and its address without the registry. */
const PROVIDER_NAME = 'clickup';
const PROVIDER_SOURCE = 'clickup-auth/clickup';

/** Validates a gate. Returns one message per error, each with the fix, or an empty list. */
export function validateGate(context: GateContext): string[] {
  const elements = elementsOf(TerraformStack.of(context.gate));
  return [
    ...validateValues(context),
    ...validateProvider(context, elements),
    ...validateLocation(context),
    ...validateWorkspaceSources(context, elements),
    ...validateModules(TerraformStack.of(context.gate), elements, context.props.exclude ?? []),
    ...validateOtherStacks(context),
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

function validateProvider(
  { gate, provider, props, gates }: GateContext,
  elements: readonly TerraformElement[],
): string[] {
  const stack = TerraformStack.of(gate);
  if (TerraformStack.of(provider) !== stack) {
    return [
      `\`provider\` belongs to the stack "${TerraformStack.of(provider).node.path}". ` +
        'Pass a provider of the stack that contains the gate.',
    ];
  }
  const providers = elements.filter((one) => TerraformProvider.isTerraformProvider(one));
  const foreign = providers.find((one) => one.terraformResourceType === PROVIDER_NAME && !isOwnSource(one));
  if (foreign !== undefined) {
    return [
      `"${foreign.node.path}" is the provider ${foreign.terraformProviderSource}, which has the same name in the stack as ` +
        `${PROVIDER_SOURCE}. The frameworks support one provider of a name per stack. Use the other provider in another stack.`,
    ];
  }
  if (provider.terraformResourceType !== PROVIDER_NAME) {
    return [`\`provider\` is a "${provider.terraformResourceType}" provider. Pass a ClickUp provider.`];
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
  const conflicting = providers.find((one) => one !== provider && one.fqn === provider.fqn);
  return conflicting === undefined
    ? unused
    : [
        ...unused,
        `The stack already has the provider "${conflicting.node.path}". Pass it to the gate as \`provider\`.`,
      ];
}

/** Whether the source is this provider, in any registry. */
function isOwnSource({ terraformProviderSource: source = PROVIDER_SOURCE }: TerraformProvider): boolean {
  return source.toLowerCase().replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '') === PROVIDER_SOURCE;
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
function validateWorkspaceSources(
  { gate, props, required, synthesis }: GateContext,
  elements: readonly TerraformElement[],
): string[] {
  const list = resolved(gate, required.list);
  // Synthesizing the stack is slow, and most lists have no references.
  if (references(list).length === 0) return [];
  const upstream = upstreamAddresses(synthesis.blocks(), list);
  const exclude = props.exclude ?? [];
  return elements
    .filter((one): one is TerraformElement & Parameters<typeof addressOf>[0] => isResourceOrModule(one))
    .filter((one) => upstream.has(addressOf(one)) && !isInside(one, exclude))
    .map(
      (one) =>
        `A required Workspace comes from "${one.node.path}", which would depend on the gate. This is a dependency ` +
        'cycle. Use a literal, a variable or a data source, or add that construct to `exclude`.',
    );
}

/** Whether an element is the data source of a gate with this address. Some elements have no `fqn`, so that reading it throws. */
function isCheckNamed(one: TerraformElement, fqn: string): boolean {
  const type = 'terraformResourceType' in one ? one.terraformResourceType : undefined;
  return type === 'clickup_auth' && fqn.endsWith(`.clickup_auth.${one.friendlyUniqueId}`);
}

/** Finds constructs of other stacks that depend on this gate, which Terraform could not find there. */
function validateOtherStacks({ gate }: GateContext): string[] {
  const own = TerraformStack.of(gate);
  const others = gate.node.root.node.findAll().filter((one) => TerraformStack.isStack(one) && one !== own);
  return others.flatMap((stack) => {
    const elements = elementsOf(stack);
    // The gate of the other stack can have the same address.
    if (elements.some((one) => isCheckNamed(one, gate.fqn))) return [];
    const dependent = elements.find((one) => {
      const listed: unknown = 'dependsOn' in one ? one.dependsOn : undefined;
      // Outputs keep the constructs themselves, which cannot be resolved.
      const constructs = Array.isArray(listed) ? listed.filter((item) => typeof item !== 'string') : [];
      const dependsOn: unknown = constructs.length > 0 ? listed : resolved(stack, listed);
      return (
        one.node.dependencies.includes(gate) ||
        (Array.isArray(dependsOn) && (dependsOn.includes(gate) || dependsOn.includes(gate.fqn)))
      );
    });
    return dependent === undefined
      ? []
      : [
          `"${dependent.node.path}" depends on the gate of the stack "${own.node.path}". Terraform applies each stack ` +
            `separately, so add a gate to the stack "${stack.node.path}": \`gate.forStack(stack)\`.`,
        ];
  });
}
