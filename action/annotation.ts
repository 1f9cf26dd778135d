import { logLine, truncate } from './escape.js';
import type { Origin } from './origin.js';
import type { Core } from './toolkit.js';
import type { Verdict } from './verdict.js';

/** Maximum number of Workspaces in the log. The outputs contain all of them. */
const MAX_LINES = 20;
/** Maximum length of a Workspace name in the log and the job summary. */
export const MAX_NAME = 100;
/** Maximum number of warnings of the library in the log and the job summary. */
const MAX_WARNINGS = 8;
/** GitHub truncates the text of an annotation to 4,096 characters. */
const MAX_TEXT = 4000;

/** Prints log lines if the check passed, or one annotation if it failed. */
export function printVerdict(core: Core, verdict: Verdict, label: string, origin: Origin | undefined): void {
  const { explanation, outcome, workspaces, warnings } = verdict;
  if (explanation === undefined) {
    core.info(logLine(verdict.message));
    for (const { id, name, role } of workspaces.slice(0, MAX_LINES)) {
      const parts = [logLine(id), truncate(logLine(name), MAX_NAME)].filter((part) => part !== '');
      core.info(`  ${parts.join('  ')}${role === undefined ? '' : ` (${role})`}`);
    }
    if (workspaces.length > MAX_LINES) core.info(`  and ${workspaces.length - MAX_LINES} more`);
    for (const warning of firstWarnings(warnings)) {
      const title = warning.includes(' is archived.') ? 'Archived in ClickUp' : 'Unusual ClickUp token';
      core.warning(warning, { title: withLabel(title, label) });
    }
    return;
  }
  const { happened, cause, remedy } = explanation;
  const title = withLabel(explanation.title, label);
  // The end is the most useful part, so only the first line is truncated.
  const rest = [`Likely cause: ${cause}`, `What to do: ${remedy}`, ...notesOf(verdict)].join('\n');
  const text = `${truncate(happened, Math.max(200, MAX_TEXT - rest.length))}\n${rest}`;
  if (outcome === 'fail') core.error(text, { title });
  // A missing token is expected in a run from a fork. In any other run, nothing protects the deploy anymore.
  else if (outcome === 'skip' && origin !== undefined) core.notice(text, { title });
  else core.warning(text, { title });
}

/** The notes on a failed check, and the warnings about the token, which can be its cause. */
export function notesOf({ notes, warnings }: Verdict): string[] {
  return [...notes, ...firstWarnings(warnings).map((warning) => `Note: ${warning}`)];
}

/** GitHub shows ten annotations of a kind per step. The output `warnings` has all. */
function firstWarnings(warnings: readonly string[]): string[] {
  const rest = warnings.length - MAX_WARNINGS;
  const more = `${rest} more warnings are in the output \`warnings\`.`;
  return [...warnings.slice(0, MAX_WARNINGS), ...(rest > 0 ? [more] : [])];
}

/** A title with the name of the credential, for example `ClickUp rejected the token (deploy)`. */
export function withLabel(title: string, label: string): string {
  return label === '' ? title : `${title} (${label})`;
}
