import { cancelled, isAuthError } from './auth-error.js';
import type { Failure } from './failure.js';
import { isCertificateError } from './network-error.js';
import type { ResolvedOptions } from './options.js';
import { REASONS } from './reasons.js';

/** Maximum of the first pause. It doubles with each attempt, up to `MAX_PAUSE_MS`. */
const BASE_PAUSE_MS = 250;
const MAX_PAUSE_MS = 8_000;

/**
 * Runs `attempt` at most `settings.attempts` times, with pauses that have full jitter. Retries transient errors only, and
 * only if the pause ends before the deadline, so that an attempt follows every pause.
 * Fails with the failure of the last attempt, or `cancelled`.
 */
export async function retry<T>(
  settings: ResolvedOptions,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    if (signal?.aborted) throw cancelled(signal.reason);
    try {
      return await attempt();
    } catch (error) {
      if (!isAuthError(error) || number >= settings.attempts || !isTransient(error.failure)) throw error;
      const pauseMs = retryDelayMs(error.failure, number, settings);
      if (settings.clock() + pauseMs >= settings.deadlineAt) throw error;
      settings.onRetry?.({ reason: error.reason, attempt: number, delayMs: pauseMs });
      await settings.sleep(pauseMs, signal).catch((reason: unknown) => {
        throw cancelled(reason);
      });
    }
  }
}

/** Whether a retry can succeed: the category `service`, except failures that every attempt would repeat. */
function isTransient(failure: Failure): boolean {
  if (REASONS[failure.reason].category !== 'service') return false;
  // ClickUp or a proxy would return the same response again.
  if (failure.reason === 'reply_malformed' || failure.reason === 'request_refused') return false;
  if (failure.reason === 'timed_out') return failure.limit === 'request';
  // A certificate stays invalid, and a proxy that requires a password or forbids the host does so again.
  if (failure.reason === 'unreachable')
    return !isCertificateError(failure.code) && !/^ERR_PROXY_4/.test(failure.code ?? '');
  return true;
}

/** ClickUp returns the end of a rate limit. Jitter is added so that many clients do not retry at the same time. */
function retryDelayMs(failure: Failure, number: number, settings: ResolvedOptions): number {
  const jitter = settings.random() * Math.min(MAX_PAUSE_MS, BASE_PAUSE_MS * 2 ** (number - 1));
  if (failure.reason !== 'rate_limited') return jitter;
  return Math.max(0, failure.retryAt.getTime() - settings.clock()) + jitter;
}
