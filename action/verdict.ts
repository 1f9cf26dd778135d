import { authenticate, isAuthError, REASONS } from '../src/index.js';
import type { AuthError, Explanation, Known, Reason, Session, Workspace } from '../src/index.js';
import { INPUT_NAMES, type Inputs } from './inputs.js';
import { explainForAction } from './messages.js';
import type { Origin } from './origin.js';

/** How the step ends. Only `fail` stops the pipeline. */
export type StepOutcome = 'pass' | 'skip' | 'warn' | 'fail';

/** The result of the check. Everything that is printed comes from here. */
export interface Verdict {
  readonly outcome: StepOutcome;
  readonly status: 'ok' | Reason;
  /** The result in one line. */
  readonly message: string;
  /** Title, cause and remedy of a failure. */
  readonly explanation?: Explanation;
  /** Whether the credential is broken, or false if it works; undefined if this run could not determine it. */
  readonly broken?: boolean;
  readonly known: Known;
  /** The required Workspaces that were found, or all that the token has access to if none is required. */
  readonly workspaces: readonly Workspace[];
  /** Number of required Workspaces. */
  readonly requiredCount: number;
  readonly warnings: readonly string[];
}

/** Checks the token and its Workspaces. Every failure becomes a verdict; only an internal error is thrown. */
export async function check(token: string, inputs: Inputs, origin: Origin | undefined): Promise<Verdict> {
  try {
    return passedVerdict(await authenticate({ ...inputs.request.options, token, workspaces: inputs.workspaces }));
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return failedVerdict(error, inputs, origin);
  }
}

function passedVerdict({ token, identity, workspaces, required, rateLimit, warnings }: Session): Verdict {
  const shown = required.length > 0 ? required : workspaces;
  const who = identity.username ?? identity.email ?? `user ${identity.id}`;
  const what = `${shown.length} ${shown.length === 1 ? 'Workspace' : 'Workspaces'}`;
  return {
    outcome: 'pass',
    status: 'ok',
    message: `The ${token.kind} token of ${who} works and is authorized for ${what}.`,
    broken: false,
    known: { tokenKind: token.kind, identity, workspaces, ...(rateLimit && { rateLimit }) },
    workspaces: shown,
    requiredCount: required.length,
    warnings,
  };
}

/** The verdict on a failure. Without inputs, because they could not be read, the step fails. */
export function failedVerdict(error: AuthError, inputs: Inputs | undefined, origin: Origin | undefined): Verdict {
  const { failure, known } = error;
  const { reason } = failure;
  const explanation = explainForAction(failure, inputs?.request.names ?? INPUT_NAMES, origin);
  const requiredCount = inputs?.workspaces.length ?? 0;
  return {
    outcome: outcomeOf(reason, inputs),
    status: reason,
    message: `${explanation.title}. ${explanation.happened}`,
    explanation,
    ...(isBroken(reason, origin) && { broken: true }),
    known,
    workspaces: (requiredCount === 0 ? known.workspaces : known.required) ?? [],
    requiredCount,
    warnings: [],
  };
}

/** The input that can keep a failure from failing the step, by reason. */
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

function outcomeOf(reason: Reason, inputs: Inputs | undefined): StepOutcome {
  const input = LENIENT_INPUT[reason];
  if (input === 'on-missing-token') return inputs?.onMissingToken ?? 'fail';
  if (input === 'on-unavailable') return inputs?.onUnavailable ?? 'fail';
  return 'fail';
}

/** Whether the failure persists until the credential is changed. A secret that GitHub withholds is no such failure. */
function isBroken(reason: Reason, origin: Origin | undefined): boolean {
  if (reason === 'token_missing' && origin !== undefined) return false;
  return REASONS[reason].category === 'credential';
}
