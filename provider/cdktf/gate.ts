import {
  Annotations,
  Aspects,
  dependable,
  propertyAccess,
  TerraformStack,
  Token,
  type ITerraformDependable,
  type TerraformProvider,
} from 'cdktf';
import { Construct } from 'constructs';
import { resolved } from './elements.js';
import { EphemeralCheck } from './ephemeral-check.js';
import { GatedStack } from './gated-stack.js';
import { DataClickupAuth, type DataClickupAuthConfig } from './generated/data-clickup-auth/index.js';
import { ClickupProvider } from './generated/provider/index.js';
import type { ClickUpAuthGateProps } from './props.js';
import { RequiredWorkspaces } from './required.js';
import { validateGate } from './validate.js';
import { Workspaces } from './workspaces.js';

/**
 * Checks a ClickUp token and its Workspaces during plan, and again during apply before Terraform creates any resource.
 * Every resource and module of the stack depends on the check, including those added later.
 */
export class ClickUpAuthGate extends Construct implements ITerraformDependable {
  /** The provider that sends the requests. */
  readonly provider: TerraformProvider;
  /** The token's user and authorized Workspaces, which Terraform reads during plan. */
  readonly dataSource: DataClickupAuth;

  readonly #props: ClickUpAuthGateProps;
  readonly #required: RequiredWorkspaces;
  readonly #workspaces: Workspaces;
  readonly #check: EphemeralCheck | undefined;
  #warned = false;

  constructor(scope: Construct, id: string, props: ClickUpAuthGateProps = {}) {
    super(scope, id);
    const { token, apiUrl, atApply = true } = props;
    this.#props = props;
    this.provider =
      props.provider ??
      new ClickupProvider(this, 'provider', {
        ...(token === undefined ? {} : { token }),
        ...(apiUrl === undefined ? {} : { apiUrl }),
      });
    this.#required = new RequiredWorkspaces(props.workspaces ?? []);
    // A child with the ID "Default" gets the name of the gate itself in Terraform.
    this.dataSource = new DataClickupAuth(this, 'Default', {
      provider: this.provider,
      workspaces: this.#required.list,
      ...requirementsOf(props),
    });
    const stack = TerraformStack.of(this);
    const { gates, synthesis } = gatedStackOf(stack);
    // Not `friendlyUniqueId`, which would keep the name.
    const name = stack.getLogicalId(this.dataSource);
    // The frameworks remove characters from names, so that a name can be empty or that of another gate.
    if (!/^[A-Za-z_]/.test(name) || gates.some(({ dataSource }) => dataSource.friendlyUniqueId === name)) {
      this.dataSource.overrideLogicalId(`clickup_${this.node.addr.slice(-8)}`);
    }
    this.#check = atApply
      ? new EphemeralCheck(this, 'check', {
          dataSource: this.dataSource,
        })
      : undefined;
    // Terraform reads the data source after the check, so that a failure is reported once.
    if (this.#check !== undefined) this.dataSource.dependsOn = [dependable(this.#check)];
    this.#workspaces = new Workspaces(this, { provider: this.provider, check: this.#check, required: this.#required });
    gates.push(this);
    synthesis.add({
      dependencies: [...new Set([this.#dataSourceFqn, this.fqn])],
      exclude: props.exclude ?? [],
      providerConfiguration: () => this.provider.toTerraform(),
    });
    // The frameworks print annotations before they synthesize the stack.
    Aspects.of(this).add({ visit: (node) => void (node === this && this.#warnAboutLiteralToken(stack)) });
    this.node.addValidation({
      validate: () =>
        validateGate({
          gate: this,
          provider: this.provider,
          props: this.#props,
          required: this.#required,
          gates,
          synthesis,
        }),
    });
  }

  /** The address of the check in plain text, for `depends_on`. */
  get fqn(): string {
    return this.#check?.fqn ?? this.#dataSourceFqn;
  }

  /** The name of the token's user. Null if ClickUp returns none, for example for some guests. */
  get username(): string {
    return this.dataSource.username;
  }

  /** The ID of the token's user. */
  get userId(): string {
    return this.dataSource.userId;
  }

  /**
   * IDs of the Workspaces in the `workspaces` prop, in the same order. If the prop is empty, IDs of all Workspaces that
   * the token has access to. If the prop is empty or a token, only Terraform knows the items: pass the list to other
   * constructs instead of iterating over it.
   */
  get workspaceIds(): string[] {
    if (this.#required.listed.length > 0) return this.#workspaces.idsOfListed();
    return Token.asList(propertyAccess(this.dataSource.fqn, ['authorized_workspaces', '*', 'id']));
  }

  /** IDs of the Lists in the `lists` prop, in the same order, also if the prop contains URLs. */
  get listIds(): string[] {
    const ids = `[for one in ${this.#dataSourceFqn}.requirements : one.id if one.requirement == "lists"]`;
    return (this.#props.lists ?? []).map((_, index) => `\${${ids}[${index}]}`);
  }

  /**
   * Returns the name of a List in the `lists` prop.
   * @param id ID of the List.
   */
  listName(id: string): string {
    return this.dataSource.listNames.lookup(id);
  }

  /**
   * Returns the ID of a Workspace and adds that Workspace to the required ones: the check fails if it is not authorized
   * for this token.
   * @param nameOrId Workspace ID or name. A value of digits only is treated as an ID.
   */
  workspaceId(nameOrId: string): string {
    return this.#workspaces.idOf(nameOrId);
  }

  /**
   * Returns the gate of another stack with the same props, which this method adds to that stack if it has none yet. A gate
   * stops the deploy of its own stack only, because Terraform applies each stack separately.
   * @param stack The other stack.
   */
  forStack(stack: TerraformStack): ClickUpAuthGate {
    const existing = gatedStackOf(stack).gates.find((gate) => gate.node.id === this.node.id);
    return existing ?? new ClickUpAuthGate(stack, this.node.id, this.#props);
  }

  get #dataSourceFqn(): string {
    return `data.clickup_auth.${this.dataSource.friendlyUniqueId}`;
  }

  #warnAboutLiteralToken(stack: TerraformStack): void {
    const { provider }: { provider?: { clickup?: { token?: unknown }[] } } = this.provider.toTerraform();
    const token = resolved(stack, provider?.clickup?.[0]?.token);
    if (this.#warned || typeof token !== 'string' || token === '' || token.includes('${')) return;
    this.#warned = true;
    Annotations.of(this).addWarning(
      'The ClickUp token is a literal, so cdktf.out and plan files contain it in plain text. Omit `token` and set ' +
        'CLICKUP_API_TOKEN where Terraform runs, or pass a reference to a variable or to a secret that a data source ' +
        'reads.',
    );
  }
}

/** The props that both the data source and the check require, under the names of the provider's arguments. */
function requirementsOf(props: ClickUpAuthGateProps): DataClickupAuthConfig {
  const { users, tokenKind, role, onlyRequiredWorkspaces, probeWorkspaces, lists, folders, spaces } = props;
  return {
    ...(users && { users }),
    ...(tokenKind !== undefined && { tokenKindRequired: tokenKind }),
    ...(role !== undefined && { role }),
    ...(onlyRequiredWorkspaces !== undefined && { onlyRequiredWorkspaces }),
    ...(probeWorkspaces !== undefined && { probeWorkspaces }),
    ...(lists && { lists }),
    ...(folders && { folders }),
    ...(spaces && { spaces }),
  };
}

/** A stack with gates. */
interface StackWithGates {
  readonly gates: ClickUpAuthGate[];
  readonly synthesis: GatedStack;
}

const stacks = new WeakMap<TerraformStack, StackWithGates>();

function gatedStackOf(stack: TerraformStack): StackWithGates {
  const existing = stacks.get(stack);
  if (existing !== undefined) return existing;
  const created = { gates: [], synthesis: new GatedStack(stack) };
  stacks.set(stack, created);
  return created;
}
