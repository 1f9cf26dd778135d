import { TerraformElement, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { hclAttributes } from './ephemeral-hcl.js';
import type { DataClickupAuth } from './generated/data-clickup-auth/index.js';

export interface EphemeralCheckConfig {
  readonly provider: TerraformProvider;
  /** IDs or names of Workspaces, as a list or as a token of a list. */
  readonly workspaces: string[];
  /** The data source whose name the block shares. */
  readonly namesake: DataClickupAuth;
}

/**
 * The block `ephemeral "clickup_auth"`, which checks during plan and again during apply. CDKTF has no class for
 * ephemeral blocks. CDK Terrain has one, but with it synth fails unless the app declares `targetVersions`.
 */
export class EphemeralCheck extends TerraformElement {
  readonly #config: EphemeralCheckConfig;

  constructor(scope: Construct, id: string, config: EphemeralCheckConfig) {
    super(scope, id);
    this.#config = config;
  }

  override get friendlyUniqueId(): string {
    return this.#config.namesake.friendlyUniqueId;
  }

  /** The address in plain text, because `depends_on` accepts no expressions. */
  override get fqn(): string {
    return `ephemeral.clickup_auth.${this.friendlyUniqueId}`;
  }

  override toTerraform(): object {
    const { provider, workspaces } = this.#config;
    return this.#block({ provider: provider.fqn, workspaces });
  }

  override toHclTerraform(): object {
    const { provider, workspaces } = this.#config;
    return this.#block(hclAttributes(this, provider.fqn, workspaces));
  }

  #block(attributes: object): object {
    const block = { ...attributes, '//': this.constructNodeMetadata };
    return { ephemeral: { clickup_auth: { [this.friendlyUniqueId]: block } } };
  }
}
