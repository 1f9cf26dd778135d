import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { notFound, write, type Answer } from './answer.js';
import { answerToken, unknownToken } from './api.js';
import { answerControl } from './control.js';
import { consentPage, decideConsent, exchange } from './oauth.js';
import type { SandboxOptions } from './options.js';
import type { State } from './state.js';

const API = '/api/v2';
const MAX_BODY_CHARACTERS = 64 * 1024;

/** Decides what each request gets, counts it, and sends the answer. */
export function createRouter(
  state: State,
  { latencyMs = 0, slowMs = 30_000, onAnswer }: SandboxOptions,
): RequestListener {
  return (request, response) => {
    void respond(request, response).catch(() => response.destroy());
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Put together, since `//host` as a relative URL would be another host.
    const url = new URL(`http://sandbox${request.url}`);
    const body = await readBody(request);
    const row = state.find(request.headers.authorization);
    const token = row?.name ?? '?';
    const answer = route(request, url, body, row);
    const line = `${request.method} ${url.pathname.replace(API, '')}`;
    onAnswer?.({ request: line, status: answer.status, token, ...(answer.manner && { manner: answer.manner }) });
    const ms = answer.manner === 'late' ? slowMs : latencyMs;
    if (ms > 0) await waitFor(ms, response);
    write(response, answer);
  }

  function route(request: IncomingMessage, url: URL, body: string, row: ReturnType<State['find']>): Answer {
    if (url.pathname === '/' || url.pathname.startsWith('/_sandbox/')) return answerControl(request, url, state);
    if (url.pathname === '/api' && request.method === 'GET') return consentPage(url.searchParams);
    if (url.pathname === '/api' && request.method === 'POST')
      return decideConsent(url.searchParams, new URLSearchParams(body), state.codes);
    if (!url.pathname.startsWith(`${API}/`)) return notFound(request);
    const path = url.pathname.slice(API.length);
    const asked = `${request.method} ${path}`;
    state.record(row?.name ?? '?', asked);
    if (asked === 'POST /oauth/token') return exchange(body, state.codes, (workspaces) => state.issue(workspaces));
    if (row === undefined) return unknownToken(request.headers.authorization);
    return answerToken(row, path, request, state.ask(row, asked));
  }
}

/** Ends early when the other side has gone, so that nothing is left waiting. */
async function waitFor(ms: number, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await sleep(ms, undefined, { signal: gone.signal });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > MAX_BODY_CHARACTERS) throw new Error('The body is too long.');
  }
  return body;
}
