import type { Core } from './toolkit.js';
import { logLine } from './escape.js';
import type { Origin } from './origin.js';
import type { Verdict } from './verdict.js';

/** Maximum number of Workspaces in the log. The outputs contain all of them. */
const MAX_LINES = 20;

/** Prints the verdict: log lines for a passed check, one annotation for a failure. */
export function printVerdict(core: Core, verdict: Verdict, origin: Origin | undefined): void {
  for (const warning of verdict.warnings) core.warning(warning, { title: 'Unusual ClickUp token' });
  const { explanation } = verdict;
  if (explanation === undefined) {
    core.info(logLine(verdict.message));
    for (const { id, name, role } of verdict.workspaces.slice(0, MAX_LINES)) {
      core.info(`  ${logLine(id)}  ${logLine(name)}${role === undefined ? '' : ` (${role})`}`);
    }
    const rest = verdict.workspaces.length - MAX_LINES;
    if (rest > 0) core.info(`  and ${rest} more`);
    return;
  }
  const text = [explanation.happened, `Likely cause: ${explanation.cause}`, `What to do: ${explanation.remedy}`];
  switch (verdict.outcome) {
    case 'skip':
      // Expected in a fork. Anywhere else the deploy is no longer gated, so the run shows a warning.
      (origin === undefined ? core.warning : core.notice)(
        [...text, 'Check skipped because `on-missing-token` is `skip`. The token was not checked.'].join('\n'),
        { title: explanation.title },
      );
      break;
    case 'warn':
      core.warning([...text, 'Continuing because `on-unavailable` is `warn`. The check did not complete.'].join('\n'), {
        title: explanation.title,
      });
      break;
    default:
      core.error(text.join('\n'), { title: explanation.title });
  }
}
