import type { Explanation, Known, Reason, Session, Workspace } from '../src/index.js';
import { withoutName, withoutNames } from './hidden-names.js';

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
  /** Notes of the library on the token. */
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
  const count = `${shown.length} ${shown.length === 1 ? 'Workspace' : 'Workspaces'}`;
  const noneRequired = required.length === 0 ? ' No Workspace was required.' : '';
  const known = { tokenKind: token.kind, identity, workspaces: session.workspaces, ...(rateLimit && { rateLimit }) };
  return {
    outcome: 'pass',
    status: 'ok',
    message: `The ${token.kind} token of ${user} works and is authorized for ${count}.${noneRequired}`,
    broken: false,
    known: hideNames ? withoutNames(known) : known,
    workspaces,
    missing: [],
    requiredCount: required.length,
    warnings,
    notes: [],
  };
}
