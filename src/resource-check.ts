import { isAuthError } from './auth-error.js';
import type { InaccessibleResource } from './failure.js';
import type { ResolvedOptions } from './options.js';
import { RequestBudget } from './request-budget.js';
import { resourceRequest, type Resource, type ResourceRequirement } from './resource.js';
import type { Task } from './request-pool.js';
import type { Tools } from './tools.js';
import type { RateLimit, ResourceKind } from './types.js';

/** A List, Folder or Space of a requirement: the item, or ClickUp's rejection. */
export type ResourceOutcome =
  { readonly resource: Resource } | { readonly rejection: Omit<InaccessibleResource, 'input'> };

const KINDS: readonly ResourceKind[] = ['list', 'folder', 'space'];

/** Maximum number of rejected IDs for which the check finds out whether they belong to an item of another kind. */
const MAX_EXPLAINED = 10;

/** Requests the required Lists, Folders and Spaces, each once. */
export class ResourceCheck {
  readonly #tools: Tools;
  readonly #budget: RequestBudget;
  readonly #byKey: ReadonlyMap<string, ResourceRequirement>;
  readonly #outcomes = new Map<string, ResourceOutcome>();

  constructor(requirements: readonly ResourceRequirement[], tools: Tools) {
    this.#tools = tools;
    this.#byKey = new Map(requirements.map((one) => [keyOf(one), one]));
    this.#budget = new RequestBudget(this.#byKey.size, tools.options);
  }

  /** Call with the rate limit of each response, so that the check can stop if its requests exceed the limit. */
  note(rateLimit: RateLimit | undefined): void {
    this.#budget.note(rateLimit);
  }

  /** Throws if the item was not requested. */
  outcomeOf(item: Pick<ResourceRequirement, 'kind' | 'id'>): ResourceOutcome {
    const outcome = this.#outcomes.get(keyOf(item));
    if (outcome === undefined) throw new Error(`${keyOf(item)} was not requested`);
    return outcome;
  }

  /** One request for each item. */
  tasks(): Task<void>[] {
    return [...this.#byKey].map(([key, requirement]) => async (signal) => {
      this.#budget.spend();
      this.#outcomes.set(key, await this.#request(requirement, this.#tools.options, signal));
    });
  }

  /**
   * Two requests for each of at most ten rejected IDs: what else they belong to. The most common mistake is the ID of a
   * Space in place of that of a List. A failure of these requests changes nothing.
   */
  explainingTasks(): Task<void>[] {
    const rejected = [...this.#outcomes].flatMap(([key, outcome]) =>
      'rejection' in outcome ? [{ key, ...outcome }] : [],
    );
    return rejected.slice(0, MAX_EXPLAINED).flatMap(({ key, rejection }) =>
      KINDS.filter((kind) => kind !== rejection.kind).map((kind): Task<void> => async (signal) => {
        const options = { ...this.#tools.options, attempts: 1 };
        const requirement = { kind, id: rejection.id, input: kind, permission: undefined };
        const outcome = await this.#request(requirement, options, signal).catch(() => undefined);
        if (outcome === undefined || !('resource' in outcome)) return;
        const { name } = outcome.resource;
        this.#outcomes.set(key, { rejection: { ...rejection, actual: { kind, name } } });
      }),
    );
  }

  async #request(
    requirement: ResourceRequirement,
    options: ResolvedOptions,
    signal: AbortSignal,
  ): Promise<ResourceOutcome> {
    const { call, token } = this.#tools;
    try {
      const { value, rateLimit } = await call(resourceRequest(requirement, token), options, signal);
      this.note(rateLimit);
      return { resource: value };
    } catch (error) {
      if (!isAuthError(error) || error.failure.reason !== 'resource_inaccessible') throw error;
      this.note(error.known.rateLimit);
      return { rejection: error.failure.resources[0] };
    }
  }
}

/** Two requirements for one item share its request. */
function keyOf({ kind, id }: Pick<ResourceRequirement, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
