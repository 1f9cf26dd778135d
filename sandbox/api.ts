import { notFound, refusal, type Answer } from './answer.js';
import type { IncomingMessage } from 'node:http';
import type { Behaviour, SandboxToken } from './tokens.js';
import { toSeats, toTeam } from './workspaces.js';

/** How ClickUp stands to a token now: what it has asked before, and its limit. */
export interface Asked {
  /** The row's, unless it was revoked or restored. */
  readonly behaviour: Behaviour;
  /** Whether it is the first request to this path. */
  readonly isFirst: boolean;
  /** Whether the minute's requests were used up before this one. */
  readonly isOver: boolean;
  /** Requests a minute. */
  readonly limit: number;
  /** How many of them are left after this one. */
  readonly remaining: number;
  /** When the minute ends, in epoch milliseconds. */
  readonly resetAt: number;
}

const MINUTE_MS = 60_000;
const TOKEN_INVALID = refusal(401, 'OAUTH_025', 'Token invalid');
const LIMITED = refusal(429, 'APP_002', 'Rate limit reached');
const OUTAGE = { status: 503, body: '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>' };

/** What ClickUp answers to an Authorization header that is missing or unknown. */
export function unknownToken(header: string | undefined): Answer {
  return header === undefined ? refusal(400, 'OAUTH_017', 'Authorization header required') : TOKEN_INVALID;
}

/** The answer to a known token at a path under the API's base URL, as `/team/9011234080/plan`. */
export function answerToken(row: SandboxToken, path: string, request: IncomingMessage, asked: Asked): Answer {
  const answer = asked.isOver ? LIMITED : behave(row, path, request, asked);
  const headers = {
    'X-RateLimit-Limit': String(asked.limit),
    'X-RateLimit-Remaining': String(answer.status === 429 ? 0 : asked.remaining),
    ...resetsAt(asked.resetAt),
  };
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

/** In whole Unix seconds, as ClickUp gives it, and never before the time itself. */
function resetsAt(ms: number): Readonly<Record<string, string>> {
  return { 'X-RateLimit-Reset': String(Math.ceil(ms / 1000)) };
}

function behave(row: SandboxToken, path: string, request: IncomingMessage, { behaviour, isFirst }: Asked): Answer {
  switch (behaviour) {
    case 'regenerated':
      return TOKEN_INVALID;
    case 'grant-withdrawn':
      return refusal(401, 'OAUTH_027', 'Team not authorized');
    case 'limited':
      return { ...LIMITED, headers: resetsAt(Date.now() + MINUTE_MS) };
    case 'limited-once':
      // Over at once, so that a rehearsal need not wait.
      return isFirst ? { ...LIMITED, headers: resetsAt(Date.now()) } : serve(row, path, request);
    case 'outage':
      return OUTAGE;
    case 'flaky':
      return isFirst ? { ...OUTAGE, status: 502 } : serve(row, path, request);
    case 'slow':
      return { ...serve(row, path, request), manner: 'late' };
    case 'truncated':
      return { ...serve(row, path, request), manner: 'cut' };
    case 'redirect':
      return { status: 302, headers: { Location: 'https://example.com/sign-in' }, body: 'Moved' };
    case 'echo':
      return refusal(401, 'OAUTH_999', `Unknown token ${row.token}`);
    case 'html':
      return path === '/team'
        ? { status: 200, body: '<!DOCTYPE html><html><body>Sign in</body></html>' }
        : serve(row, path, request);
    case 'cut-json':
      return path === '/team'
        ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"teams": [{"id": "9011234080", "na' }
        : serve(row, path, request);
    case 'wrong-shape':
      return path === '/team' ? { status: 200, body: { teams: [{ name: 'Acme' }] } } : serve(row, path, request);
    case 'lying':
      return path === '/team'
        ? { status: 200, body: { teams: [{ id: '1', name: row.token }] } }
        : serve(row, path, request);
    case 'works':
      return serve(row, path, request);
  }
}

/** The API as it is on a good day. */
function serve(row: SandboxToken, path: string, request: IncomingMessage): Answer {
  if (request.method !== 'GET') return notFound(request);
  // A personal token tells its user's id; it has to be the same at every path.
  const id = Number(/\d+/.exec(row.token)?.[0] ?? 1);
  const email = `user-${id}@example.com`;
  const user = { id, username: row.username, email, color: '#7b68ee', profilePicture: null, initials: 'AE' };
  if (path === '/user') {
    return {
      status: 200,
      body: { user: { ...user, week_start_day: 1, global_font_support: true, timezone: 'Etc/UTC' } },
    };
  }
  if (path === '/team') return { status: 200, body: { teams: row.workspaces.map((one) => toTeam(one, user)) } };
  const [, workspaceId = '', part] = /^\/team\/([^/]+)\/(plan|seats)$/.exec(path) ?? [];
  if (part === undefined) return notFound(request);
  if (!/^\d+$/.test(workspaceId)) return refusal(500, 'SHARD_001', 'Internal server error');
  const workspace = row.workspaces.find((one) => one.id === workspaceId);
  if (workspace === undefined) return refusal(401, 'OAUTH_027', 'Team not authorized');
  return { status: 200, body: part === 'plan' ? workspace.plan : toSeats(workspace) };
}
