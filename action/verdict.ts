import { authenticate, isAuthError } from '../src/index.js';
import type { AuthError, Failure, Known, Reason, Session, Workspace } from '../src/index.js';
import type { Inputs } from './inputs.js';
import type { Origin } from './origin.js';
import { explainToWorkflow, type Words } from './words.js';

/** How the step ends. Only `fail` stops the pipeline. */
export type Outcome = 'pass' | 'skip' | 'warn' | 'fail';

/** What was found: all that is printed comes from here. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly status: 'ok' | Reason;
  /** What was found, in one line. */
  readonly message: string;
  /** Title, cause and remedy of a failure. */
  readonly words?: Words;
  /** Whether the credential itself is known to be broken, or known to work; undefined when nothing is known. */
  readonly broken?: boolean;
  readonly known: Known;
  /** The Workspaces that were required and found, or all that are seen when none was required. */
  readonly workspaces: readonly Workspace[];
  /** How many Workspaces were required. */
  readonly requiredCount: number;
  readonly warnings: readonly string[];
}

/** Checks the token and its Workspaces. Every failure becomes a verdict; only a fault of ours is thrown. */
export async function check(token: string, inputs: Inputs, origin: Origin | undefined): Promise<Verdict> {
  try {
    const { apiUrl, attempts, workspaces } = inputs;
    return accept(await authenticate({ token, workspaces, apiUrl, attempts, timeoutMs: inputs.timeoutSeconds * 1000 }));
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return refuse(error, inputs, origin);
  }
}

function accept({ token, identity, workspaces, required, rateLimit, warnings }: Session): Verdict {
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

/** The verdict on a failure. Without inputs, which could not be read, the step fails. */
export function refuse(error: AuthError, inputs: Inputs | undefined, origin: Origin | undefined): Verdict {
  const { failure, known } = error;
  const words = explainToWorkflow(failure, origin);
  const broken = isBroken(failure, origin);
  const requiredCount = inputs?.workspaces.length ?? 0;
  return {
    outcome: outcomeOf(failure, inputs),
    status: failure.reason,
    message: `${words.title}. ${words.happened}`,
    words,
    ...(broken !== undefined && { broken }),
    known,
    workspaces: (requiredCount === 0 ? known.workspaces : known.required) ?? [],
    requiredCount,
    warnings: [],
  };
}

/** The one place that decides what a reason does to the pipeline. */
function outcomeOf({ reason }: Failure, inputs: Inputs | undefined): Outcome {
  switch (reason) {
    case 'token_missing':
      return inputs?.onMissingToken === 'skip' ? 'skip' : 'fail';
    case 'rate_limited':
    case 'clickup_unavailable':
    case 'unreachable':
    case 'timed_out':
    case 'reply_malformed':
      return inputs?.onUnavailable === 'warn' ? 'warn' : 'fail';
    case 'token_malformed':
    case 'token_rejected':
    case 'workspace_not_authorized':
    case 'workspace_ambiguous':
    case 'request_refused':
    case 'cancelled':
    case 'input_invalid':
      return 'fail';
  }
}

/** True for what stays so until someone acts on the credential; undefined when this run tells nothing about it. */
function isBroken({ reason }: Failure, origin: Origin | undefined): true | undefined {
  switch (reason) {
    case 'token_missing':
      // GitHub withheld the secret: that says nothing about it.
      return origin === undefined ? true : undefined;
    case 'token_malformed':
    case 'token_rejected':
    case 'workspace_not_authorized':
    case 'workspace_ambiguous':
      return true;
    case 'rate_limited':
    case 'clickup_unavailable':
    case 'unreachable':
    case 'timed_out':
    case 'reply_malformed':
    case 'request_refused':
    case 'cancelled':
    case 'input_invalid':
      return undefined;
  }
}
