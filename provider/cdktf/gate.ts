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
import { DependencyAspect, type AspectInput } from './dependency-aspect.js';
import { EphemeralCheck } from './ephemeral-check.js';
import { DataClickupAuth } from './generated/data-clickup-auth/index.js';
import { ClickupProvider } from './generated/provider/index.js';
import type { ClickUpAuthGateProps } from './props.js';
import { RequiredWorkspaces } from './required.js';
import { resolved } from './resolved.js';
import { upstreamAddresses } from './upstream.js';
import { validateGate } from './validate.js';
import { Workspaces } from './workspaces.js';

/**
 * Checks a ClickUp token and its Workspaces during plan, and again during apply before Terraform creates any resource.
 * Every resource and module of the stack depends on the check, including those added later.
 */
export class ClickUpAuthGate extends Construct implements ITerraformDependable {
  /** The provider that sends the requests. */
  readonly provider: ClickupProvider;
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
    });
    this.#check = atApply
      ? new EphemeralCheck(this, 'check', {
          provider: this.provider,
          workspaces: this.#required.list,
          namesake: this.dataSource,
        })
      : undefined;
    // Terraform reads the data source after the check, so that a failure is reported once.
    if (this.#check !== undefined) this.dataSource.dependsOn = [dependable(this.#check)];
    this.#workspaces = new Workspaces(this, { provider: this.provider, check: this.#check, required: this.#required });
    const stack = TerraformStack.of(this);
    const aspect = new DependencyAspect(stack, () => this.#aspectInput());
    Aspects.of(stack).add(aspect);
    gatesByStack.set(stack, [...gatesOf(stack), this]);
    this.node.addValidation({
      validate: () => {
        // Visit again, because other Aspects may have added or changed resources after the first pass.
        const elements = elementsOf(stack);
        aspect.visitAll(elements);
        return validateGate({
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

  /** The address of the check in plain text, for `depends_on` of blocks that the Aspect does not change. */
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

  /**
   * Returns the ID of a Workspace and adds that Workspace to the required ones: the check fails if it is not authorized
   * for this token.
   * @param nameOrId Workspace ID or name. A value of digits only is treated as an ID.
   */
  workspaceId(nameOrId: string): string {
    return this.#workspaces.idOf(nameOrId);
  }

  get #dataSourceFqn(): string {
    return `data.clickup_auth.${this.dataSource.friendlyUniqueId}`;
  }

  #aspectInput(): AspectInput {
    const stack = TerraformStack.of(this);
    this.#warnAboutLiteralToken(stack);
    // Include the providers of all gates in the stack: otherwise two gates could depend on each other's upstream.
    const configurations = gatesOf(stack).map((gate): unknown => gate.provider.toTerraform());
    return {
      dependencies: [...new Set([this.#dataSourceFqn, this.fqn])],
      exclude: this.#props.exclude ?? [],
      upstream: upstreamAddresses(stack, configurations),
    };
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

const gatesByStack = new WeakMap<TerraformStack, ClickUpAuthGate[]>();

function gatesOf(stack: TerraformStack): readonly ClickUpAuthGate[] {
  return gatesByStack.get(stack) ?? [];
}
