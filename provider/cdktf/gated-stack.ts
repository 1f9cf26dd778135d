import type { TerraformElement, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { blocksOf, isResourceOrModuleAddress, type Blocks } from './blocks.js';
import { elementsOf, resolved } from './elements.js';
import { upstreamAddresses } from './upstream.js';

/** What a stack needs to know about one of its gates. */
export interface StackGate {
  /** Addresses to add to `depends_on`, in plain text. */
  readonly dependencies: readonly string[];
  /** Constructs that do not depend on the gate, including everything inside them. */
  readonly exclude: readonly IConstruct[];
  /** The configuration of the gate's provider. */
  readonly providerConfiguration: () => unknown;
}

/**
 * Adds the gates of a stack to `depends_on` of every resource and module when the stack is synthesized. It changes the
 * result and not the constructs. So nothing bypasses a gate: neither what later Aspects, overrides and custom elements add,
 * nor a synth without validations.
 */
export class GatedStack {
  readonly #stack: TerraformStack;
  readonly #gates: StackGate[] = [];
  readonly #toTerraform: () => object;

  constructor(stack: TerraformStack) {
    this.#stack = stack;
    const toHclTerraform = stack.toHclTerraform.bind(stack);
    this.#toTerraform = stack.toTerraform.bind(stack);
    stack.toTerraform = () => {
      const configuration = this.#toTerraform();
      const blocks = blocksOf(configuration);
      addDependencies(blocks, this.#rules(blocks));
      return configuration;
    };
    stack.toHclTerraform = () => {
      this.#gateHclOfElements();
      return toHclTerraform();
    };
  }

  add(gate: StackGate): void {
    this.#gates.push(gate);
  }

  /** The configuration without the dependencies on gates. */
  blocks(): Blocks {
    return blocksOf(this.#toTerraform());
  }

  /** The frameworks write HCL of each element, and none of overrides of the stack. */
  #gateHclOfElements(): void {
    const rules = this.#rules(this.blocks());
    for (const element of elementsOf(this.#stack)) {
      const toHclTerraform = hclOf(element);
      // On the instance, and replaced by each synth.
      element.toHclTerraform = () => {
        const fragment = resolved(element, toHclTerraform());
        addDependencies(blocksOf(fragment), rules);
        return fragment;
      };
    }
  }

  /** Takes all blocks of the stack. Excludes the upstream of all gates: otherwise, two could depend on each other's. */
  #rules(blocks: Blocks): Rule[] {
    const configurations = this.#gates.map((gate) => resolved(this.#stack, gate.providerConfiguration()));
    const upstream = upstreamAddresses(blocks, configurations);
    return this.#gates.map(({ dependencies, exclude }) => ({
      dependencies,
      excluded: new Set([...upstream, ...addressesIn(exclude)]),
    }));
  }
}

/** What one gate adds, and the addresses of the blocks that it excludes. */
interface Rule {
  readonly dependencies: readonly string[];
  readonly excluded: ReadonlySet<string>;
}

function addDependencies(blocks: Blocks, rules: readonly Rule[]): void {
  for (const [address, sameAddress] of blocks) {
    if (!isResourceOrModuleAddress(address)) continue;
    const added = rules.flatMap(({ dependencies, excluded }) => (excluded.has(address) ? [] : dependencies));
    if (added.length === 0) continue;
    for (const block of sameAddress) {
      const { depends_on: own } = block;
      block['depends_on'] = [...new Set([...(Array.isArray(own) ? own : []), ...added])];
    }
  }
}

function addressesIn(scopes: readonly IConstruct[]): string[] {
  const elements = scopes.flatMap((scope) => elementsOf(scope));
  return elements.flatMap((element) => [...blocksOf(resolved(element, element.toTerraform())).keys()]);
}

const originals = new WeakMap<TerraformElement, () => unknown>();

/** The method of the element's class, or the one that a user assigned. */
function hclOf(element: TerraformElement): () => unknown {
  const original = originals.get(element) ?? element.toHclTerraform.bind(element);
  originals.set(element, original);
  return original;
}
