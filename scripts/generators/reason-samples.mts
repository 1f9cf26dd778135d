// What the tables of failure reasons show: the README's summary of each reason, and a failure from which the messages of
// the integrations are made.
import type { Failure, Reason } from '../../src/index.ts';

/** Meaning and remedy of each reason for all integrations. */
export const SUMMARIES: Readonly<Record<Reason, readonly [meaning: string, remedy: string]>> = {
  token_missing: [
    'No token was found. GitHub does not pass secrets to pull requests from forks or to Dependabot.',
    'Set `CLICKUP_API_TOKEN`.',
  ],
  token_malformed: [
    'The value contains extra text, or it is not a ClickUp token.',
    'Copy only the token and store it again.',
  ],
  token_rejected: [
    'ClickUp rejected the token: it was regenerated or deleted, its OAuth grant was revoked, or its user left.',
    'Create a new token and replace the stored one.',
  ],
  workspace_not_authorized: [
    'The token is valid but not authorized for this Workspace. The message lists the Workspaces it has access to.',
    "Check the ID or name, invite the token's user, or sign in again and select the Workspace.",
  ],
  workspace_ambiguous: [
    'Several Workspaces have this name. The message lists their IDs.',
    'Use the Workspace ID instead of its name.',
  ],
  user_unexpected: [
    'The token works, but belongs to none of the required users.',
    'Store a token of the expected user.',
  ],
  token_kind_unexpected: [
    'The token is personal instead of OAuth, or the reverse.',
    'Store a token of the required kind.',
  ],
  role_insufficient: [
    "The role of the token's user in a required Workspace is lower than required, or unknown.",
    'Ask an administrator of the Workspace to change the role.',
  ],
  workspace_unexpected: [
    'The token has access to Workspaces that are not required. The message lists them.',
    'Use a token with access to the required Workspaces only.',
  ],
  resource_inaccessible: [
    'ClickUp rejects access to a required List, Folder or Space. The message says if the ID belongs to an item of another kind.',
    "Check the ID, or share the item with the token's user.",
  ],
  permission_insufficient: [
    'The permission on a required List is lower than required, or unknown.',
    'Change the permission in the sharing settings of the List.',
  ],
  rate_limited: [
    "The token exceeded ClickUp's rate limit, which did not reset in time. This does not mean that the token is invalid.",
    'Run again later, or use a separate token for each pipeline.',
  ],
  clickup_unavailable: [
    'ClickUp returned a server error on every attempt. This does not mean that the token is invalid.',
    'Check [status.clickup.com](https://status.clickup.com) and run again later.',
  ],
  unreachable: [
    'The connection failed: DNS, firewall, proxy or certificate. This does not mean that the token is invalid.',
    'Check the API URL, `HTTPS_PROXY`, `NO_PROXY` and `NODE_EXTRA_CA_CERTS`.',
  ],
  timed_out: [
    'ClickUp did not respond within the time limit. This does not mean that the token is invalid.',
    'Run again, or increase the time limit.',
  ],
  cancelled: ['The check was interrupted.', 'Run again.'],
  reply_malformed: [
    'The response is not from the ClickUp API: a sign-in page, a redirect or truncated JSON.',
    'Check the API URL and the proxy settings.',
  ],
  request_refused: [
    "ClickUp rejected the request with an error that matches no other reason. The message includes ClickUp's error code, if any.",
    'Look up the code in the [list of ClickUp](https://developer.clickup.com/docs/common_errors).',
  ],
  input_invalid: ['An input is invalid. The message names the input and the allowed values.', 'Correct the input.'],
};

/** A failure of each reason, in the order of the tables. */
export const SAMPLE_FAILURES: { readonly [R in Reason]: Extract<Failure, { readonly reason: R }> } = {
  token_missing: { reason: 'token_missing', input: 'token' },
  token_malformed: { reason: 'token_malformed', input: 'token', problem: 'it contains whitespace' },
  token_rejected: { reason: 'token_rejected', input: 'token', answer: { request: 'GET /user', status: 401 } },
  workspace_not_authorized: {
    reason: 'workspace_not_authorized',
    input: 'workspaces[0]',
    missing: [{ input: 'workspaces[0]', wanted: 'Initech' }],
    visible: [{ id: '9011234080', name: 'Acme' }],
    visibleCount: 1,
  },
  workspace_ambiguous: {
    reason: 'workspace_ambiguous',
    input: 'workspaces[0]',
    wanted: 'Umbrella',
    candidates: [
      { id: '9011234082', name: 'Umbrella' },
      { id: '9011234083', name: 'Umbrella' },
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
    retryAt: new Date(0),
    answer: { request: 'GET /user', status: 429 },
  },
  clickup_unavailable: {
    reason: 'clickup_unavailable',
    input: 'apiUrl',
    status: 503,
    answer: { request: 'GET /team', status: 503 },
  },
  unreachable: { reason: 'unreachable', input: 'apiUrl', host: 'api.clickup.com', problem: 'the connection failed' },
  timed_out: { reason: 'timed_out', input: 'apiUrl', limit: 'deadline', timeoutMs: 60_000 },
  cancelled: { reason: 'cancelled', input: 'signal' },
  reply_malformed: {
    reason: 'reply_malformed',
    input: 'apiUrl',
    path: 'body',
    problem: 'not JSON',
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
