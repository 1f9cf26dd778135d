import {
  TerraformElement,
  TerraformResource,
  Token,
  type IAspect,
  type TerraformModule,
  type TerraformStack,
} from 'cdktn';
import type { IConstruct } from 'constructs';
import { resolved } from './resolved.js';
import { elementsOf } from './blocks.js';

/** What a guard is told when it looks at a stack. */
export interface Orders {
  /** Addresses that everything waits for, in plain text. */
  readonly waitFor: readonly string[];
  /** Constructs that do not wait, nor what is inside them. */
  readonly exclude: readonly IConstruct[];
  /** Addresses that do not wait. */
  readonly fed: ReadonlySet<string>;
}

/**
 * Makes every resource and module of one stack depend on a gate, whenever they were added. Data sources are left alone:
 * they only read, and one that waits is read later than it could be. It can pass over a stack more than once.
 */
export class Guard implements IAspect {
  readonly #stack: TerraformStack;
  readonly #orders: () => Orders;
  #current: Orders | undefined;

  constructor(stack: TerraformStack, orders: () => Orders) {
    this.#stack = stack;
    this.#orders = orders;
  }

  visit(node: IConstruct): void {
    if (node === this.#stack) {
      // Aspects meet the stack first. What they change in it afterwards must not change the orders.
      this.#current = this.#orders();
      this.#visitOverrides(this.#current);
      return;
    }
    if (!isGuarded(node) || node.cdktfStack !== this.#stack) return;
    const orders = (this.#current ??= this.#orders());
    if (!this.#isLeftOut(node, orders)) this.#makeWait(node, orders.waitFor);
  }

  /** Passes over the whole stack at once. */
  visitAll(elements: readonly TerraformElement[]): void {
    this.visit(this.#stack);
    for (const element of elements) this.visit(element);
  }

  #isLeftOut(node: TerraformResource | TerraformModule, { exclude, fed }: Orders): boolean {
    if (fed.size > 0 && fed.has(addressOf(node))) return true;
    return exclude.length > 0 && node.node.scopes.some((scope) => exclude.includes(scope));
  }

  #makeWait(node: TerraformResource | TerraformModule, waitFor: readonly string[]): void {
    const overrides: Record<string, unknown> = node['rawOverrides'];
    const overridden = list(overrides['depends_on']);
    // An override that is no list takes the place of dependsOn, and would take ours with it.
    if ('depends_on' in overrides && !Array.isArray(overrides['depends_on'])) delete node.dependsOn;
    const own = node.dependsOn ?? [];
    // The framework joins both lists when it writes them.
    const missing = this.#missing([...own, ...overridden], waitFor);
    if (missing.length === 0) return;
    if (TerraformResource.isTerraformResource(node) && !('depends_on' in overrides)) {
      node.dependsOn = [...own, ...missing];
    } else {
      // It writes what depends on what of a module as HCL only when it is overridden.
      delete node.dependsOn;
      node.addOverride('depends_on', [...own, ...overridden, ...missing]);
    }
  }

  /** Resources and modules that are written as overrides of the stack, without a construct. */
  #visitOverrides({ waitFor, fed }: Orders): void {
    const { resource = {}, module = {} }: Overrides = this.#stack['rawOverrides'];
    const written = [
      ...Object.entries(resource).flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]) => [`${type}.${name}`, block] as const),
      ),
      ...Object.entries(module).map(([name, block]) => [`module.${name}`, block] as const),
    ];
    if (written.length === 0) return;
    const constructs = new Map(
      elementsOf(this.#stack)
        .filter(isGuarded)
        .map((node) => [addressOf(node), node]),
    );
    for (const [address, block] of written) {
      const construct = constructs.get(address);
      const own = block['depends_on'];
      if (construct === undefined) {
        if (!fed.has(address)) block['depends_on'] = [...list(own), ...this.#missing(list(own), waitFor)];
      } else if ('depends_on' in block && !Array.isArray(own)) {
        // An override that erases what the construct says, and would erase what is said to it.
        delete block['depends_on'];
        delete construct.dependsOn;
      }
    }
  }

  #missing(present: readonly unknown[], waitFor: readonly string[]): string[] {
    const unseen = waitFor.filter((one) => !present.includes(one));
    // What a user lists can be a token of the same address.
    if (unseen.length === 0 || !present.some((one) => Token.isUnresolved(one))) return unseen;
    const texts = new Set([resolved(this.#stack, present)].flat());
    return unseen.filter((one) => !texts.has(one));
  }
}

interface Overrides {
  readonly resource?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly module?: Readonly<Record<string, Record<string, unknown>>>;
}

/** Whether a construct creates something. Recognised across copies of the framework, as the framework does itself. */
export function isGuarded(node: IConstruct): node is TerraformResource | TerraformModule {
  if (TerraformResource.isTerraformResource(node)) return true;
  return TerraformElement.isTerraformElement(node) && node['_elementType'] === 'module';
}

/** Its address, as `terraform_data.app` or `module.network`. */
export function addressOf(node: TerraformResource | TerraformModule): string {
  const type = TerraformResource.isTerraformResource(node) ? node.terraformResourceType : 'module';
  return `${type}.${node.friendlyUniqueId}`;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
