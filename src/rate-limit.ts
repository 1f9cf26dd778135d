import type { IncomingHttpHeaders } from 'node:http';
import type { Guard } from './guard.js';
import type { RateLimit } from './types.js';

/** Wait if no header says when to retry. ClickUp's limit is per minute. */
const DEFAULT_WAIT_MS = 60_000;

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
 * When a rate-limited client may retry: `X-RateLimit-Reset` (Unix seconds, documented), then `Retry-After` (seconds or
 * a date, not documented), then in a minute. Never before `now` (milliseconds since 1970).
 */
export function retryAt(headers: IncomingHttpHeaders, { now, guard }: { now: number; guard: Guard }): Date {
  const reset = unixSeconds(headers['x-ratelimit-reset'], guard)?.getTime();
  const after = retryAfter(headers['retry-after'], now, guard);
  return new Date(Math.max(now, reset ?? after ?? now + DEFAULT_WAIT_MS));
}

function retryAfter(header: string | undefined, now: number, guard: Guard): number | undefined {
  if (header === undefined || guard.reveals(header)) return undefined;
  const seconds = wholeNumber(header, guard);
  if (seconds !== undefined) return now + seconds * 1000;
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
