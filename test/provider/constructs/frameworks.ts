// Both frameworks with the constructs built for them, and helpers to create and synthesize stacks. The tests use the types
// of CDKTF for both, because the frameworks have the same API as far as the constructs use it.
import type * as cdktf from 'cdktf';
import type { Construct } from 'constructs';
import type * as constructsForCdktf from '../../../dist/cdktf/index.js';

/** The parts of a synthesized stack that the tests read. */
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

/** What every resource depends on if the ID of the gate is "clickup". */
export const GATE_ADDRESSES = ['data.clickup_auth.clickup', 'ephemeral.clickup_auth.clickup'];

const TOKEN_MAP = '__cdktfTokenMap';

export type Framework = ReturnType<typeof createFramework>;

export const CDKTF = createFramework('cdktf');
export const CDK_TERRAIN = createFramework('cdktn');

/** Runs the same tests for each framework. */
export function describeEachFramework(name: string, body: (framework: Framework) => void): void {
  for (const framework of [CDKTF, CDK_TERRAIN]) describeFramework(framework, name, () => body(framework));
}

export function describeFramework(framework: Framework, name: string, body: () => void): void {
  describe(`${name} (${framework.name})`, () => {
    beforeAll(framework.activate);
    body();
  });
}

/** Returns the `depends_on` list of the block that an element was synthesized to. */
export function dependenciesOf(synthesized: Synthesized, element: cdktf.TerraformElement): unknown {
  const blocks = { ...synthesized.resource?.['terraform_data'], ...synthesized.module };
  const block = blocks[element.friendlyUniqueId];
  if (block === undefined) throw new Error(`The stack has no block for ${element.node.path}.`);
  return block['depends_on'] ?? [];
}

function createFramework(name: 'cdktf' | 'cdktn') {
  // Both frameworks store their tokens in the same global variable. An app has one framework, so each gets its own value.
  Reflect.deleteProperty(globalThis, TOKEN_MAP);
  const cdk: typeof cdktf = require(name);
  const constructs: typeof constructsForCdktf = require(`../../../dist/${name}/index.js`);
  const tokenMap: unknown = Reflect.get(globalThis, TOKEN_MAP);

  /** A provider of another vendor. */
  class VaultProvider extends cdk.TerraformProvider {
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

  /** A data source of that provider. */
  class VaultSecret extends cdk.TerraformDataSource {
    readonly #configuration: Block;

    constructor(scope: Construct, id: string, configuration: Block = {}, provider?: cdktf.TerraformProvider) {
      super(scope, id, { terraformResourceType: 'vault_secret', ...(provider === undefined ? {} : { provider }) });
      this.#configuration = configuration;
    }

    protected override synthesizeAttributes(): Block {
      return this.#configuration;
    }
  }

  /** An element with any configuration, as users write for blocks without a class. */
  class RawElement extends cdk.TerraformElement {
    readonly #configuration: object;

    constructor(scope: Construct, id: string, configuration: object) {
      super(scope, id);
      this.#configuration = configuration;
    }

    override toTerraform(): object {
      return this.#configuration;
    }

    override toHclTerraform(): object {
      return this.#configuration;
    }
  }

  return {
    name,
    cdk,
    constructs,
    RawElement,
    VaultProvider,
    VaultSecret,
    activate: () => void Reflect.set(globalThis, TOKEN_MAP, tokenMap),
    newStack: (id = 'stack'): cdktf.TerraformStack => new cdk.TerraformStack(cdk.Testing.app(), id),
    resource: (scope: Construct, id: string, input: Block = {}): cdktf.DataResource =>
      new cdk.DataResource(scope, id, { input }),
    module: (scope: Construct, id: string, variables: Block = {}): cdktf.TerraformHclModule =>
      new cdk.TerraformHclModule(scope, id, { source: 'example/network/test', variables }),
    /** Returns the JSON of a stack. Runs every validation. */
    synthesize: (stack: cdktf.TerraformStack): Synthesized => JSON.parse(cdk.Testing.synth(stack, true)),
    /** Returns the error that stops synth, or "none". */
    synthError: (stack: cdktf.TerraformStack): string => {
      try {
        cdk.Testing.synth(stack, true);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      return 'none';
    },
  };
}
