import { logLine } from './escape.js';
import type { Origin } from './origin.js';
import type { Core } from './toolkit.js';
import type { Verdict } from './verdict.js';

/** Maximum number of Workspaces in the log. The outputs contain all of them. */
const MAX_LINES = 20;

const NOTES: Readonly<Partial<Record<Verdict['outcome'], string>>> = {
  skip: 'Check skipped because `on-missing-token` is `skip`. The token was not checked.',
  warn: 'Continuing because `on-unavailable` is `warn`. The check did not complete.',
};

/** Prints log lines if the check passed, or one annotation if it failed. */
export function printVerdict(core: Core, verdict: Verdict, origin: Origin | undefined): void {
  for (const warning of verdict.warnings) core.warning(warning, { title: 'Unusual ClickUp token' });
  const { explanation, outcome, workspaces } = verdict;
  if (explanation === undefined) {
    core.info(logLine(verdict.message));
    for (const { id, name, role } of workspaces.slice(0, MAX_LINES))
      core.info(`  ${logLine(id)}  ${logLine(name)}${role === undefined ? '' : ` (${role})`}`);
    if (workspaces.length > MAX_LINES) core.info(`  and ${workspaces.length - MAX_LINES} more`);
    return;
  }
  const { title, happened, cause, remedy } = explanation;
  const lines = [happened, `Likely cause: ${cause}`, `What to do: ${remedy}`, NOTES[outcome]];
  const text = lines.filter((line) => line !== undefined).join('\n');
  if (outcome === 'fail') core.error(text, { title });
  // A missing token is expected in a run from a fork. In any other run, nothing protects the deploy anymore.
  else if (outcome === 'skip' && origin !== undefined) core.notice(text, { title });
  else core.warning(text, { title });
}
