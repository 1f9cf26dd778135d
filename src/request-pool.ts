import { cancelled, isAuthError } from './auth-error.js';

/** Maximum number of requests in flight, so that a check does not use up the connections of a proxy. */
const MAX_IN_FLIGHT = 10;

/** Sends one request. Rejects if the check cannot continue. */
export type Task<T> = (signal: AbortSignal) => Promise<T>;

/** Runs tasks in the order of the calls, at most ten at the same time. The first rejection aborts all others. */
export class RequestPool {
  readonly #controller = new AbortController();
  readonly #abort = (): void => this.#controller.abort();
  readonly #waiting: (() => void)[] = [];
  readonly #signal: AbortSignal | undefined;
  #running = 0;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    if (signal?.aborted) this.#abort();
    signal?.addEventListener('abort', this.#abort);
  }

  async run<T>(task: Task<T>): Promise<T> {
    const { signal } = this.#controller;
    if (this.#running >= MAX_IN_FLIGHT) await new Promise<void>((start) => this.#waiting.push(start));
    this.#running += 1;
    try {
      if (signal.aborted) throw cancelled();
      return await task(signal);
    } catch (error) {
      this.#abort();
      throw error;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Call it when all tasks have ended. Does not abort, which would create an error for each check. */
  close(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

/**
 * The rejection that decides the result, or undefined if there is none: the first in the list, so that the result does not
 * depend on timing. A task that the pool aborted does not count.
 */
export function firstRejection(results: readonly PromiseSettledResult<unknown>[]): unknown {
  const errors = results.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  return errors.find((one) => !(isAuthError(one) && one.reason === 'cancelled')) ?? errors[0];
}
