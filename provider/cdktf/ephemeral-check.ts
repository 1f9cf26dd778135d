import { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import { hclAttributes } from './ephemeral-hcl.js';
import type { DataClickupAuth } from './generated/data-clickup-auth/index.js';

export interface EphemeralCheckConfig {
  /** The data source whose name and arguments the block shares. */
  readonly dataSource: DataClickupAuth;
}

/** What a data source has in addition to its arguments. The check depends on nothing, and there is one of it. */
const META_ARGUMENTS = new Set(['depends_on', 'count', 'for_each', 'lifecycle', '//']);

/**
 * The block `ephemeral "clickup_auth"`, which checks during plan and again during apply. CDKTF has no class for
 * ephemeral blocks. CDK Terrain has one, but with it synth fails unless the app declares `targetVersions`.
 */
export class EphemeralCheck extends TerraformElement {
  readonly #dataSource: DataClickupAuth;

  constructor(scope: Construct, id: string, { dataSource }: EphemeralCheckConfig) {
    super(scope, id);
    this.#dataSource = dataSource;
  }

  override get friendlyUniqueId(): string {
    return this.#dataSource.friendlyUniqueId;
  }

  /** The address in plain text, because `depends_on` accepts no expressions. */
  override get fqn(): string {
    return `ephemeral.clickup_auth.${this.friendlyUniqueId}`;
  }

  override toTerraform(): object {
    return this.#block(this.#dataSource.toTerraform());
  }

  override toHclTerraform(): object {
    return this.#block(hclAttributes(this, this.#dataSource));
  }

  /** The arguments of the data source, so that an override of one of them changes both blocks. */
  #block(synthesized: { readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>> }): object {
    const found = synthesized.data?.['clickup_auth']?.[this.friendlyUniqueId] ?? {};
    const own = Object.entries(found).filter(([name]) => !META_ARGUMENTS.has(name));
    const block = { ...Object.fromEntries(own), '//': this.constructNodeMetadata };
    return { ephemeral: { clickup_auth: { [this.friendlyUniqueId]: block } } };
  }
}
