import { AuthError, isAuthError, isCertificateFault } from './auth-error.js';
import type { Failure } from './failure.js';
import type { Settings } from './options.js';

/** The first pause is up to this, and doubles with each attempt. */
const BASE_PAUSE_MS = 250;
const MAX_PAUSE_MS = 8_000;

/**
 * Runs `attempt` up to `settings.attempts` times, pausing in between with full jitter. Only what can get better is
 * tried again, and only where the pause ends before the deadline: there is no sleep without an attempt after it.
 * Fails with the last attempt's failure, or `cancelled`.
 */
export async function retry<T>(
  settings: Settings,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let number = 1; ; number += 1) {
    if (signal?.aborted) throw cancelled(signal.reason);
    try {
      return await attempt();
    } catch (error) {
      if (!isAuthError(error) || number >= settings.attempts || !canGetBetter(error.failure)) throw error;
      const pauseMs = pauseBefore(error.failure, number, settings);
      if (settings.clock() + pauseMs >= settings.deadlineAt) throw error;
      await settings.sleep(pauseMs, signal).catch((reason: unknown) => {
        throw cancelled(reason);
      });
    }
  }
}

function cancelled(cause: unknown): AuthError {
  return new AuthError({ reason: 'cancelled', input: 'signal' }, { cause });
}

function canGetBetter(failure: Failure): boolean {
  switch (failure.reason) {
    case 'rate_limited':
    case 'clickup_unavailable':
      return true;
    case 'timed_out':
      return failure.limit === 'request';
    case 'unreachable':
      // Nor does a proxy that wants a password, or forbids the host, change its mind.
      return !isCertificateFault(failure.code) && !/^ERR_PROXY_4/.test(failure.code ?? '');
    default:
      return false;
  }
}

/** In milliseconds. A limit says itself when it ends; a little is added so that many callers do not return at once. */
function pauseBefore(failure: Failure, number: number, settings: Settings): number {
  const jitter = settings.random() * Math.min(MAX_PAUSE_MS, BASE_PAUSE_MS * 2 ** (number - 1));
  if (failure.reason !== 'rate_limited') return jitter;
  return Math.max(0, failure.retryAt.getTime() - settings.clock()) + jitter;
}
