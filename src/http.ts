import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Answer } from './failure.js';
import { AuthError } from './auth-error.js';
import type { Settings } from './options.js';
import { proxyAgent } from './proxy.js';
import { VERSION } from './version.js';

/** One request to ClickUp, as `GET /user`. */
export interface Request {
  readonly method: 'GET' | 'POST';
  /** A path under the API's base URL, as `/team`. */
  readonly path: string;
  /** The value of the Authorization header. */
  readonly authorization?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** An answer as it came, not judged. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request once and reads the whole reply. `node:http` and not `fetch`, which costs a start 28 ms more
 * (docs/decisions/0001-transport.md). Redirects are not followed: the reply is returned for judging.
 * Fails with `timed_out`, `cancelled`, `unreachable` or `reply_malformed` (over `maxReplyBytes`).
 */
export async function send(request: Request, settings: Settings, signal: AbortSignal): Promise<Reply> {
  const url = new URL(settings.apiUrl + request.path);
  const left = settings.deadlineAt - settings.clock();
  const limit = left < settings.requestTimeoutMs ? 'deadline' : 'request';
  const timeout = AbortSignal.timeout(Math.max(1, Math.min(left, settings.requestTimeoutMs)));
  try {
    return await exchange(url, request, settings, AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (timeout.aborted && !signal.aborted) {
      const timeoutMs = limit === 'deadline' ? settings.timeoutMs : settings.requestTimeoutMs;
      throw new AuthError({ reason: 'timed_out', input: 'apiUrl', limit, timeoutMs }, { cause: error });
    }
    throw AuthError.from(error, { host: url.host, aborted: signal.aborted });
  }
}

async function exchange(url: URL, request: Request, settings: Settings, signal: AbortSignal): Promise<Reply> {
  // Loading TLS takes milliseconds that a check on loopback need not spend.
  const transport = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const agent = await proxyAgent(url);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = transport.request(
      url,
      { method: request.method, headers: headersOf(request, body), signal, ...(agent && { agent }) },
      (incoming) => {
        readBody(incoming, settings.maxReplyBytes, request).then(resolve, (error: unknown) => {
          outgoing.destroy();
          reject(error);
        });
      },
    );
    // The agent would pass the proxy's refusal on as if ClickUp had answered.
    outgoing.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) outgoing.destroy(new ProxyRefusal(statusCode));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function headersOf(request: Request, body: string | undefined): Record<string, string | number> {
  return {
    Accept: 'application/json',
    'User-Agent': `clickup-auth/${VERSION}`,
    ...(request.authorization === undefined ? {} : { Authorization: request.authorization }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
  };
}

/** A proxy that answers CONNECT with another status than 200. */
class ProxyRefusal extends Error {
  readonly code: string;

  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.code = `ERR_PROXY_${status}`;
  }
}

/** Chunks are joined once at the end, so that a large reply costs its size and not more. */
async function readBody(incoming: IncomingMessage, maxBytes: number, request: Request): Promise<Reply> {
  const status = incoming.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      const answer: Answer = { request: nameOf(request), status };
      const problem = `the reply is longer than ${maxBytes} bytes`;
      throw new AuthError({ reason: 'reply_malformed', input: 'apiUrl', path: 'body', problem, answer });
    }
    chunks.push(chunk);
  }
  return { status, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** How messages name a request: no host and no query. */
export function nameOf(request: Request): string {
  return `${request.method} ${request.path}`;
}
