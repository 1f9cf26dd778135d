import type { Reason } from './failure.js';

/**
 * What fixes a failure. `credential`: replace the token or change its access. `configuration`: fix an input. `service`:
 * try again later, because ClickUp or the network failed. `run`: run the check again, because it did not finish.
 */
export type Category = 'credential' | 'configuration' | 'service' | 'run';

/** The category of every reason, which decides exit codes, warnings and retries. */
export const REASONS: Readonly<Record<Reason, { readonly category: Category }>> = {
  token_missing: { category: 'credential' },
  token_malformed: { category: 'credential' },
  token_rejected: { category: 'credential' },
  workspace_not_authorized: { category: 'credential' },
  workspace_ambiguous: { category: 'credential' },
  user_unexpected: { category: 'credential' },
  token_kind_unexpected: { category: 'credential' },
  role_insufficient: { category: 'credential' },
  workspace_unexpected: { category: 'credential' },
  resource_inaccessible: { category: 'credential' },
  permission_insufficient: { category: 'credential' },
  rate_limited: { category: 'service' },
  clickup_unavailable: { category: 'service' },
  unreachable: { category: 'service' },
  timed_out: { category: 'service' },
  reply_malformed: { category: 'service' },
  request_refused: { category: 'service' },
  cancelled: { category: 'run' },
  input_invalid: { category: 'configuration' },
};
