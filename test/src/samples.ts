import type { Failure, Reason } from '../../src/failure.js';

/** A failure of every reason. Compilation fails until a new reason has a sample. */
export const SAMPLES: { readonly [R in Reason]: Extract<Failure, { readonly reason: R }> } = {
  token_missing: { reason: 'token_missing', input: 'token' },
  token_malformed: { reason: 'token_malformed', input: 'token', problem: 'it contains whitespace' },
  token_rejected: {
    reason: 'token_rejected',
    input: 'token',
    answer: { request: 'GET /user', status: 401, ecode: 'OAUTH_025', text: 'Token invalid' },
  },
  workspace_not_authorized: {
    reason: 'workspace_not_authorized',
    input: 'workspaces[0]',
    missing: [{ input: 'workspaces[0]', wanted: '9011234099' }],
    visible: [{ id: '9011234080', name: 'Acme' }],
    visibleCount: 1,
  },
  workspace_ambiguous: {
    reason: 'workspace_ambiguous',
    input: 'workspaces[0]',
    wanted: 'Umbrella',
    candidates: [
      { id: '9011234082', name: 'Umbrella' },
      { id: '9011234083', name: 'umbrella' },
    ],
  },
  user_unexpected: {
    reason: 'user_unexpected',
    input: 'users',
    expected: ['12345678', 'ada@example.com'],
    found: { id: '87654321', username: 'Grace Example' },
  },
  token_kind_unexpected: { reason: 'token_kind_unexpected', input: 'tokenKind', expected: 'oauth', found: 'personal' },
  role_insufficient: {
    reason: 'role_insufficient',
    input: 'role',
    required: 'admin',
    workspaces: [{ id: '9011234080', name: 'Acme', found: 'guest' }],
  },
  workspace_unexpected: {
    reason: 'workspace_unexpected',
    input: 'onlyRequiredWorkspaces',
    tokenKind: 'personal',
    workspaces: [{ id: '9011234081', name: 'Globex' }],
    count: 1,
  },
  resource_inaccessible: {
    reason: 'resource_inaccessible',
    input: 'lists[0]',
    resources: [
      {
        input: 'lists[0]',
        kind: 'list',
        id: '901100000001',
        answer: { request: 'GET /list/901100000001', status: 401, ecode: 'OAUTH_027', text: 'Team not authorized' },
      },
    ],
  },
  permission_insufficient: {
    reason: 'permission_insufficient',
    input: 'lists[0]',
    lists: [{ input: 'lists[0]', id: '901100000001', name: 'Deploys', required: 'edit', found: 'read' }],
  },
  rate_limited: {
    reason: 'rate_limited',
    input: 'token',
    retryAt: new Date('2026-11-24T14:47:43.120Z'),
    answer: { request: 'GET /user', status: 429, ecode: 'APP_002', text: 'Rate limit reached' },
  },
  clickup_unavailable: {
    reason: 'clickup_unavailable',
    input: 'apiUrl',
    status: 503,
    answer: { request: 'GET /team', status: 503 },
  },
  unreachable: {
    reason: 'unreachable',
    input: 'apiUrl',
    host: 'api.clickup.com',
    code: 'ENOTFOUND',
    problem: 'the host name could not be resolved',
  },
  timed_out: { reason: 'timed_out', input: 'apiUrl', limit: 'deadline', timeoutMs: 60_000 },
  cancelled: { reason: 'cancelled', input: 'signal' },
  reply_malformed: {
    reason: 'reply_malformed',
    input: 'apiUrl',
    path: 'teams[0].id',
    problem: 'expected a string',
    answer: { request: 'GET /team', status: 200 },
  },
  request_refused: {
    reason: 'request_refused',
    input: 'token',
    status: 403,
    ecode: 'TEAM_110',
    answer: { request: 'GET /user', status: 403, ecode: 'TEAM_110', text: 'Enterprise only' },
  },
  input_invalid: { reason: 'input_invalid', input: 'attempts', allowed: 'a whole number from 1 to 10' },
};
