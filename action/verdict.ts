import type { Explanation, Known, Reason, RequirementResult, Session, Workspace } from '../src/index.js';
import { describeProof, toSingleLine, type Level } from '../src/integration.js';
import { shownResults, shownWarnings, withoutName, withoutNames } from './hidden-names.js';

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
  /** The required Workspaces that are not authorized, as they are shown. */
  readonly missing: readonly string[];
  readonly requiredCount: number;
  /** What the check proved, if it passed. */
  readonly level?: Level;
  /** The result of each requirement, as it is shown. */
  readonly requirements: readonly RequirementResult[];
  /** Notes of the library on the token and on archived items. */
  readonly warnings: readonly string[];
  /** Further sentences about a failed check, for example that the pipeline continues. */
  readonly notes: readonly string[];
}

/** Returns the verdict of a check that passed. */
export function passedVerdict(session: Session, hideNames: boolean): Verdict {
  const { token, identity, required, rateLimit, warnings } = session;
  const shown = required.length > 0 ? required : session.workspaces;
  const workspaces = hideNames ? shown.map(withoutName) : shown;
  // Never the address: it is personal data, and the ID identifies the user as well.
  const user = (!hideNames && identity.username) || `user ${identity.id}`;
  const { level, text } = describeProof(session.requirements, { hideNames });
  const count = `${shown.length} ${shown.length === 1 ? 'Workspace' : 'Workspaces'}`;
  const access = level === 'recognized' ? ` It has access to ${count}.` : '';
  const noneRequired = required.length === 0 ? `${access} No Workspace was required.` : '';
  const known = { tokenKind: token.kind, identity, workspaces: session.workspaces, ...(rateLimit && { rateLimit }) };
  return {
    outcome: 'pass',
    status: 'ok',
    message: toSingleLine(`The ${token.kind} token of ${user} is ${text}.${noneRequired}`),
    broken: false,
    known: hideNames ? withoutNames(known) : known,
    workspaces,
    missing: [],
    requiredCount: required.length,
    level,
    requirements: shownResults(session.requirements, hideNames),
    warnings: shownWarnings(warnings, hideNames),
    notes: [],
  };
}
