import { AuthError } from './auth-error.js';
import { isLoopback } from './proxy.js';

/** ClickUp's own API, version 2. */
export const DEFAULT_API_URL = 'https://api.clickup.com/api/v2';

/** How ClickUp is asked. Every field has a default that suits a pipeline. */
export interface RequestOptions {
  /** Base URL of the API. https, or http on loopback. Default: `https://api.clickup.com/api/v2`. */
  readonly apiUrl?: string | undefined;
  /** Bound of the whole call, retries and waits included, in milliseconds, 1 to 3,600,000. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Bound of one request, its whole reply included, in milliseconds, 1 to 3,600,000. Default: 10,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** How often a request is sent at most, the first included, 1 to 10. Default: 4. */
  readonly attempts?: number | undefined;
  /** Largest reply that is read, in bytes, 1 to 512 MiB. Default: 64 MiB, since a Workspace lists all its members. */
  readonly maxReplyBytes?: number | undefined;
  /** Cancels at once, with the reason `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since 1970. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Waits; must reject when the signal aborts. Default: a timer. */
  readonly sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** From 0 up to 1, for jitter. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * Where the API is, taken apart once: parsing a URL for each request would cost as much as reading its answer.
 * @internal
 */
export interface Endpoint {
  readonly protocol: 'https:' | 'http:';
  /** As a socket wants it: an IPv6 address stands without brackets. */
  readonly hostname: string;
  /** Empty for the protocol's own. */
  readonly port: string;
  /** As messages name it, with the port. */
  readonly host: string;
  /** What precedes a request's path, without a slash at its end. */
  readonly basePath: string;
}

/**
 * The options with everything decided: what the requests of one call share.
 * @internal
 */
export interface ResolvedOptions {
  readonly api: Endpoint;
  readonly timeoutMs: number;
  /** By `clock`. */
  readonly deadlineAt: number;
  readonly requestTimeoutMs: number;
  readonly attempts: number;
  readonly maxReplyBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly random: () => number;
}

/**
 * One hour.
 * @internal
 */
export const MAX_TIMEOUT_MS = 3_600_000;
/** @internal */
export const MAX_ATTEMPTS = 10;
const MAX_REPLY_BYTES = 512 * 1024 * 1024;

/**
 * Fills in the defaults and starts the deadline. Fails with `input_invalid`, naming the option.
 * @internal
 */
export function resolveOptions(options: RequestOptions): ResolvedOptions {
  const clock = options.clock ?? Date.now;
  const timeoutMs = wholeNumber('timeoutMs', options.timeoutMs ?? 60_000, MAX_TIMEOUT_MS);
  return {
    api: resolveApiUrl(options.apiUrl ?? DEFAULT_API_URL),
    timeoutMs,
    deadlineAt: clock() + timeoutMs,
    requestTimeoutMs: wholeNumber('requestTimeoutMs', options.requestTimeoutMs ?? 10_000, MAX_TIMEOUT_MS),
    attempts: wholeNumber('attempts', options.attempts ?? 4, MAX_ATTEMPTS),
    maxReplyBytes: wholeNumber('maxReplyBytes', options.maxReplyBytes ?? 64 * 1024 * 1024, MAX_REPLY_BYTES),
    signal: options.signal,
    clock,
    sleep: options.sleep ?? wait,
    random: options.random ?? Math.random,
  };
}

/** Checks the options without asking anyone. Fails with `input_invalid`, naming the option. */
export function checkOptions(options: RequestOptions): void {
  resolveOptions(options);
}

/** The module is loaded by the first wait: most calls never wait. */
async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await process.getBuiltinModule('node:timers/promises').setTimeout(ms, undefined, { ...(signal && { signal }) });
}

function wholeNumber(input: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new AuthError({ reason: 'input_invalid', input, allowed: `a whole number from 1 to ${max}` });
}

/** The latest API URL. A process usually has one, and parsing it takes as long as all other options together. */
let latest: { readonly text: string; readonly api: Endpoint } | undefined;

/**
 * Parses the base URL of the API. Fails with `input_invalid` under the name `input`.
 * @internal
 */
export function resolveApiUrl(text: string, input = 'apiUrl'): Endpoint {
  if (latest?.text !== text) latest = { text, api: parseApiUrl(text, input) };
  return latest.api;
}

/** Rejects a URL with a user, a query or a fragment, because a secret may be part of it. */
function parseApiUrl(text: string, input: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocol = url && allowedProtocol(url);
  if (url === undefined || protocol === undefined || url.username + url.password + url.search + url.hash !== '') {
    const allowed = 'an https:// URL, or http:// on loopback, without a user, query or fragment';
    throw new AuthError({ reason: 'input_invalid', input, allowed });
  }
  const { host, port, pathname } = url;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { protocol, hostname, port, host, basePath: pathname.replace(/\/+$/, '') };
}

function allowedProtocol({ protocol, hostname }: URL): Endpoint['protocol'] | undefined {
  if (protocol === 'https:') return protocol;
  return protocol === 'http:' && isLoopback(hostname) ? protocol : undefined;
}
