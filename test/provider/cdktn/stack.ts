// Stacks to put a gate into, with stand-ins for the constructs that users have beside it.
import {
  DataResource,
  TerraformDataSource,
  TerraformHclModule,
  TerraformProvider,
  TerraformStack,
  Testing,
  type TerraformElement,
} from 'cdktn';
import type { Construct } from 'constructs';

/** A synthesized stack, as far as the tests look into it. */
export interface Synthesized {
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
  readonly resource?: Blocks;
  readonly module?: Readonly<Record<string, Block>>;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly output?: Readonly<Record<string, Block>>;
}
export type Block = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

export function newStack(id = 'stack'): TerraformStack {
  return new TerraformStack(Testing.app(), id);
}

/** The JSON of a stack, after every validation. */
export function synthesize(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true));
}

/** What stops the synth of a stack. */
export function problems(stack: TerraformStack): string {
  try {
    Testing.synth(stack, true);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
}

export function resource(scope: Construct, id: string, input: Block = {}): DataResource {
  return new DataResource(scope, id, { input });
}

export function module(scope: Construct, id: string, variables: Block = {}): TerraformHclModule {
  return new TerraformHclModule(scope, id, { source: 'example/network/test', variables });
}

/** A provider of somebody else's, and what it reads. */
export class VaultProvider extends TerraformProvider {
  readonly #configuration: Block;
  readonly #alias: string | undefined;

  constructor(scope: Construct, id: string, configuration: Block = {}, alias?: string) {
    super(scope, id, { terraformResourceType: 'vault', terraformProviderSource: 'example/vault' });
    this.#configuration = configuration;
    this.#alias = alias;
  }

  override get alias(): string | undefined {
    return this.#alias;
  }

  protected override synthesizeAttributes(): Block {
    return this.#configuration;
  }
}

export class VaultSecret extends TerraformDataSource {
  readonly #configuration: Block;

  constructor(scope: Construct, id: string, configuration: Block = {}, provider?: TerraformProvider) {
    super(scope, id, { terraformResourceType: 'vault_secret', ...(provider === undefined ? {} : { provider }) });
    this.#configuration = configuration;
  }

  protected override synthesizeAttributes(): Block {
    return this.#configuration;
  }
}

/** What a block waits for. */
export function waitsFor(synthesized: Synthesized, element: TerraformElement): unknown {
  const blocks = { ...synthesized.resource?.['terraform_data'], ...synthesized.module };
  const block = blocks[element.friendlyUniqueId];
  if (block === undefined) throw new Error(`${element.node.path} was not written.`);
  return block['depends_on'] ?? [];
}

/** What everything waits for, when the gate is called "clickup". */
export const BOTH = ['data.clickup_auth.clickup', 'ephemeral.clickup_auth.clickup'];
