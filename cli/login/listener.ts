import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AuthError } from '../../src/index.js';
import { CliError, errorCode } from '../errors.js';
import { PAGES, rejectedPage, sendPage, type Page } from './page.js';
import { validateRedirect, type AcceptedRedirect } from './redirect.js';

export const CALLBACK_PATH = '/callback';

export interface ListenerOptions {
  /** 0 selects a free port. */
  readonly port: number;
  readonly state: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface RedirectResult {
  readonly redirect: AcceptedRedirect;
  /** Sends the final page to the browser and closes the listener. */
  readonly respond: (page: Page) => Promise<void>;
}

export interface Listener {
  /** The redirect URL, which must be registered with the OAuth app. */
  readonly redirectUri: string;
  /** A URL on this listener that redirects to `target` once. It contains nothing of `target`. */
  readonly redirectOnce: (target: string) => string;
  /** Resolves with the accepted redirect. Fails with `timed_out` or `cancelled`, and then closes the listener. */
  readonly result: Promise<RedirectResult>;
  /** Stops listening. `result` then stays pending. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1 for the redirect of a sign-in. Accepts only the first request with the expected Host, path, method
 * and state, and rejects all others without any other effect. Fails with `input_invalid` if the port is in use.
 */
export async function listen({ port, state, timeoutMs, signal }: ListenerOptions): Promise<Listener> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 2_000 });
  limitConnections(server);
  await once(server.listen(port, '127.0.0.1'), 'listening').catch((error: unknown) => {
    throw unusablePort(port, error);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  let isFinished = false;
  const targets = new Map<string, string>();
  let stopWaiting = (): void => undefined;
  const close = async (): Promise<void> => {
    stopWaiting();
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const result = new Promise<RedirectResult>((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(error);
      void close();
    };
    const timer = setTimeout(() => fail(timedOut(timeoutMs)), timeoutMs);
    const cancel = (): void => fail(new AuthError({ reason: 'cancelled', input: 'signal' }));
    signal.addEventListener('abort', cancel);
    stopWaiting = () => {
      isFinished = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    if (signal.aborted) cancel();
    server.on('request', (request, response) => {
      if (redirectToTarget(request, response, { host, targets })) return undefined;
      const redirect = validateRequest(request, host, state);
      if ('title' in redirect) return sendPage(response, redirect);
      if (isFinished) return sendPage(response, PAGES.alreadyFinished);
      stopWaiting();
      return resolve({ redirect, respond: (page) => sendAndWait(response, page).then(close) });
    });
  });
  // Prevents an unhandled rejection if `result` fails before the caller awaits it.
  result.catch(() => undefined);
  const redirectOnce = (target: string): string => {
    const path = `/${randomBytes(32).toString('base64url')}`;
    targets.set(path, target);
    return `http://${host}${path}`;
  };
  return { redirectUri: `http://${host}${CALLBACK_PATH}`, redirectOnce, result, close };
}

/** Enough for a browser, and small enough that other processes cannot exhaust file descriptors. */
const MAX_CONNECTIONS = 64;

/** Closes the oldest connection when there are too many, so that silent connections do not keep the browser out. */
function limitConnections(server: Server): void {
  const waiting = new Set<Socket>();
  server.on('connection', (socket) => {
    waiting.add(socket);
    socket.on('close', () => waiting.delete(socket));
    const [oldest] = waiting;
    if (waiting.size > MAX_CONNECTIONS) oldest?.destroy();
  });
  // A connection with a complete request receives a response.
  server.on('request', ({ socket }) => waiting.delete(socket));
}

/** Responds to a request for a path of `redirectOnce`. Other users can see the path, so it works only once. */
function redirectToTarget(
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { host, targets }: { readonly host: string; readonly targets: Map<string, string> },
): boolean {
  const target = targets.get(url);
  if (target === undefined || method !== 'GET' || headers.host !== host) return false;
  targets.delete(url);
  response.writeHead(302, {
    Location: target,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end();
  return true;
}

/** Returns the redirect if it is accepted, or the page that rejects the request. */
function validateRequest(request: IncomingMessage, host: string, state: string): AcceptedRedirect | Page {
  // DNS rebinding: a host name of another site resolves to 127.0.0.1, so that its page could read the response.
  if (request.headers.host !== host) return PAGES.wrongHost;
  const target = request.url ?? '';
  if (!URL.canParse(target, `http://${host}`)) return PAGES.notFound;
  const url = new URL(target, `http://${host}`);
  if (url.host !== host || url.pathname !== CALLBACK_PATH) return PAGES.notFound;
  if (request.method !== 'GET') return PAGES.wrongMethod;
  const redirect = validateRedirect(url.searchParams, state);
  return redirect.kind === 'rejected' ? rejectedPage(redirect.problem) : redirect;
}

/** Resolves when the page is sent or the browser has closed the connection. */
async function sendAndWait(response: ServerResponse, page: Page): Promise<void> {
  if (response.destroyed) return;
  const closed = once(response, 'close');
  sendPage(response, page);
  await closed;
}

function timedOut(timeoutMs: number): CliError {
  return new CliError(
    { reason: 'timed_out', input: 'login', limit: 'deadline', timeoutMs },
    {
      title: 'Sign-in timed out',
      happened: `The browser sent no redirect within ${timeoutMs / 60_000} minutes, so the port is closed again.`,
      cause: 'The consent page was closed or left open, or the OAuth app has a different redirect URL.',
      remedy: 'Sign in again. On a machine without a browser, add --no-browser.',
    },
  );
}

/** The error if nothing can listen on the port of an option `--port`. */
function unusablePort(port: number, error: unknown): CliError {
  const code = errorCode(error);
  const isUsed = code === 'EADDRINUSE';
  return new CliError(
    { reason: 'input_invalid', input: '--port', allowed: 'a free port' },
    {
      title: `Port ${port} ${isUsed ? 'is in use' : 'cannot be used'}`,
      happened: `The attempt to listen on 127.0.0.1:${port} failed with ${code}.`,
      cause: isUsed
        ? 'Another sign-in or another program is listening on this port.'
        : 'The system reserves this port, or requires more permissions for it.',
      remedy:
        `Stop that program, or register http://127.0.0.1:<n>${CALLBACK_PATH} as a redirect URL of the OAuth app and pass ` +
        '--port <n>. With --no-browser, no port is needed.',
    },
  );
}
