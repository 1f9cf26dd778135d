// Derived from provider/cdktn/gate.ts by `npm run generate`: make changes there.
import {
  Annotations,
  Aspects,
  dependable,
  propertyAccess,
  TerraformStack,
  Token,
  type ITerraformDependable,
} from 'cdktf';
import { Construct } from 'constructs';
import { elementsOf } from './blocks.js';
import { EphemeralCheck } from './ephemeral-check.js';
import { feedsOf } from './feeds.js';
import { DataClickupAuth } from './generated/data-clickup-auth/index.js';
import { ClickupProvider } from './generated/provider/index.js';
import { Guard, type Orders } from './guard.js';
import { problemsOf } from './problems.js';
import type { ClickUpAuthGateProps } from './props.js';
import { Required } from './required.js';
import { resolved } from './resolved.js';
import { Workspaces } from './workspaces.js';

/**
 * Checks a ClickUp token and its Workspaces before anything of a stack is created: once when Terraform plans, and once
 * more when it applies. Every resource and module of the stack depends on it, those that are added later included.
 */
export class ClickUpAuthGate extends Construct implements ITerraformDependable {
  /** The provider that checks. */
  readonly provider: ClickupProvider;
  /** Who the token is and what it sees, known when Terraform plans. */
  readonly dataSource: DataClickupAuth;

  readonly #props: ClickUpAuthGateProps;
  readonly #required: Required;
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
    this.#required = new Required(props.workspaces ?? []);
    // As the construct's default child, it bears the gate's own name.
    this.dataSource = new DataClickupAuth(this, 'Default', {
      provider: this.provider,
      workspaces: this.#required.list,
    });
    this.#check = atApply
      ? new EphemeralCheck(this, 'check', {
          provider: this.provider,
          workspaces: this.#required.list,
          namesake: this.dataSource,
        })
      : undefined;
    // The check comes first, so that a failure is told once.
    if (this.#check !== undefined) this.dataSource.dependsOn = [dependable(this.#check)];
    this.#workspaces = new Workspaces(this, { provider: this.provider, check: this.#check, required: this.#required });
    const stack = TerraformStack.of(this);
    const guard = new Guard(stack, () => this.#orders());
    Aspects.of(stack).add(guard);
    gatesByStack.set(stack, [...gatesOf(stack), this]);
    this.node.addValidation({
      validate: () => {
        // What other Aspects have added or changed since.
        const elements = elementsOf(stack);
        guard.visitAll(elements);
        return problemsOf({
          gate: this,
          provider: this.provider,
          props: this.#props,
          required: this.#required,
          gates: gatesOf(stack),
          elements,
        });
      },
    });
  }

  /** The address of the check in plain text, for `depends_on` where the gate does not reach. */
  get fqn(): string {
    return this.#check?.fqn ?? this.#dataSourceFqn;
  }

  /** The name of the token's user. Null where ClickUp gives none, as for some guests. */
  get username(): string {
    return this.dataSource.username;
  }

  /** The id of the token's user. */
  get userId(): string {
    return this.dataSource.userId;
  }

  /**
   * Ids of the Workspaces that `workspaces` lists, in its order, or of all that the token sees when it lists none. A list
   * that is known to Terraform only, or of all, can be passed on, but not looped over in code.
   */
  get workspaceIds(): string[] {
    if (this.#required.listed.length > 0) return this.#workspaces.idsOfListed();
    return Token.asList(propertyAccess(this.dataSource.fqn, ['authorized_workspaces', '*', 'id']));
  }

  /**
   * The id of a Workspace, which is required with that: the check fails when the token is not authorized for it.
   * @param nameOrId digits are taken for an id
   */
  workspaceId(nameOrId: string): string {
    return this.#workspaces.idOf(nameOrId);
  }

  get #dataSourceFqn(): string {
    return `data.clickup_auth.${this.dataSource.friendlyUniqueId}`;
  }

  #orders(): Orders {
    const stack = TerraformStack.of(this);
    this.#warnOfLiteralToken(stack);
    // Those of every gate in the stack: if one waited for another's feed, each could wait for the other.
    const configurations = gatesOf(stack).map((gate): unknown => gate.provider.toTerraform());
    return {
      waitFor: [...new Set([this.#dataSourceFqn, this.fqn])],
      exclude: this.#props.exclude ?? [],
      fed: feedsOf(stack, configurations),
    };
  }

  #warnOfLiteralToken(stack: TerraformStack): void {
    const { provider }: { provider?: { clickup?: { token?: unknown }[] } } = this.provider.toTerraform();
    const token = resolved(stack, provider?.clickup?.[0]?.token);
    if (this.#warned || typeof token !== 'string' || token === '' || token.includes('${')) return;
    this.#warned = true;
    Annotations.of(this).addWarning(
      'The ClickUp token is written as plain text into cdktf.out and into plan files. Leave `token` out and set ' +
        'CLICKUP_API_TOKEN where Terraform runs, or pass a reference to a variable or to a secret that a data source reads.',
    );
  }
}

const gatesByStack = new WeakMap<TerraformStack, ClickUpAuthGate[]>();

function gatesOf(stack: TerraformStack): readonly ClickUpAuthGate[] {
  return gatesByStack.get(stack) ?? [];
}
