import type { IncomingMessage } from 'node:http';
import { respondToResource } from './resources.js';
import { errorResponse, notFound, UNKNOWN_PATH, type SandboxResponse } from './response.js';
import { MINUTE_MS, type TokenState } from './state.js';
import type { SandboxToken } from './tokens.js';
import { toSeats, toTeam, toTeamWithoutRoles } from './workspaces.js';

const TOKEN_INVALID = errorResponse(401, 'OAUTH_025', 'Token invalid');
const NOT_ENTERED = errorResponse(401, 'OAUTH_192', 'Workspace not authorized');
const TEAM_NOT_AUTHORIZED = errorResponse(401, 'OAUTH_027', 'Team not authorized');
/** The same delay in every response, as ClickUp sends it. */
const LIMITED = {
  ...errorResponse(429, 'APP_002', 'Rate limit reached'),
  headers: { 'Retry-After': '60' },
};
const JSON_TYPE = { 'Content-Type': 'application/json' };
const OUTAGE = { status: 503, body: '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>' };

/** The response to a missing or unknown Authorization header. */
export function rejectAuthorization(header: string | undefined): SandboxResponse {
  return header === undefined ? errorResponse(400, 'OAUTH_017', 'Authorization header required') : TOKEN_INVALID;
}

/** The response to a known token. `path` is relative to the API's base URL, for example `/team/9011234080/plan`. */
export function respondToToken(token: TokenState, path: string, request: IncomingMessage): SandboxResponse {
  const response = token.isOverLimit ? LIMITED : respondByBehavior(token, path, request);
  const headers = {
    'X-RateLimit-Limit': String(token.limit),
    'X-RateLimit-Remaining': String(response.status === 429 ? 0 : token.remaining),
    ...resetHeader(token.resetAtMs),
  };
  return { ...response, headers: { ...headers, ...response.headers } };
}

/** ClickUp sends whole Unix seconds. Rounded up, so that the limit has reset at that time. */
function resetHeader(ms: number): Readonly<Record<string, string>> {
  return { 'X-RateLimit-Reset': String(Math.ceil(ms / 1000)) };
}

function respondByBehavior(token: TokenState, path: string, request: IncomingMessage): SandboxResponse {
  const { row, behavior, isFirst } = token;
  const valid = respondNormally(row, path, request);
  const forTeam = (response: SandboxResponse): SandboxResponse => (path === '/team' ? response : valid);
  switch (behavior) {
    case 'works':
    case 'reader':
    case 'no-lists':
      return valid;
    case 'listed-only':
      return path.startsWith('/team/') ? NOT_ENTERED : valid;
    case 'no-role':
      return forTeam({ status: 200, body: { teams: row.workspaces.map(toTeamWithoutRoles) } });
    case 'regenerated':
      return TOKEN_INVALID;
    case 'grant-withdrawn':
      return TEAM_NOT_AUTHORIZED;
    case 'limited':
      return { ...LIMITED, headers: { ...LIMITED.headers, ...resetHeader(Date.now() + MINUTE_MS) } };
    case 'limited-once':
      // Resets immediately, so that a test does not wait.
      return isFirst ? { ...LIMITED, headers: { 'Retry-After': '0', ...resetHeader(Date.now()) } } : valid;
    case 'outage':
      return OUTAGE;
    case 'flaky':
      return isFirst ? { ...OUTAGE, status: 502 } : valid;
    case 'slow':
      return { ...valid, delivery: 'late' };
    case 'truncated':
      return { ...valid, delivery: 'cut' };
    case 'redirect':
      return { status: 302, headers: { Location: 'https://example.com/sign-in' }, body: 'Moved' };
    case 'echo':
      return errorResponse(401, 'OAUTH_999', `Unknown token ${row.token}`);
    case 'html':
      return forTeam({ status: 200, body: '<!DOCTYPE html><html><body>Sign in</body></html>' });
    case 'cut-json':
      return forTeam({ status: 200, headers: JSON_TYPE, body: '{"teams": [{"id": "9011234080", "na' });
    case 'wrong-shape':
      return forTeam({ status: 200, body: { teams: [{ name: 'Acme' }] } });
    case 'lying':
      return forTeam({ status: 200, body: { teams: [{ id: '1', name: row.token }] } });
  }
}

function respondNormally(row: SandboxToken, path: string, request: IncomingMessage): SandboxResponse {
  if (request.method !== 'GET' || path === '/oauth/token') return notFound(request);
  // A personal token contains its user's ID, which must be the same in every response.
  const id = Number(/\d+/.exec(row.token)?.[0] ?? 1);
  const email = `user-${id}@example.com`;
  const user = { id, username: row.username, email, color: '#7b68ee', profilePicture: null, initials: 'AE' };
  if (path === '/user') {
    const settings = { week_start_day: 1, global_font_support: true, timezone: 'Etc/UTC' };
    return { status: 200, body: { user: { ...user, ...settings } } };
  }
  if (path === '/team') return { status: 200, body: { teams: row.workspaces.map((one) => toTeam(one, user)) } };
  const resource = respondToResource(row, path);
  if (resource !== undefined) return resource;
  const [, workspaceId = '', part] = /^\/team\/([^/]+)\/(plan|seats)$/.exec(path) ?? [];
  if (part === undefined) return UNKNOWN_PATH;
  if (!/^\d+$/.test(workspaceId)) return errorResponse(500, 'SHARD_001', 'Internal server error');
  const workspace = row.workspaces.find((one) => one.id === workspaceId);
  if (workspace === undefined) return TEAM_NOT_AUTHORIZED;
  return { status: 200, body: part === 'plan' ? workspace.plan : toSeats(workspace) };
}
