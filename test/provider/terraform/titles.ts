import type { Reason } from '../../../src/index.js';

/** Part of the summary of each reason's diagnostic. */
export const TITLES = {
  token_missing: 'ClickUp token is missing',
  token_malformed: 'ClickUp token is malformed',
  token_rejected: 'ClickUp rejected the token',
  workspace_not_authorized: 'is not authorized for this token',
  workspace_ambiguous: 'matches several Workspaces',
  user_unexpected: 'The token belongs to another user',
  token_kind_unexpected: 'The token is of another kind',
  role_insufficient: "The role of the token's user is too low",
  workspace_unexpected: 'The token has access to other Workspaces',
  resource_inaccessible: 'is not accessible',
  permission_insufficient: 'The permission on a List is too low',
  rate_limited: 'ClickUp rate limit exceeded',
  clickup_unavailable: 'ClickUp is unavailable',
  unreachable: 'Cannot connect to',
  timed_out: 'ClickUp did not respond in time',
  cancelled: 'The check was cancelled',
  reply_malformed: 'Unexpected response from the ClickUp API',
  request_refused: 'ClickUp rejected the request',
  input_invalid: 'is invalid',
} as const satisfies Record<Reason, string>;
