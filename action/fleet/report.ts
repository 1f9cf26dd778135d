import { html, logLine, prose, truncate } from '../escape.js';
import type { FleetResult } from './results.js';

/** Maximum number of rows, because GitHub limits a job summary to 1 MiB. */
const MAX_ROWS = 500;
const MAX_TEXT = 500;

const SYMBOLS = { fail: '❌', missing: '❔', warn: '⚠️', skip: '⏭️', pass: '✅' } as const;
const WORST_FIRST = ['fail', 'missing', 'warn', 'skip', 'pass'] as const;

/** Whether the token of a credential was not checked, although its job ended. */
export function isUnchecked({ outcome }: FleetResult): boolean {
  return outcome === 'warn' || outcome === 'skip';
}

/** Whether a credential needs attention. */
export function isFailed({ outcome }: FleetResult): boolean {
  return outcome === 'fail' || outcome === 'missing';
}

/** The table of all credentials as HTML for the job summary, the worst first. */
export function renderFleet(results: readonly FleetResult[]): string {
  const failed = results.filter(isFailed).length;
  const unchecked = results.filter(isUnchecked).length;
  const count = `${results.length} ClickUp ${results.length === 1 ? 'credential' : 'credentials'}`;
  const title =
    failed > 0
      ? `❌ ${failed} of ${count} need${failed === 1 ? 's' : ''} attention`
      : unchecked > 0
        ? `⚠️ ${unchecked} of ${count} ${unchecked === 1 ? 'was' : 'were'} not checked`
        : results.length === 0
          ? '⚠️ No ClickUp credential was checked'
          : `✅ ${count} passed`;
  const sorted = results.toSorted(
    (one, other) => WORST_FIRST.indexOf(one.outcome) - WORST_FIRST.indexOf(other.outcome),
  );
  const rows = sorted.slice(0, MAX_ROWS).map(({ name, outcome, status, message, remedy = '' }) => {
    const cells = [
      html(truncate(name, 100)),
      `${SYMBOLS[outcome]} <code>${html(status)}</code>`,
      prose(truncate(message, MAX_TEXT)),
      prose(truncate(remedy, MAX_TEXT)),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const rest = results.length - MAX_ROWS;
  return [
    `<h3>${title}</h3>`,
    ...(rows.length === 0
      ? []
      : [
          '<table><tr><th>Credential</th><th>Status</th><th>Result</th><th>What to do</th></tr>',
          ...rows,
          '</table>',
          ...(rest > 0 ? [`<p>and ${rest} more</p>`] : []),
        ]),
  ].join('\n');
}

/** The same for the log: one line for each credential. */
export function logLines(results: readonly FleetResult[]): string[] {
  return results.map(({ name, outcome, message }) => logLine(`${SYMBOLS[outcome]} ${name}: ${message}`));
}
