import { explainAs, toSingleLine, type InputNames } from '../../src/integration.js';
import { describeKnown, describeSession, userName } from '../output/describe.js';
import { EXIT_CODES, type ExitCode } from '../output/exit-codes.js';
import type { Report } from '../output/report.js';
import { table } from '../output/table.js';
import type { CredentialResult } from './check-all.js';

/** A cell lists up to this many Workspaces; the JSON holds all. */
const MAX_NAMES = 5;

/** The worst last: a credential that is known to be broken weighs more than one that could not be asked about. */
const BY_WEIGHT: readonly ExitCode[] = [0, 3, 2, 1, 130];

export interface AuditReportOptions {
  /** Names of entries that were not sent. */
  readonly skipped: readonly string[];
  readonly names: InputNames;
  /** Whether Workspaces are required. */
  readonly hasRequired: boolean;
}

/** The report on all credentials: a table, with the exit code of the worst result. */
export function reportAudit(results: readonly CredentialResult[], options: AuditReportOptions): Report {
  const { skipped } = options;
  const rows = results.map((result) => describe(result, options));
  const failed = rows.filter(({ exitCode }) => exitCode !== 0);
  const worst = failed.toSorted((one, other) => weight(other.exitCode) - weight(one.exitCode))[0];
  const works = rows.length - failed.length;
  const message = `${works} of ${rows.length} credential${rows.length === 1 ? '' : 's'} work${works === 1 ? 's' : ''}.`;
  const { explanation } = worst ?? {};
  return {
    exitCode: worst?.exitCode ?? 0,
    data: { status: worst?.status ?? 'ok', message, credentials: rows.map(({ data }) => data), skipped },
    text: [
      ...table([['NAME', 'STATUS', 'DETAIL'], ...rows.map(({ name, status, detail }) => [name, status, detail])]),
      '',
      explanation === undefined ? { text: `✓ ${message}`, style: 'good' } : { text: message, style: 'bold' },
    ],
    warnings:
      skipped.length === 0
        ? []
        : [
            `Skipped, because neither the name nor the value looks like a ClickUp token: ${toSingleLine(skipped.join(', '))}.`,
          ],
    ...(explanation &&
      worst && { explanation: { ...explanation, title: `${toSingleLine(worst.name)}: ${explanation.title}` } }),
  };
}

function weight(exitCode: ExitCode): number {
  return BY_WEIGHT.indexOf(exitCode);
}

function describe(result: CredentialResult, { names, hasRequired }: AuditReportOptions) {
  const { name } = result;
  if ('session' in result) {
    const { identity, workspaces } = result.session;
    const listed = workspaces.slice(0, MAX_NAMES).map((one) => one.name);
    const rest = workspaces.length - listed.length;
    const detail = `${userName(identity)}: ${[...listed, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'no Workspace'}`;
    return {
      name,
      status: 'ok',
      detail,
      exitCode: 0,
      data: { name, status: 'ok', ...describeSession(result.session) },
    } as const;
  }
  const { failure, known } = result.error;
  const explanation = explainAs(failure, names);
  const message = `${explanation.title}. ${explanation.happened}`;
  const status = failure.reason;
  const data = { name, status, message, explanation, ...describeKnown(known, hasRequired) };
  return { name, status, detail: message, exitCode: EXIT_CODES[status], explanation, data } as const;
}
