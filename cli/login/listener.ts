import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AuthError } from '../../src/index.js';
import { invalidInput } from '../../src/integration.js';
import { CliError } from '../errors.js';
import { OVER, PAGE_HEADERS, rejectedPage, renderPage, type Page } from './page.js';
import { validateRedirect, type AcceptedRedirect } from './redirect.js';

/** The only path that is answered. */
export const CALLBACK_PATH = '/callback';

export interface ListenerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly state: string;
  /** How long it waits for the redirect, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The redirect that ended the wait, and the browser that still waits for its page. */
export interface RedirectResult {
  readonly redirect: AcceptedRedirect;
  /** Shows the last page, and closes. */
  readonly respond: (page: Page) => Promise<void>;
}

export interface Listener {
  /** As the OAuth app must have it registered. */
  readonly redirectUri: string;
  /** Resolves with the one redirect that is believed. Fails with `timed_out` or `cancelled`, and closes. */
  readonly result: Promise<RedirectResult>;
  /** Ends the wait, which then never resolves. */
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1 for the redirect of a sign-in. Only the first request with the right Host, path, method and state
 * is believed; everything else gets a word and changes nothing. Fails with `input_invalid` when the port is taken.
 */
export async function listen({ port, state, timeoutMs, signal }: ListenerOptions): Promise<Listener> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 });
  // A browser and a few curious neighbours.
  server.maxConnections = 32;
  await once(server.listen(port, '127.0.0.1'), 'listening').catch(() => {
    throw invalidInput('--port', 'a free port that is registered with the OAuth app; this one can’t be listened on');
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
  let isOver = false;
  let settle = (): void => undefined;
  const close = async (): Promise<void> => {
    settle();
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
    settle = () => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    if (signal.aborted) cancel();
    server.on('request', (request, response) => {
      const answer = validateRequest(request, host, state);
      if ('title' in answer) return send(response, answer);
      if (isOver) return send(response, OVER);
      settle();
      return resolve({ redirect: answer, respond: (page) => sendLast(response, page).then(close) });
    });
  });
  // Told when it is awaited, which may be after it happened.
  result.catch(() => undefined);
  return { redirectUri: `http://${host}${CALLBACK_PATH}`, result, close };
}

/** What a request brings: a redirect that is believed, or the page that refuses it. */
function validateRequest(request: IncomingMessage, host: string, state: string): AcceptedRedirect | Page {
  // Another Host means that a name was made to point here, so that a web page could read the answer.
  if (request.headers.host !== host) return WRONG_HOST;
  const target = request.url ?? '';
  if (!URL.canParse(target, `http://${host}`)) return NOTHING_HERE;
  const url = new URL(target, `http://${host}`);
  if (url.host !== host || url.pathname !== CALLBACK_PATH) return NOTHING_HERE;
  if (request.method !== 'GET') return { ...NOTHING_HERE, status: 405 };
  const redirect = validateRedirect(url.searchParams, state);
  return redirect.kind === 'rejected' ? rejectedPage(redirect.problem) : redirect;
}

const WRONG_HOST: Page = {
  status: 421,
  title: 'Wrong host',
  text: 'This address is for the redirect of a sign-in on this machine only.',
};
const NOTHING_HERE: Page = { status: 404, title: 'Nothing here', text: 'Only the redirect of a sign-in is answered.' };

function send(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, PAGE_HEADERS).end(renderPage(page));
}

/** Waits until the page is on its way, or the browser gone. */
async function sendLast(response: ServerResponse, page: Page): Promise<void> {
  if (response.destroyed) return;
  const sent = once(response, 'close');
  send(response, page);
  await sent;
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
