import { REASONS } from '../src/index.js';
import type { AuthError, Failure, Reason } from '../src/index.js';
import { shownResults, shownWarnings, withoutNames } from './hidden-names.js';
import { hiddenEntry } from './hidden-wording.js';
import { INPUT_NAMES, type Inputs } from './inputs.js';
import { explainForAction } from './messages.js';
import type { Origin } from './origin.js';
import type { TokenInput } from './token-input.js';
import type { Verdict } from './verdict.js';

// Loaded only if the check fails, to keep the entry of the bundle small.

/** Where the check ran. */
export interface RunContext {
  readonly origin: Origin | undefined;
  /** The event that started the run, for example `push`. */
  readonly event: string;
  /** Where the token came from. */
  readonly token: Pick<TokenInput, 'name' | 'source'>;
}

/** Returns the verdict of a check that failed. If the inputs are invalid, they are undefined and the step fails. */
export function failedVerdict(error: AuthError, inputs: Inputs | undefined, context: RunContext): Verdict {
  const { failure } = error;
  const { reason } = failure;
  const hideNames = inputs?.hideNames ?? false;
  const known = hideNames ? withoutNames(error.known) : error.known;
  const names = { ...INPUT_NAMES, ...inputs?.request.names, token: context.token.name };
  const explained = explainForAction(failure, names, context.origin, hideNames);
  const isAboutToken = REASONS[reason].category === 'credential' && reason !== 'token_missing';
  const source = isAboutToken ? ` The token came from ${context.token.source}.` : '';
  const explanation = { ...explained, happened: explained.happened + source };
  // A token that GitHub does not pass to this run may exist.
  const isWithheld = reason === 'token_missing' && context.origin !== undefined;
  const requiredCount = inputs?.workspaces.length ?? 0;
  const outcome = outcomeOf(reason, inputs, context.origin);
  return {
    outcome,
    status: reason,
    message: `${explanation.title}. ${explanation.happened}`,
    explanation,
    ...(REASONS[reason].category === 'credential' && !isWithheld && { broken: true }),
    known,
    workspaces: (requiredCount === 0 ? known.workspaces : known.required) ?? [],
    missing: missingEntries(failure, hideNames),
    requiredCount,
    requirements: shownResults(known.requirements ?? [], hideNames),
    warnings: shownWarnings(error.known.warnings ?? [], hideNames),
    notes: notesOf(reason, outcome, inputs, context),
  };
}

/** The input that can let the step pass despite the failure, by reason. */
export const LENIENT_INPUT: Readonly<Record<Reason, 'on-missing-token' | 'on-unavailable' | undefined>> = {
  token_missing: 'on-missing-token',
  token_malformed: undefined,
  token_rejected: undefined,
  workspace_not_authorized: undefined,
  workspace_ambiguous: undefined,
  user_unexpected: undefined,
  token_kind_unexpected: undefined,
  role_insufficient: undefined,
  workspace_unexpected: undefined,
  resource_inaccessible: undefined,
  permission_insufficient: undefined,
  rate_limited: 'on-unavailable',
  clickup_unavailable: 'on-unavailable',
  unreachable: 'on-unavailable',
  timed_out: 'on-unavailable',
  cancelled: undefined,
  reply_malformed: 'on-unavailable',
  request_refused: undefined,
  input_invalid: undefined,
};

function outcomeOf(reason: Reason, inputs: Inputs | undefined, origin: Origin | undefined): Verdict['outcome'] {
  const input = LENIENT_INPUT[reason];
  // In a run with access to secrets, an empty token means that the secret is gone, and a skipped check would hide it.
  if (input === 'on-missing-token') return origin === undefined ? 'fail' : (inputs?.onMissingToken ?? 'fail');
  if (input === 'on-unavailable') return inputs?.onUnavailable ?? 'fail';
  return 'fail';
}

function notesOf(
  reason: Reason,
  outcome: Verdict['outcome'],
  inputs: Inputs | undefined,
  { event }: RunContext,
): string[] {
  if (outcome === 'skip')
    return ['The pipeline continues because `on-missing-token` is `skip`. The token was not checked.'];
  if (outcome === 'warn')
    return ['The pipeline continues because `on-unavailable` is `warn`. The check did not complete.'];
  if (reason !== 'token_missing' || inputs?.onMissingToken !== 'skip') return [];
  const run = /^\w+$/.test(event) ? `This run (\`${event}\`)` : 'This run';
  return [
    '`on-missing-token: skip` does not apply: it skips only runs from which GitHub withholds secrets, which are pull ' +
      `requests from forks and runs of Dependabot. ${run} has access to secrets.`,
  ];
}

function missingEntries(failure: Failure, hideNames: boolean): string[] {
  // The table of requirements has those that ClickUp lists.
  if (failure.reason !== 'workspace_not_authorized' || failure.isListed) return [];
  return [...new Set(failure.missing.map((one) => (hideNames ? hiddenEntry(one) : one.wanted)))];
}
