import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AuthError } from '../../src/index.js';
import { invalidInput } from '../../src/integration.js';
import { CliError } from '../errors.js';
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
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 });
  // Enough for a browser, and small enough that other processes cannot exhaust file descriptors.
  server.maxConnections = 32;
  await once(server.listen(port, '127.0.0.1'), 'listening').catch(() => {
    throw invalidInput('--port', 'the port of a redirect URL of the OAuth app. This port is in use or reserved');
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  let isFinished = false;
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
      const redirect = validateRequest(request, host, state);
      if ('title' in redirect) return sendPage(response, redirect);
      if (isFinished) return sendPage(response, PAGES.alreadyFinished);
      stopWaiting();
      return resolve({ redirect, respond: (page) => sendAndWait(response, page).then(close) });
    });
  });
  // Prevents an unhandled rejection if `result` fails before the caller awaits it.
  result.catch(() => undefined);
  return { redirectUri: `http://${host}${CALLBACK_PATH}`, result, close };
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
