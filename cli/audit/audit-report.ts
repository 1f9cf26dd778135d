import type { Explanation, Reason } from '../../src/index.js';
import { describeProof, explainAs, toSingleLine, type InputNames, type Wording } from '../../src/integration.js';
import { describeKnown, describeSession, table, userName } from '../output/describe.js';
import { EXIT_CODES, type ExitCode } from '../output/exit-codes.js';
import type { Report } from '../output/print.js';
import type { CredentialResult } from './check-all.js';
import type { Credential } from './credential.js';

/** A table cell lists at most this many Workspaces. The JSON output lists all. */
const MAX_NAMES = 5;

/** A rejected token is worse than one that could not be checked. */
const WORST_FIRST: readonly ExitCode[] = [130, 1, 2, 3];

/** The result of one credential, as it is reported. */
export interface AuditRow {
  readonly name: string;
  readonly line: number | undefined;
  readonly status: 'ok' | Reason;
  readonly detail: string;
  readonly exitCode: ExitCode;
  /** Absent if the check passed. */
  readonly explanation?: Explanation;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hints: readonly string[];
}

export interface AuditReportOptions {
  /** Names of entries that were not sent. */
  readonly skipped: readonly string[];
  /** Warnings about the file. */
  readonly warnings: readonly string[];
}

/** The report on all credentials: a table, with the exit code of the worst result. */
export function reportAudit(rows: readonly AuditRow[], options: AuditReportOptions): Report {
  const { skipped } = options;
  const [worst] = WORST_FIRST.flatMap((exitCode) => rows.filter((row) => row.exitCode === exitCode));
  const valid = rows.filter(({ exitCode }) => exitCode === 0).length;
  const message = `${valid} of ${rows.length} credential${rows.length === 1 ? '' : 's'} passed the check.`;
  const { explanation } = worst ?? {};
  const skippedWarning = `Skipped, because neither the name nor the value looks like a ClickUp token: ${toSingleLine(skipped.join(', '))}.`;
  const warnings = [
    ...options.warnings,
    ...rows.flatMap(({ name, hints }) => hints.map((hint) => `${toSingleLine(name)}: ${hint}`)),
  ];
  return {
    exitCode: worst?.exitCode ?? 0,
    data: {
      status: worst?.status ?? 'ok',
      message,
      credentials: rows.map(({ data }) => data),
      skipped,
      ...(warnings.length > 0 && { warnings }),
    },
    text: [
      ...table([['NAME', 'STATUS', 'DETAIL'], ...rows.map(({ name, status, detail }) => [name, status, detail])]),
      '',
      explanation === undefined ? { text: `✓ ${message}`, style: 'good' } : { text: message, style: 'bold' },
    ],
    warnings: [...(skipped.length === 0 ? [] : [skippedWarning]), ...warnings],
    ...(explanation &&
      worst && { explanation: { ...explanation, title: `${toSingleLine(worst.name)}: ${explanation.title}` } }),
  };
}

/** The row of a result. `names` are those of the command line. */
export function describeResult(result: CredentialResult, names: InputNames): AuditRow {
  const { credential } = result;
  const { name, line } = credential;
  if ('session' in result) {
    const { identity, workspaces, requirements, warnings: hints } = result.session;
    const listed = workspaces.slice(0, MAX_NAMES).map((one) => one.name);
    const hidden = workspaces.length - listed.length;
    const access = [...listed, ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ') || 'no Workspaces';
    const { level, text } = describeProof(requirements);
    const data = { name, status: 'ok', ...describeSession(result.session) };
    const detail = `${userName(identity)}: ${access}${level === 'recognized' ? '' : `; ${text}`}`;
    return { name, line, status: 'ok', detail, exitCode: 0, data, hints };
  }
  const { failure, known } = result.error;
  const status = failure.reason;
  const wording = status === 'token_missing' ? missingWording(credential) : {};
  const explanation = explainAs(failure, { ...names, ...credential.names }, wording);
  const hints = known.warnings ?? [];
  const message = `${explanation.title}. ${explanation.happened}`;
  const hasRequired = credential.requirements !== undefined && credential.requirements.workspaces.length > 0;
  const data = { name, status, message, explanation, ...describeKnown(known, hasRequired) };
  return { name, line, status, hints, detail: message, exitCode: EXIT_CODES[status], explanation, data };
}

/** Names the variable or the entry, because CLICKUP_API_TOKEN would not help. */
function missingWording({ name, variable = name }: Credential): Wording {
  return {
    happened: `${variable} is empty or not set.`,
    cause: `The environment variable or the entry of the file is not set, or its name is misspelled.`,
    remedy: `Set ${variable} to a personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token, or remove it from the list.`,
  };
}
