import { cancelled, isAuthError } from './auth-error.js';

/** Maximum number of requests in flight, so that a check does not use up the connections of a proxy. */
const MAX_IN_FLIGHT = 10;

/** Sends one request. Rejects if the check cannot continue. */
export type Task<T> = (signal: AbortSignal) => Promise<T>;

/** Runs tasks in the order of the calls, at most ten at the same time. The first rejection aborts all others. */
export class RequestPool {
  readonly #controller = new AbortController();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(signal: AbortSignal | undefined) {
    const abort = (): void => this.#controller.abort();
    if (signal?.aborted) abort();
    // The listener ends with the pool, whose signal is aborted when the check is over.
    signal?.addEventListener('abort', abort, { signal: this.#controller.signal });
  }

  async run<T>(task: Task<T>): Promise<T> {
    const { signal } = this.#controller;
    if (this.#running >= MAX_IN_FLIGHT) await new Promise<void>((start) => this.#waiting.push(start));
    this.#running += 1;
    try {
      if (signal.aborted) throw cancelled();
      return await task(signal);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Aborts what is running. Call it when the check is over. */
  close(): void {
    this.#controller.abort();
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
