import type { Agent, IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { AuthError } from './auth-error.js';
import { toAuthError } from './network-error.js';
import type { ResolvedOptions } from './options.js';
import { ABORTED_EVENT, proxyAgent } from './proxy.js';
import { VERSION } from './version.js';

/** For loopback. Node's own agent arms a timer for each idle socket, and would obey a proxy of NODE_USE_ENV_PROXY. */
let loopbackAgent: Agent | undefined;

const USER_AGENT = `clickup-auth/${VERSION}`;

/** One request to ClickUp, as `GET /user`. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** A path under the API's base URL, as `/team`. */
  readonly path: string;
  /** The value of the Authorization header. */
  readonly authorization?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer as it came, not judged. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request once and reads the whole reply. `node:http` and not `fetch`, which costs a start 28 ms more
 * (docs/decisions/0001-transport.md). Redirects are not followed: the reply is returned for judging.
 * Fails with `timed_out`, `cancelled`, `unreachable` or `reply_malformed` (over `maxReplyBytes`).
 */
export async function send(
  request: HttpRequest,
  settings: ResolvedOptions,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const { protocol, hostname, port, host, basePath } = settings.api;
  // Only one of the two is loaded. Loading TLS takes milliseconds that a check on loopback need not spend.
  const isSecure = protocol === 'https:';
  const { request: open, Agent } = process.getBuiltinModule(isSecure ? 'node:https' : 'node:http');
  const agent = isSecure ? await proxyAgent(host) : (loopbackAgent ??= new Agent({ keepAlive: true }));
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const headers = headersOf(request, body);
  const { failure, leftMs } = timeoutOf(settings);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const path = basePath + request.path;
    const outgoing = open({ protocol, hostname, port, path, method: request.method, headers, agent });
    // A timer and a listener that end with the request. AbortSignal.timeout and AbortSignal.any outlive it, and halve the
    // throughput.
    const timer = setTimeout(() => fail(new AuthError(failure)), leftMs);
    const cancel = (): void => fail(cancelled());
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const fail = (error: unknown): void => {
      settle();
      // Reject before destroying the request: destroy() emits ECONNRESET, which would hide the real error.
      reject(toAuthError(error, host));
      outgoing.destroy();
      outgoing.emit(ABORTED_EVENT);
    };
    signal?.addEventListener('abort', cancel);
    outgoing.on('error', fail);
    // The agent would pass the proxy's refusal on as if ClickUp had answered.
    outgoing.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) fail(new ProxyRefusal(statusCode));
    });
    outgoing.on('response', (incoming) => {
      readBody(incoming, settings.maxReplyBytes, requestName(request), fail, (response) => {
        settle();
        resolve(response);
      });
    });
    outgoing.end(body);
    return undefined;
  });
}

function cancelled(): AuthError {
  return new AuthError({ reason: 'cancelled', input: 'signal' });
}

function headersOf({ authorization }: HttpRequest, body: string | undefined): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { Accept: 'application/json', 'User-Agent': USER_AGENT };
  if (authorization !== undefined) headers['Authorization'] = authorization;
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    headers['Content-Length'] = Buffer.byteLength(body);
  }
  return headers;
}

/** A proxy that answers CONNECT with another status than 200. */
class ProxyRefusal extends Error {
  readonly code: string;

  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.code = `ERR_PROXY_${status}`;
  }
}

/** Chunks are joined once at the end, so that a large reply costs its size and not more. Most are one chunk. */
function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  request: string,
  fail: (error: unknown) => void,
  done: (response: HttpResponse) => void,
): void {
  // Node types it as optional, since requests have none.
  const status = Number(incoming.statusCode);
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) {
      chunks.push(chunk);
      return;
    }
    const problem = `the reply is longer than ${maxBytes} bytes`;
    const answer = { request, status };
    fail(new AuthError({ reason: 'reply_malformed', input: 'apiUrl', path: 'body', problem, answer }));
  });
  incoming.on('error', fail);
  incoming.on('end', () => {
    const [first] = chunks;
    const body = first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
    done({ status, headers: incoming.headers, body: body.toString('utf8') });
  });
}

/** The bound that this request meets first, its own or the deadline, and how far away it is. */
function timeoutOf({ deadlineAt, clock, requestTimeoutMs, timeoutMs }: ResolvedOptions) {
  const untilDeadline = Math.max(1, deadlineAt - clock());
  const [limit, ms, leftMs] =
    untilDeadline < requestTimeoutMs
      ? (['deadline', timeoutMs, untilDeadline] as const)
      : (['request', requestTimeoutMs, requestTimeoutMs] as const);
  return { failure: { reason: 'timed_out', input: 'apiUrl', limit, timeoutMs: ms } as const, leftMs };
}

/** How messages name a request: no host and no query. */
export function requestName(request: HttpRequest): string {
  return `${request.method} ${request.path}`;
}
