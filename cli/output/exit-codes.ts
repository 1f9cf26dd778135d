import type { Reason } from '../../src/index.js';

/**
 * 0: success. 1: the credential was rejected. 2: a usage error, or a missing or malformed token. 3: the check could not
 * determine whether the token works. 130: interrupted. Exit codes are a public contract, like the reasons.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The exit code of each reason. */
export const EXIT_CODES: Readonly<Record<Reason, ExitCode>> = {
  token_missing: 2,
  token_malformed: 2,
  token_rejected: 1,
  workspace_not_authorized: 1,
  workspace_ambiguous: 1,
  user_unexpected: 1,
  token_kind_unexpected: 1,
  role_insufficient: 1,
  workspace_unexpected: 1,
  resource_inaccessible: 1,
  permission_insufficient: 1,
  rate_limited: 3,
  clickup_unavailable: 3,
  unreachable: 3,
  timed_out: 3,
  cancelled: 130,
  reply_malformed: 3,
  request_refused: 1,
  input_invalid: 2,
};
