import type { Reason } from '../../../src/index.js';

/** How the summary of each reason's diagnostic begins: what someone reads first. */
export const TITLES = {
  token_missing: 'No ClickUp token',
  token_malformed: 'The ClickUp token is not usable',
  token_rejected: 'ClickUp rejected the token',
  workspace_not_authorized: 'The token may not see Workspace',
  workspace_ambiguous: 'Several Workspaces are named',
  rate_limited: 'ClickUp limits the rate of requests',
  clickup_unavailable: 'ClickUp is unavailable',
  unreachable: "can't be reached",
  timed_out: 'ClickUp did not answer in time',
  cancelled: 'The check was cancelled',
  reply_malformed: 'The answer is not what ClickUp sends',
  request_refused: 'ClickUp refused the request',
  input_invalid: "can't be used",
} as const satisfies Record<Reason, string>;
