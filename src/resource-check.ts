import { isAuthError, type AuthError } from './auth-error.js';
import type { InaccessibleResource } from './failure.js';
import type { ResolvedOptions } from './options.js';
import { REASONS } from './reasons.js';
import { RequestBudget } from './request-budget.js';
import { resourceRequest, type Resource, type ResourceRequirement } from './resource.js';
import type { Task } from './request-pool.js';
import type { Tools } from './tools.js';
import type { RateLimit, ResourceKind } from './types.js';

/** A List, Folder or Space of a requirement: the item, ClickUp's rejection, or why it could not be checked. */
export type ResourceOutcome =
  | { readonly resource: Resource }
  | { readonly rejection: Omit<InaccessibleResource, 'input'> }
  | { readonly error: AuthError };

const KINDS: readonly ResourceKind[] = ['list', 'folder', 'space'];

/** The result is known, so these requests must not delay it. */
const MAX_EXPLAINING_MS = 3_000;

/** Maximum number of rejected IDs for which the check finds out whether they belong to an item of another kind. */
const MAX_EXPLAINED = 10;

/** Requests the required Lists, Folders and Spaces, each once. */
export class ResourceCheck {
  readonly #tools: Tools;
  readonly #budget: RequestBudget;
  readonly #byKey: ReadonlyMap<string, ResourceRequirement>;
  readonly #outcomes = new Map<string, ResourceOutcome>();
  #hasFailed = false;

  /** `others` is the number of other requests that follow. */
  constructor(requirements: readonly ResourceRequirement[], tools: Tools, others = 0) {
    this.#tools = tools;
    this.#byKey = new Map(requirements.map((one) => [keyOf(one), one]));
    this.#budget = new RequestBudget(this.#byKey.size + others, tools.options);
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
      this.#outcomes.set(key, await this.#checkOne(requirement, signal));
    });
  }

  /** Call before each of the other requests. */
  spend(): void {
    this.#budget.spend();
  }

  async #checkOne(requirement: ResourceRequirement, signal: AbortSignal): Promise<ResourceOutcome> {
    try {
      this.#budget.spend();
      const { options } = this.#tools;
      return await this.#request(requirement, this.#hasFailed ? { ...options, attempts: 1 } : options, signal);
    } catch (error) {
      if (!isAuthError(error) || !isIncomplete(error)) throw error;
      // Another item can still be rejected, which decides the result. The rest of the check must not take long.
      this.#hasFailed = true;
      return { error };
    }
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
        const { options: all } = this.#tools;
        const options = { ...all, attempts: 1, requestTimeoutMs: Math.min(MAX_EXPLAINING_MS, all.requestTimeoutMs) };
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

/** Whether a failure concerns one request, and says nothing about the token and the other requirements. */
export function isIncomplete({ reason }: AuthError): boolean {
  return REASONS[reason].category === 'service';
}

/** Two requirements for one item share its request. */
function keyOf({ kind, id }: Pick<ResourceRequirement, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
