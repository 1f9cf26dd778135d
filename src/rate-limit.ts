import type { IncomingHttpHeaders } from 'node:http';
import type { Guard } from './guard.js';
import type { RateLimit } from './types.js';

/** Wait if no header says when to retry. ClickUp's limit is per minute. */
const DEFAULT_WAIT_MS = 60_000;

/** Maximum wait. A limit that lasts longer than its minute is reported instead, and the user decides. */
const MAX_WAIT_MS = 65_000;

/** Maximum age of a reset time. An older one is not the end of the current minute. */
const MAX_AGE_MS = 60_000;

/** The rate limit in a response's headers, or undefined if they have none. */
export function readRateLimit(headers: IncomingHttpHeaders, guard: Guard): RateLimit | undefined {
  const limit = wholeNumber(headers['x-ratelimit-limit'], guard);
  const remaining = wholeNumber(headers['x-ratelimit-remaining'], guard);
  const resetAt = unixSeconds(headers['x-ratelimit-reset'], guard);
  if (limit === undefined && remaining === undefined && resetAt === undefined) return undefined;
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(resetAt !== undefined && { resetAt }),
  };
}

/** The later of two rate limits: that with the lower count, because both requests count toward one minute. */
export function mergeRateLimits(one: RateLimit | undefined, other: RateLimit | undefined): RateLimit | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (other.remaining ?? Infinity) < (one.remaining ?? Infinity) ? other : one;
}

/**
 * When a rate-limited client may retry, by this machine's clock: `Retry-After` (seconds or a date), then
 * `X-RateLimit-Reset` (Unix seconds, documented), then in a minute. Times of the server are compared with the response's own
 * `Date`, because the clock of this machine may be wrong by minutes. At most 65 seconds after `now`.
 */
export function retryAt(headers: IncomingHttpHeaders, { now, guard }: { now: number; guard: Guard }): Date {
  const serverNow = httpDate(headers.date, guard);
  const waitMs =
    retryAfter(headers['retry-after'], serverNow ?? now, guard) ??
    untilReset(headers['x-ratelimit-reset'], { serverNow, now, guard }) ??
    DEFAULT_WAIT_MS;
  return new Date(now + Math.min(Math.max(0, waitMs), MAX_WAIT_MS));
}

/** Milliseconds until the end of the minute, or undefined if the header and the clock contradict each other. */
function untilReset(
  header: string | string[] | undefined,
  { serverNow, now, guard }: { serverNow: number | undefined; now: number; guard: Guard },
): number | undefined {
  const reset = unixSeconds(header, guard)?.getTime();
  if (reset === undefined) return undefined;
  const waitMs = reset - (serverNow ?? now);
  if (waitMs < -MAX_AGE_MS) return undefined;
  // Without a date of the server, the clock of this machine is the likely error.
  return serverNow === undefined && waitMs > MAX_WAIT_MS ? undefined : waitMs;
}

function retryAfter(header: string | undefined, now: number, guard: Guard): number | undefined {
  // Some servers send fractions of a second.
  const seconds = wholeNumber(header?.trim().replace(/(\d)\.\d{1,9}$/, '$1'), guard);
  if (seconds !== undefined) return (seconds + (header?.includes('.') === true ? 1 : 0)) * 1000;
  const date = httpDate(header, guard);
  return date === undefined ? undefined : date - now;
}

/** Milliseconds since 1970. Accepts an HTTP date or an ISO date, because V8 parses almost any text as some date. */
function httpDate(header: string | undefined, guard: Guard): number | undefined {
  if (header === undefined || !/^(?:[A-Z][a-z]{2,8}, |\d{4}-\d\d-\d\dT)/.test(header) || guard.reveals(header))
    return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date;
}

function unixSeconds(header: string | string[] | undefined, guard: Guard): Date | undefined {
  const seconds = wholeNumber(header, guard);
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}

/** At most ten digits, because a longer number is neither a count nor a valid Date. Ignores a number that is a secret. */
function wholeNumber(header: string | string[] | undefined, guard: Guard): number | undefined {
  if (typeof header !== 'string' || !/^\d{1,10}$/.test(header) || guard.reveals(header)) return undefined;
  return Number(header);
}
