import { AuthError } from './auth-error.js';
import type { ResolvedOptions } from './options.js';
import type { RateLimit } from './types.js';

const MINUTE_MS = 60_000;

/** A reset that is further away contradicts the clock of this machine, which then says nothing about the wait. */
const MAX_RESET_MS = 65_000;

/**
 * Counts the requests of a check that are left, and stops the check early if the rate limit of the token does not permit
 * them within the time limit. Otherwise the check would use up the limit, on which other jobs depend, and then fail.
 */
export class RequestBudget {
  readonly #options: ResolvedOptions;
  #needed: number;
  #last: RateLimit | undefined;
  #exceeded: AuthError | undefined;

  constructor(needed: number, options: ResolvedOptions) {
    this.#needed = needed;
    this.#options = options;
  }

  /** Records the rate limit of a response. */
  note(rateLimit: RateLimit | undefined): void {
    this.#last = rateLimit ?? this.#last;
  }

  /** Call before each request. Fails with `rate_limited` if the requests that are left cannot be sent in time. */
  spend(): void {
    this.#exceeded ??= this.#check();
    if (this.#exceeded !== undefined) throw this.#exceeded;
  }

  #check(): AuthError | undefined {
    const { limit, remaining, resetAt } = this.#last ?? {};
    const needed = this.#needed;
    this.#needed -= 1;
    if (limit === undefined || remaining === undefined || resetAt === undefined || needed <= remaining)
      return undefined;
    const { attempts, clock, deadlineAt, timeoutMs } = this.#options;
    const resetInMs = resetAt.getTime() - clock();
    if (resetInMs < 0 || resetInMs > MAX_RESET_MS) return undefined;
    const minutesAfterReset = Math.ceil((needed - remaining) / Math.max(1, limit)) - 1;
    // A request that exceeds the limit is sent again after the reset.
    if (attempts > 1 && clock() + resetInMs + minutesAfterReset * MINUTE_MS < deadlineAt) return undefined;
    return new AuthError({
      reason: 'rate_limited',
      input: 'timeoutMs',
      retryAt: resetAt,
      needed: { requests: needed, remaining, timeoutMs },
      // No request was rejected: the last response states the limit.
      answer: { request: 'GET /team', status: 200 },
    });
  }
}
