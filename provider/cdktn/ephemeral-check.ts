import { TerraformElement } from 'cdktn';
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

/**
 * `ephemeral "clickup_auth"`: checks at plan and again at apply. The framework has a class for ephemeral blocks, which
 * fails the synth of every app that doesn't declare `targetVersions`; this one asks nothing of an app.
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

  /** Its address in plain text: `depends_on` takes no expression. */
  override get fqn(): string {
    return `ephemeral.clickup_auth.${this.friendlyUniqueId}`;
  }

  override toTerraform(): object {
    const { provider, workspaces } = this.#config;
    return this.#block({ provider: provider.fqn, workspaces });
  }

  override toHclTerraform(): object {
    const { provider, workspaces } = this.#config;
    return this.#block({
      provider: provider.fqn,
      workspaces: { value: workspaces, isBlock: false, type: 'list', storageClassType: 'stringList' },
    });
  }

  #block(attributes: object): object {
    const block = { ...attributes, '//': this.constructNodeMetadata };
    return { ephemeral: { clickup_auth: { [this.friendlyUniqueId]: block } } };
  }
}
