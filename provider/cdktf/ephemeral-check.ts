import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import type { DataClickupAuth } from './generated/data-clickup-auth/index.js';
import type { ClickupProvider } from './generated/provider/index.js';

/** What the block says, beside its name. */
export interface EphemeralCheckConfig {
  readonly provider: ClickupProvider;
  /** Ids or names of Workspaces, as a list or a token of one. */
  readonly workspaces: string[];
  /** The data source whose name the block shares. */
  readonly namesake: DataClickupAuth;
}

/** `ephemeral "clickup_auth"`: checks at plan and again at apply. The framework is older than ephemeral blocks. */
export class EphemeralCheck extends TerraformElement {
  readonly #config: EphemeralCheckConfig;

  constructor(scope: Construct, id: string, config: EphemeralCheckConfig) {
    super(scope, id);
    this.#config = config;
  }

  override get friendlyUniqueId(): string {
    return this.#config.namesake.friendlyUniqueId;
  }

  /** Its address in plain text: `depends_on` takes no expression. */
  override get fqn(): string {
    return `ephemeral.clickup_auth.${this.friendlyUniqueId}`;
  }

  override toTerraform(): object {
    const { provider, workspaces } = this.#config;
    const block = { provider: provider.fqn, workspaces, '//': this.constructNodeMetadata };
    return { ephemeral: { clickup_auth: { [this.friendlyUniqueId]: block } } };
  }

  /** The framework would leave the block out of HCL, and the check with it. */
  override toHclTerraform(): never {
    throw new Error(
      `CDKTF writes no ephemeral block as HCL, and so not the check of "${this.node.path}". ` +
        'Synthesize JSON, which is the default, or set `atApply` to false.',
    );
  }
}
