import type { Reason } from './failure.js';

/**
 * Who can fix a failure. `credential`: the token or its access has to change. `configuration`: an input has to change.
 * `service`: ClickUp or the network did not give a usable response, which does not mean that the token is invalid. `run`: the
 * check did not finish.
 */
export type Category = 'credential' | 'configuration' | 'service' | 'run';

/** Every reason with its category, from which exit codes, warnings and retries follow. */
export const REASONS: Readonly<Record<Reason, { readonly category: Category }>> = {
  token_missing: { category: 'credential' },
  token_malformed: { category: 'credential' },
  token_rejected: { category: 'credential' },
  workspace_not_authorized: { category: 'credential' },
  workspace_ambiguous: { category: 'credential' },
  rate_limited: { category: 'service' },
  clickup_unavailable: { category: 'service' },
  unreachable: { category: 'service' },
  timed_out: { category: 'service' },
  reply_malformed: { category: 'service' },
  request_refused: { category: 'service' },
  cancelled: { category: 'run' },
  input_invalid: { category: 'configuration' },
};
