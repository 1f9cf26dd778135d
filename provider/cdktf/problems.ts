// Derived from provider/cdktn/problems.ts by `npm run generate`: make changes there.
import { TerraformStack, Token, type TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { feedsOf } from './feeds.js';
import { ClickupProvider } from './generated/provider/index.js';
import { addressOf, isGuarded } from './guard.js';
import type { ClickUpAuthGateProps } from './props.js';
import type { Required } from './required.js';

/** What is looked at in a gate. */
export interface Examined {
  readonly gate: IConstruct;
  readonly provider: ClickupProvider;
  /** As they were given. */
  readonly props: ClickUpAuthGateProps;
  readonly required: Required;
  /** Every gate of the stack, with its provider. */
  readonly gates: readonly { readonly node: IConstruct['node']; readonly provider: ClickupProvider }[];
  /** Every element of the stack. */
  readonly elements: readonly TerraformElement[];
}

/** What is wrong with a gate and what to change, a sentence or two each. None when all is well. */
export function problemsOf(examined: Examined): string[] {
  return [
    ...problemsOfValues(examined),
    ...problemsOfProvider(examined),
    ...problemsOfPlace(examined),
    ...problemsOfOrigin(examined),
  ];
}

function problemsOfValues({ props, required }: Examined): string[] {
  const { token, workspaces = [] } = props;
  const empty = Token.isUnresolved(workspaces) ? [] : [...workspaces.entries()].filter(([, one]) => one.trim() === '');
  return [
    ...(token?.trim() === ''
      ? ['`token` is empty. Leave it out, and the provider reads CLICKUP_API_TOKEN where Terraform runs.']
      : []),
    ...empty.map(
      ([index]) => `workspaces[${index}] is empty. Remove it, or put the id or the name of a Workspace there.`,
    ),
    ...(required.asked.has('')
      ? ["workspaceId('') asks for nothing. Put the id or the name of a Workspace there."]
      : []),
  ];
}

function problemsOfProvider({ gate, provider, props, gates, elements }: Examined): string[] {
  const stack = TerraformStack.of(gate);
  if (TerraformStack.of(provider) !== stack) {
    return [
      `\`provider\` is of the stack "${TerraformStack.of(provider).node.path}". Pass one of this gate's own stack.`,
    ];
  }
  const given = [props.token === undefined ? [] : ['token'], props.apiUrl === undefined ? [] : ['apiUrl']].flat();
  const unused =
    props.provider !== undefined && given.length > 0
      ? [`\`${given.join('` and `')}\` would have no effect beside \`provider\`. Set it on the provider instead.`]
      : [];
  const twin = gates.find((other) => other.node !== gate.node && other.provider.fqn === provider.fqn);
  if (twin !== undefined) {
    return [
      ...unused,
      `The gate "${twin.node.path}" checks with the same provider. List the Workspaces of both in one gate, or give ` +
        "this one a provider of its own: `provider: new ClickupProvider(this, 'other', { alias: 'other' })`.",
    ];
  }
  const rival = elements.find((one) => one !== provider && one instanceof ClickupProvider && one.fqn === provider.fqn);
  return rival === undefined
    ? unused
    : [...unused, `The stack has the provider "${rival.node.path}" already. Pass it to the gate as \`provider\`.`];
}

function problemsOfPlace({ gate, props }: Examined): string[] {
  const around = gate.node.scopes.slice(0, -1);
  const holder = around.find((scope) => isGuarded(scope));
  const excluded = props.exclude?.find((one) => around.includes(one) && TerraformStack.isStack(one));
  return [
    ...(holder === undefined
      ? []
      : [`The gate is inside "${holder.node.path}", which would wait for it. Create it in the stack instead.`]),
    ...(excluded === undefined
      ? []
      : ['`exclude` holds the whole stack, so that nothing would wait. List only what must not wait.']),
  ];
}

/** Workspaces that come from what waits: then the gate would wait for it, and it for the gate. */
function problemsOfOrigin({ gate, props, required, elements }: Examined): string[] {
  const stack = TerraformStack.of(gate);
  const origins = feedsOf(stack, required.list);
  if (origins.size === 0) return [];
  const exclude = props.exclude ?? [];
  return elements
    .filter((one): one is TerraformElement & Parameters<typeof addressOf>[0] => isGuarded(one))
    .filter((one) => origins.has(addressOf(one)) && !one.node.scopes.some((scope) => exclude.includes(scope)))
    .map(
      (one) =>
        `A Workspace is taken from "${one.node.path}", which would wait for the gate, and the gate for it. Name the ` +
        'Workspace by a literal, a variable or a data source, or list that construct in `exclude`.',
    );
}
