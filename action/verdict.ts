import { REASONS } from '../src/index.js';
import type { AuthError, Explanation, Known, Reason, Session, Workspace } from '../src/index.js';
import { INPUT_NAMES, type Inputs } from './inputs.js';
import { explainForAction } from './messages.js';
import type { Origin } from './origin.js';

/** The result of the check, from which all output is made. */
export interface Verdict {
  /** The result of the step. Only `fail` stops the pipeline. */
  readonly outcome: 'pass' | 'skip' | 'warn' | 'fail';
  readonly status: 'ok' | Reason;
  /** The result on one line. */
  readonly message: string;
  /** Set if the check failed. */
  readonly explanation?: Explanation;
  /** Whether the credential must be fixed. Undefined if this run could not determine it. */
  readonly broken?: boolean;
  readonly known: Known;
  /** The required Workspaces that were found, or all that the token has access to if none is required. */
  readonly workspaces: readonly Workspace[];
  readonly requiredCount: number;
  readonly warnings: readonly string[];
}

/** Returns the verdict of a check that passed. */
export function passedVerdict({ token, identity, workspaces, required, rateLimit, warnings }: Session): Verdict {
  const shown = required.length > 0 ? required : workspaces;
  const user = identity.username ?? identity.email ?? `user ${identity.id}`;
  const count = `${shown.length} ${shown.length === 1 ? 'Workspace' : 'Workspaces'}`;
  return {
    outcome: 'pass',
    status: 'ok',
    message: `The ${token.kind} token of ${user} works and is authorized for ${count}.`,
    broken: false,
    known: { tokenKind: token.kind, identity, workspaces, ...(rateLimit && { rateLimit }) },
    workspaces: shown,
    requiredCount: required.length,
    warnings,
  };
}

/** Returns the verdict of a check that failed. If the inputs are invalid, they are undefined and the step fails. */
export function failedVerdict(error: AuthError, inputs: Inputs | undefined, origin: Origin | undefined): Verdict {
  const { failure, known } = error;
  const { reason } = failure;
  const explanation = explainForAction(failure, inputs?.request.names ?? INPUT_NAMES, origin);
  // A token that GitHub does not pass to this run may exist.
  const isWithheld = reason === 'token_missing' && origin !== undefined;
  const requiredCount = inputs?.workspaces.length ?? 0;
  return {
    outcome: outcomeOf(reason, inputs),
    status: reason,
    message: `${explanation.title}. ${explanation.happened}`,
    explanation,
    ...(REASONS[reason].category === 'credential' && !isWithheld && { broken: true }),
    known,
    workspaces: (requiredCount === 0 ? known.workspaces : known.required) ?? [],
    requiredCount,
    warnings: [],
  };
}

/** The input that can let the step pass despite the failure, by reason. */
export const LENIENT_INPUT: Readonly<Record<Reason, 'on-missing-token' | 'on-unavailable' | undefined>> = {
  token_missing: 'on-missing-token',
  token_malformed: undefined,
  token_rejected: undefined,
  workspace_not_authorized: undefined,
  workspace_ambiguous: undefined,
  rate_limited: 'on-unavailable',
  clickup_unavailable: 'on-unavailable',
  unreachable: 'on-unavailable',
  timed_out: 'on-unavailable',
  cancelled: undefined,
  reply_malformed: 'on-unavailable',
  request_refused: undefined,
  input_invalid: undefined,
};

function outcomeOf(reason: Reason, inputs: Inputs | undefined): Verdict['outcome'] {
  const input = LENIENT_INPUT[reason];
  if (input === 'on-missing-token') return inputs?.onMissingToken ?? 'fail';
  if (input === 'on-unavailable') return inputs?.onUnavailable ?? 'fail';
  return 'fail';
}
