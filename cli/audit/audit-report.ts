import { exitCodeOf, type ExitCode } from '../exit-code.js';
import { plain } from '../plain.js';
import type { Report } from '../report.js';
import { table } from '../table.js';
import { describeKnown, describeSession, who } from '../verdict.js';
import { explainToPerson } from '../words.js';
import type { Outcome } from './check-all.js';

/** A cell lists up to this many Workspaces; the JSON holds all. */
const MAX_NAMES = 5;

/** The worst last: a credential that is known to be broken weighs more than one that could not be asked about. */
const BY_WEIGHT: readonly ExitCode[] = [0, 3, 2, 1, 130];

/** The report on all credentials: a table, and the worst of them as the exit code. */
export function reportAudit(outcomes: readonly Outcome[], skipped: readonly string[]): Report {
  const rows = outcomes.map(describe);
  const failed = rows.filter(({ exitCode }) => exitCode !== 0);
  const worst = failed.toSorted((one, other) => weight(other.exitCode) - weight(one.exitCode))[0];
  const works = rows.length - failed.length;
  const message = `${works} of ${rows.length} credential${rows.length === 1 ? '' : 's'} work${works === 1 ? 's' : ''}.`;
  const { words } = worst ?? {};
  return {
    exitCode: worst?.exitCode ?? 0,
    data: { status: worst?.status ?? 'ok', message, credentials: rows.map(({ data }) => data), skipped },
    text: [
      ...table([['NAME', 'STATUS', 'DETAIL'], ...rows.map(({ name, status, detail }) => [name, status, detail])]),
      '',
      words === undefined ? { text: `✓ ${message}`, look: 'good' } : { text: message, look: 'bold' },
    ],
    warnings:
      skipped.length === 0 ? [] : [`Not sent, since nothing says that it is ClickUp’s: ${plain(skipped.join(', '))}.`],
    ...(words && worst && { words: { ...words, title: `${plain(worst.name)}: ${words.title}` } }),
  };
}

function weight(exitCode: ExitCode): number {
  return BY_WEIGHT.indexOf(exitCode);
}

function describe(outcome: Outcome) {
  const { name } = outcome;
  if ('session' in outcome) {
    const { identity, workspaces } = outcome.session;
    const names = workspaces.slice(0, MAX_NAMES).map((one) => one.name);
    const rest = workspaces.length - names.length;
    const detail = `${who(identity)}: ${[...names, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'no Workspace'}`;
    return {
      name,
      status: 'ok',
      detail,
      exitCode: 0,
      data: { name, status: 'ok', ...describeSession(outcome.session) },
    } as const;
  }
  const { failure, known } = outcome.error;
  const words = explainToPerson(failure);
  const message = `${words.title}. ${words.happened}`;
  const status = failure.reason;
  const data = { name, status, message, explanation: words, ...describeKnown(known) };
  return { name, status, detail: message, exitCode: exitCodeOf(status), words, data } as const;
}
