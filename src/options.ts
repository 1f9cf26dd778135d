import { invalidInput } from './auth-error.js';
import type { Reason } from './failure.js';
import { isLoopback } from './proxy.js';
import { containsToken } from './token.js';

/** Base URL of the ClickUp API, version 2. */
export const DEFAULT_API_URL = 'https://api.clickup.com/api/v2';

/** A failed attempt that is repeated after a pause. */
export interface RetryEvent {
  /** Why the attempt failed. */
  readonly reason: Reason;
  /** Number of the failed attempt, from 1. */
  readonly attempt: number;
  /** Pause before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Sends a request, or returns the result of one that was sent before. */
export type Share = <Result>(name: string, send: (signal?: AbortSignal) => Promise<Result>) => Promise<Result>;

/** Options of every function that sends requests. */
export interface RequestOptions {
  /** Base URL of the ClickUp API. Must use https, or http on loopback. Defaults to `https://api.clickup.com/api/v2`. */
  readonly apiUrl?: string | undefined;
  /** Time limit for the whole call in milliseconds, including retries. Must be from 1 to 3,600,000. Defaults to 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Time limit for one request in milliseconds. Must be from 1 to 3,600,000. Defaults to 10,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Maximum number of times each request is sent, including the first. Must be from 1 to 10. Defaults to 4. */
  readonly attempts?: number | undefined;
  /** Maximum size of a response in bytes. Must be from 1 to 512 MiB. Defaults to 64 MiB. */
  readonly maxReplyBytes?: number | undefined;
  /** Signal that cancels the call immediately, with the reason `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each pause, for example to log it. The requests of one call run in parallel and retry separately. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /**
   * Called in place of sending a request, so that several checks of one token can share it. `name` is for example
   * `GET /team`. Returns what `send` resolves to, now or before.
   */
  readonly share?: Share | undefined;
  /** Current time in milliseconds since 1970. Defaults to `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Function that waits. Must reject if the signal is aborted. Defaults to a timer. */
  readonly sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** Source of jitter. Must return a number from 0 up to, but not including, 1. Defaults to `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The parts of the API URL. Parsed once, because parsing it for each request would take as long as reading a response. */
export interface Endpoint {
  readonly protocol: string;
  /** In the form that a socket requires: an IPv6 address has no brackets. */
  readonly hostname: string;
  /** Empty for the default port of the protocol. */
  readonly port: string;
  /** In the form that messages show, with the port. */
  readonly host: string;
  /** Prefix of every request path, without a trailing slash. */
  readonly basePath: string;
}

/** The options that only need a default. */
type DefaultedOptions = {
  readonly [Name in Exclude<keyof RequestOptions, 'apiUrl' | 'signal' | 'onRetry' | 'share'>]-?: NonNullable<
    RequestOptions[Name]
  >;
};

/** Validated options, shared by the requests of one call. */
export interface ResolvedOptions extends DefaultedOptions {
  readonly api: Endpoint;
  readonly signal: AbortSignal | undefined;
  readonly onRetry: ((event: RetryEvent) => void) | undefined;
  readonly share: Share | undefined;
  /** Compared with `clock`. */
  readonly deadlineAt: number;
}

export const MAX_TIMEOUT_MS = 3_600_000;
export const MAX_ATTEMPTS = 10;
const MAX_REPLY_BYTES = 512 * 1024 * 1024;

/** Adds the defaults and starts the deadline. Fails with `input_invalid`, which names the option. */
export function resolveOptions(options: RequestOptions): ResolvedOptions {
  const clock = options.clock ?? Date.now;
  const timeoutMs = wholeNumber('timeoutMs', options.timeoutMs ?? 60_000, MAX_TIMEOUT_MS);
  return {
    api: resolveApiUrl(options.apiUrl ?? DEFAULT_API_URL),
    timeoutMs,
    deadlineAt: clock() + timeoutMs,
    requestTimeoutMs: wholeNumber('requestTimeoutMs', options.requestTimeoutMs ?? 10_000, MAX_TIMEOUT_MS),
    attempts: wholeNumber('attempts', options.attempts ?? 4, MAX_ATTEMPTS),
    // The default is large, because ClickUp lists all members of each Workspace.
    maxReplyBytes: wholeNumber('maxReplyBytes', options.maxReplyBytes ?? 64 * 1024 * 1024, MAX_REPLY_BYTES),
    signal: options.signal,
    onRetry: options.onRetry,
    share: options.share,
    clock,
    sleep: options.sleep ?? wait,
    random: options.random ?? Math.random,
  };
}

/** Validates the options without sending a request. Fails with `input_invalid`, which names the option. */
export function checkOptions(options: RequestOptions): void {
  resolveOptions(options);
}

/** Loads the module on the first wait, because most calls never wait. */
async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await process.getBuiltinModule('node:timers/promises').setTimeout(ms, undefined, { ...(signal && { signal }) });
}

function wholeNumber(input: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw invalidInput(input, `a whole number from 1 to ${max}`);
}

/** The last API URL. Most processes use one, and parsing it takes as long as all other options together. */
let lastParsed: { readonly text: string; readonly api: Endpoint } | undefined;

/** Parses the base URL of the API. Fails with `input_invalid` under the name `input`. */
export function resolveApiUrl(text: string, input = 'apiUrl'): Endpoint {
  if (lastParsed?.text !== text) lastParsed = { text, api: parseApiUrl(text, input) };
  return lastParsed.api;
}

/** Completes "Expected …" for a URL with a secret. */
export const SECRET_IN_URL = 'the base URL of the ClickUp API. This URL contains a token or another secret';

/** Rejects a URL with a user, a query or a fragment, because these may contain a secret. */
function parseApiUrl(text: string, input: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isAllowed || url.username + url.password + url.search + url.hash !== '')
    throw invalidInput(input, 'an https:// URL, or http:// on loopback, without a user, query or fragment');
  const { protocol, host, port, pathname } = url;
  if (containsToken(`${host}${pathname}`)) throw invalidInput(input, SECRET_IN_URL);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { protocol, hostname, port, host, basePath: pathname.replace(/\/+$/, '') };
}
