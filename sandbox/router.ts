import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { rejectAuthorization, respondToToken } from './api.js';
import { handleControl } from './control.js';
import { consentPage, exchangeCode, submitConsent } from './oauth.js';
import type { SandboxOptions } from './options.js';
import { errorResponse, notFound, send, UNKNOWN_PATH, type SandboxResponse } from './response.js';
import type { State } from './state.js';
import type { SandboxToken } from './tokens.js';

const API = '/api/v2';
const MAX_BODY_CHARACTERS = 64 * 1024;

/** Routes and counts every request, and sends the response. */
export function createRouter(state: State, options: SandboxOptions): RequestListener {
  const { latencyMs = 0, slowMs = 30_000, onAnswer } = options;
  return (request, response) => {
    void respond(request, response).catch(() => response.destroy());
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Concatenated, because `new URL('//host', base)` would replace the host.
    const url = new URL(`http://sandbox${request.url}`);
    if (isFromOtherSite(request, url)) return send(response, FROM_OTHER_SITE);
    const body = await readBody(request);
    const row = state.findByAuthorization(request.headers.authorization);
    const result = route(request, url, body, row);
    const { status, delivery } = result;
    const line = `${request.method} ${url.pathname.replace(API, '')}`;
    onAnswer?.({ request: line, status, token: row?.name ?? '?', ...(delivery && { delivery }) });
    const ms = delivery === 'late' ? slowMs : latencyMs;
    if (ms > 0) await delay(ms, response);
    send(response, result);
  }

  function route(request: IncomingMessage, url: URL, body: string, row: SandboxToken | undefined): SandboxResponse {
    const { method } = request;
    if (url.pathname === '/' || url.pathname.startsWith('/_sandbox/')) return handleControl(request, url, state);
    if (url.pathname === '/api' && method === 'GET') return consentPage(url.searchParams);
    if (url.pathname === '/api' && method === 'POST')
      return submitConsent(url.searchParams, new URLSearchParams(body), state);
    if (!url.pathname.startsWith('/api/')) return notFound(request);
    if (!url.pathname.startsWith(`${API}/`)) return UNKNOWN_PATH;
    const path = url.pathname.slice(API.length);
    const operation = `${method} ${path}`;
    state.record(row?.name ?? '?', operation);
    if (operation === 'POST /oauth/token') return exchangeCode(body, state);
    if (row === undefined) return rejectAuthorization(request.headers.authorization);
    return respondToToken(state.track(row, operation), path, request);
  }
}

const FROM_OTHER_SITE = errorResponse(403, 'SANDBOX_001', 'The sandbox accepts requests of this machine only.');

/**
 * Whether a web page sends the request: under a host name that resolves to this machine (DNS rebinding), or from its own
 * site. A link to the consent page is allowed, because an app that is tested has one.
 */
function isFromOtherSite({ method, headers }: IncomingMessage, { pathname }: URL): boolean {
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(headers.host ?? '')) return true;
  const { 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  if (site === 'none' || site === 'same-origin') return false;
  return !(method === 'GET' && pathname === '/api' && mode === 'navigate' && destination === 'document');
}

/** Ends early if the client disconnects, so that no timer keeps the process running. */
async function delay(ms: number, response: ServerResponse): Promise<void> {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  await sleep(ms, undefined, { signal: closed.signal });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > MAX_BODY_CHARACTERS) throw new Error('The body is too long.');
  }
  return body;
}
