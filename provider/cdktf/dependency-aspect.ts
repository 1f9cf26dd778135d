import {
  TerraformElement,
  TerraformResource,
  Token,
  type IAspect,
  type TerraformModule,
  type TerraformStack,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { elementsOf } from './blocks.js';
import { resolved } from './resolved.js';

/** What the Aspect adds in one pass over a stack, and which constructs it excludes. */
export interface AspectInput {
  /** Addresses to add to `depends_on`, in plain text. */
  readonly dependencies: readonly string[];
  /** Constructs to exclude, including everything inside them. */
  readonly exclude: readonly IConstruct[];
  /** Addresses of the blocks that the provider configuration refers to, which are excluded as well. */
  readonly upstream: ReadonlySet<string>;
}

/**
 * Adds a gate to `depends_on` of every resource and module of one stack, regardless of when they are added. Excludes
 * data sources: they only read, and a dependency would delay that read. Running the Aspect again changes nothing.
 */
export class DependencyAspect implements IAspect {
  readonly #stack: TerraformStack;
  readonly #createInput: () => AspectInput;
  #input: AspectInput | undefined;

  constructor(stack: TerraformStack, createInput: () => AspectInput) {
    this.#stack = stack;
    this.#createInput = createInput;
  }

  visit(node: IConstruct): void {
    if (node === this.#stack) {
      // An Aspect visits the stack first. Compute the input here, before this pass adds dependencies.
      this.#input = this.#createInput();
      this.#visitOverrides(this.#input);
      return;
    }
    if (!isResourceOrModule(node) || node.cdktfStack !== this.#stack) return;
    const input = (this.#input ??= this.#createInput());
    if (!this.#isExcluded(node, input)) this.#addDependency(node, input.dependencies);
  }

  /** Visits the stack and all of its elements. */
  visitAll(elements: readonly TerraformElement[]): void {
    this.visit(this.#stack);
    for (const element of elements) this.visit(element);
  }

  #isExcluded(node: TerraformResource | TerraformModule, { exclude, upstream }: AspectInput): boolean {
    if (upstream.size > 0 && upstream.has(addressOf(node))) return true;
    return exclude.length > 0 && node.node.scopes.some((scope) => exclude.includes(scope));
  }

  #addDependency(node: TerraformResource | TerraformModule, dependencies: readonly string[]): void {
    const overrides: Record<string, unknown> = node['rawOverrides'];
    const overridden = list(overrides['depends_on']);
    // An override that is not a list replaces dependsOn, and would also remove the dependency on the gate.
    if ('depends_on' in overrides && !Array.isArray(overrides['depends_on'])) delete node.dependsOn;
    const own = node.dependsOn ?? [];
    // The framework concatenates both lists during synth.
    const missing = this.#missing([...own, ...overridden], dependencies);
    if (missing.length === 0) return;
    if (TerraformResource.isTerraformResource(node) && !('depends_on' in overrides)) {
      node.dependsOn = [...own, ...missing];
    } else {
      // In HCL, the framework writes depends_on of a module only if it is an override.
      delete node.dependsOn;
      node.addOverride('depends_on', [...own, ...overridden, ...missing]);
    }
  }

  /** Handles resources and modules that are overrides of the stack, with or without a construct of the same address. */
  #visitOverrides({ dependencies, upstream }: AspectInput): void {
    const { resource = {}, module = {} }: Overrides = this.#stack['rawOverrides'];
    const overridden = [
      ...Object.entries(resource).flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]) => [`${type}.${name}`, block] as const),
      ),
      ...Object.entries(module).map(([name, block]) => [`module.${name}`, block] as const),
    ];
    if (overridden.length === 0) return;
    const constructs = new Map(
      elementsOf(this.#stack)
        .filter(isResourceOrModule)
        .map((node) => [addressOf(node), node]),
    );
    for (const [address, block] of overridden) {
      const construct = constructs.get(address);
      const own = block['depends_on'];
      if (construct === undefined) {
        if (!upstream.has(address)) block['depends_on'] = [...list(own), ...this.#missing(list(own), dependencies)];
      } else if ('depends_on' in block && !Array.isArray(own)) {
        // This override removes depends_on of the construct, and would also remove the dependency on the gate.
        delete block['depends_on'];
        delete construct.dependsOn;
      }
    }
  }

  #missing(present: readonly unknown[], dependencies: readonly string[]): string[] {
    const absent = dependencies.filter((one) => !present.includes(one));
    // A user can list the same address as a token.
    if (absent.length === 0 || !present.some((one) => Token.isUnresolved(one))) return absent;
    const texts = new Set([resolved(this.#stack, present)].flat());
    return absent.filter((one) => !texts.has(one));
  }
}

interface Overrides {
  readonly resource?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly module?: Readonly<Record<string, Record<string, unknown>>>;
}

/** Returns whether a construct is a resource or a module, even if another copy of the framework created it. */
export function isResourceOrModule(node: IConstruct): node is TerraformResource | TerraformModule {
  if (TerraformResource.isTerraformResource(node)) return true;
  return TerraformElement.isTerraformElement(node) && node['_elementType'] === 'module';
}

/** Returns the address of a resource or module, for example `terraform_data.app` or `module.network`. */
export function addressOf(node: TerraformResource | TerraformModule): string {
  const type = TerraformResource.isTerraformResource(node) ? node.terraformResourceType : 'module';
  return `${type}.${node.friendlyUniqueId}`;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
