import type { Core } from './toolkit.js';
import { plain } from './plain.js';
import type { Origin } from './origin.js';
import type { Verdict } from './verdict.js';

/** The log lists up to this many Workspaces; outputs and summary hold more. */
const MAX_LINES = 20;

/** Prints the verdict: lines for the log, and one annotation for a failure. */
export function printVerdict(core: Core, verdict: Verdict, origin: Origin | undefined): void {
  for (const warning of verdict.warnings) core.warning(warning, { title: 'Unusual ClickUp token' });
  const { words } = verdict;
  if (words === undefined) {
    core.info(plain(verdict.message));
    for (const { id, name, role } of verdict.workspaces.slice(0, MAX_LINES)) {
      core.info(`  ${plain(id)}  ${plain(name)}${role === undefined ? '' : ` (${role})`}`);
    }
    const rest = verdict.workspaces.length - MAX_LINES;
    if (rest > 0) core.info(`  and ${rest} more`);
    return;
  }
  const text = [words.happened, `Likely cause: ${words.cause}`, `What to do: ${words.remedy}`];
  switch (verdict.outcome) {
    case 'skip':
      // Expected in a fork; anywhere else the gate is open, which someone should see.
      (origin === undefined ? core.warning : core.notice)(
        [...text, 'The check is skipped, as `on-missing-token: skip` asks. Nothing was checked.'].join('\n'),
        { title: words.title },
      );
      break;
    case 'warn':
      core.warning([...text, 'The pipeline goes on, as `on-unavailable: warn` asks. Nothing was checked.'].join('\n'), {
        title: words.title,
      });
      break;
    default:
      core.error(text.join('\n'), { title: words.title });
  }
}
