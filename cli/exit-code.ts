import type { Reason } from '../src/index.js';

/**
 * 0 fine; 1 refused; 2 usage, or a token that is missing or malformed; 3 could not tell; 130 interrupted.
 * A public contract, as the reasons are.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The one place that decides how a reason ends the process. */
export function exitCodeOf(reason: Reason): ExitCode {
  switch (reason) {
    case 'token_rejected':
    case 'workspace_not_authorized':
    case 'workspace_ambiguous':
    case 'request_refused':
      return 1;
    case 'token_missing':
    case 'token_malformed':
    case 'input_invalid':
      return 2;
    case 'rate_limited':
    case 'clickup_unavailable':
    case 'unreachable':
    case 'timed_out':
    case 'reply_malformed':
      return 3;
    case 'cancelled':
      return 130;
  }
}
