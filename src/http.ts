import type { Agent, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { AuthError, cancelled } from './auth-error.js';
import { toAuthError } from './network-error.js';
import type { ResolvedOptions } from './options.js';
import { ABORTED_EVENT, proxyAgent } from './proxy.js';
import { VERSION } from './version.js';

/** Maximum size of the body of an error. The rest is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/** For loopback. Node's global agent starts a timer for each idle socket, and uses a proxy if NODE_USE_ENV_PROXY is set. */
let loopbackAgent: Agent | undefined;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path relative to the API's base URL, for example `/team`. */
  readonly path: string;
  /** Value of the Authorization header. */
  readonly authorization?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** A response with any status, not classified yet. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request once and reads the whole response. Does not follow redirects. Uses `node:http`, because `fetch` adds
 * 28 ms to the start of a process (docs/decisions/0001-transport.md).
 * Fails with `timed_out`, `cancelled`, `unreachable` or `reply_malformed` (larger than `maxReplyBytes`).
 */
export async function send(
  request: HttpRequest,
  settings: ResolvedOptions,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const { protocol, hostname, port, host, basePath } = settings.api;
  // Load only one of the two modules. Loading TLS takes milliseconds that a check on loopback does not need.
  const isSecure = protocol === 'https:';
  const { request: httpRequest, Agent } = process.getBuiltinModule(isSecure ? 'node:https' : 'node:http');
  const agent = isSecure ? await proxyAgent(host) : (loopbackAgent ??= new Agent({ keepAlive: true }));
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const headers = buildHeaders(request, body);
  const { failure, leftMs } = effectiveTimeout(settings);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const path = basePath + request.path;
    const outgoing = httpRequest({ protocol, hostname, port, path, method: request.method, agent });
    // Not as an option, because Node.js prints the options if NODE_DEBUG is set.
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    // AbortSignal.timeout and AbortSignal.any would outlive the request and halve the throughput.
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
    // The agent would return the proxy's error response as if it were ClickUp's.
    outgoing.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) return;
      fail(Object.assign(new Error(`the proxy returned ${statusCode}`), { code: `ERR_PROXY_${statusCode}` }));
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

function buildHeaders(
  { authorization }: HttpRequest,
  body: string | undefined,
): Readonly<Record<string, string | number>> {
  return {
    Accept: 'application/json',
    'User-Agent': `clickup-auth/${VERSION}`,
    ...(authorization !== undefined && { Authorization: authorization }),
    ...(body !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
  };
}

/** Decodes each chunk when it arrives, so that the bytes and the text of a large response are not in memory together. */
function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  request: string,
  fail: (error: unknown) => void,
  done: (response: HttpResponse) => void,
): void {
  // Optional in Node's types, because the same class represents requests on a server.
  const status = Number(incoming.statusCode);
  const isError = status < 200 || status > 299;
  const decoder = new StringDecoder('utf8');
  let body = '';
  let bytes = 0;
  const finish = (): void => done({ status, headers: incoming.headers, body: body + decoder.end() });
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes && !(isError && bytes > MAX_ERROR_BYTES)) {
      body += decoder.write(chunk);
      return;
    }
    if (bytes <= maxBytes) {
      // The status is known, and ClickUp's errors are short.
      finish();
      incoming.destroy();
      return;
    }
    const problem = `the response is larger than ${maxBytes} bytes`;
    const answer = { request, status };
    fail(new AuthError({ reason: 'reply_malformed', input: 'apiUrl', path: 'body', problem, answer }));
  });
  incoming.on('error', fail);
  incoming.on('end', finish);
}

/** The time limit that ends first, that of this request or the deadline, with the milliseconds left. */
function effectiveTimeout({ deadlineAt, clock, requestTimeoutMs, timeoutMs }: ResolvedOptions) {
  const leftMs = Math.min(requestTimeoutMs, Math.max(1, deadlineAt - clock()));
  const limit = leftMs < requestTimeoutMs ? 'deadline' : 'request';
  const exceededMs = limit === 'deadline' ? timeoutMs : requestTimeoutMs;
  return { failure: { reason: 'timed_out', input: 'apiUrl', limit, timeoutMs: exceededMs } as const, leftMs };
}

/** A request in messages, without host and query. */
export function requestName(request: HttpRequest): string {
  return `${request.method} ${request.path}`;
}
