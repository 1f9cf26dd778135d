import type { IncomingHttpHeaders } from 'node:http';
import type { RateLimit } from './known.js';

/** Nothing tells when to come back: ClickUp's limit is per minute. */
const DEFAULT_WAIT_MS = 60_000;

/** The rate limit that an answer's headers tell, or undefined when they tell none. */
export function readRateLimit(headers: IncomingHttpHeaders): RateLimit | undefined {
  const limit = wholeNumber(headers['x-ratelimit-limit']);
  const remaining = wholeNumber(headers['x-ratelimit-remaining']);
  const resetAt = unixSeconds(headers['x-ratelimit-reset']);
  if (limit === undefined && remaining === undefined && resetAt === undefined) return undefined;
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(resetAt === undefined ? {} : { resetAt }),
  };
}

/** The state after two answers: fewer requests left is the later truth, since both count against one minute. */
export function mergeRateLimits(one: RateLimit | undefined, other: RateLimit | undefined): RateLimit | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (other.remaining ?? Infinity) < (one.remaining ?? Infinity) ? other : one;
}

/**
 * When a limited caller may come back: `X-RateLimit-Reset` (Unix seconds, documented), else `Retry-After` (seconds or
 * a date, not documented), else in a minute. Never before `now` (milliseconds since 1970).
 */
export function retryAt(headers: IncomingHttpHeaders, now: number): Date {
  const reset = unixSeconds(headers['x-ratelimit-reset'])?.getTime();
  const after = retryAfter(headers['retry-after'], now);
  return new Date(Math.max(now, reset ?? after ?? now + DEFAULT_WAIT_MS));
}

function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = wholeNumber(header);
  if (seconds !== undefined) return now + seconds * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date;
}

function unixSeconds(header: string | string[] | undefined): Date | undefined {
  const seconds = wholeNumber(header);
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}

/** Ten digits at most: what is longer is no count and no time of ours, and would make an invalid Date. */
function wholeNumber(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,10}$/.test(header) ? Number(header) : undefined;
}
