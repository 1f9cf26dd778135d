import { readlinkSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { clearLine, cursorTo } from 'node:readline';
import { checkRequirements, invalidInput, readWholeNumber } from '../../src/integration.js';
import { describeResult, reportAudit, type AuditRow } from '../audit/audit-report.js';

import { readCredentials } from '../audit/credentials.js';
import type { Context, Terminal } from '../context.js';
import { fileError } from '../errors.js';
import { flag, requestSettings, timeLimitMs, type RequestFlags } from '../input/request-options.js';
import { requirementsOf, type RequirementFlags } from '../input/requirement-options.js';
import { failureReport } from '../output/error-report.js';
import type { Report } from '../output/print.js';

export interface AuditFlags extends RequestFlags, RequirementFlags {
  readonly file?: string;
  /** Names of environment variables, in addition to the file. */
  readonly env?: readonly string[];
  readonly concurrency?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly quiet?: boolean;
}

const REPORTS = ['junit', 'sarif'] as const;

/** `clickup-auth audit`: checks many tokens in one run. */
export async function audit(argument: string | undefined, flags: AuditFlags, context: Context): Promise<Report> {
  if (argument !== undefined && flags.file !== undefined) {
    throw invalidInput('--file', 'either --file or the file argument, not both');
  }
  const file = argument ?? flags.file;
  const { options, names } = requestSettings(flags, context);
  const concurrency = readWholeNumber(flag('--concurrency', flags.concurrency), { min: 1, max: 200 }) ?? 20;
  const common = requirementsOf(flags);
  const used = file === undefined || file === '-' ? [] : [realPath(context.cwd, file)];
  for (const name of REPORTS) {
    const { text } = flag(`--${name}`, flags[name]);
    if (text === undefined) continue;
    const path = realPath(context.cwd, text);
    if (path !== undefined && used.includes(path))
      throw invalidInput(
        `--${name}`,
        'another file than that of the tokens and of the other report, which it would overwrite',
      );
    used.push(path);
  }
  const sources = { file, names: flags.env ?? [], timeoutMs: timeLimitMs(flags, context) };
  const { found, skipped, warnings } = await readCredentials(sources, context);
  // Entries of a file can have Workspaces of their own, and `authenticate` validates those.
  checkRequirements(common, found.some((one) => one.names) ? ['any'] : common.workspaces);
  const { checkAll, withRequirements } = await import('../audit/audit-bundle.js');
  const progress = startProgress(context.stderr, found.length, flags.quiet !== true);
  const credentials = found.map((one) => withRequirements(one, common));
  const results = await checkAll(credentials, { ...options, concurrency, onDone: progress.advance });
  progress.end();
  const rows = results.map((result) => describeResult(result, names));
  const report = reportAudit(rows, { skipped, warnings });
  return addReportFiles(report, { rows, flags, ...(file !== undefined && file !== '-' && { path: file }) }, context);
}

/**
 * Identifies a file behind links: by its inode, because a hard link has another path, or by its path if it does not exist yet.
 * Undefined for a device, which nothing overwrites.
 */
function realPath(cwd: string, file: string): string | undefined {
  const path = resolve(cwd, file);
  try {
    const stats = statSync(path);
    return stats.isFile() || stats.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    // A link to a file that does not exist, or a new file in a directory that may be a link.
    try {
      return realPath(realpathSync(dirname(path)), readlinkSync(path));
    } catch {
      return `${realPath(cwd, dirname(path))}/${basename(path)}`;
    }
  }
}

/** Writes the report files, also if checks failed. If that fails, the report still has the results. */
async function addReportFiles(
  report: Report,
  { rows, flags, path }: { readonly rows: readonly AuditRow[]; readonly flags: AuditFlags; readonly path?: string },
  { cwd }: Context,
): Promise<Report> {
  for (const name of REPORTS) {
    const file = flags[name];
    if (file === undefined) continue;
    const { toJunit, toSarif } = await import('../audit/audit-bundle.js');
    try {
      writeFileSync(resolve(cwd, file), (name === 'junit' ? toJunit : toSarif)(rows, { path, cwd }));
    } catch (error) {
      const { failure, wording } = fileError('write', file, error, `--${name}`);
      const { title, happened } = report.explanation ?? {};
      const warnings = title === undefined ? report.warnings : [...report.warnings, `${title}. ${happened}`];
      const failed = failureReport({ failure }, { wording, text: report.text, warnings });
      report = { ...failed, data: { ...report.data, ...failed.data } };
    }
  }
  return report;
}

/** Minimum time between two updates, so that thousands of checks do not wait for the terminal. */
const PROGRESS_MS = 100;

/** Shows progress on one line of a terminal. `end` clears the line. Shows nothing if the stream is not a terminal. */
function startProgress(stream: Terminal, total: number, isEnabled: boolean) {
  if (!isEnabled || stream.isTTY !== true) return { advance: () => undefined, end: () => undefined };
  const clear = (): void => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  let nextAt = 0;
  const advance = (done: number): void => {
    if (done < total && Date.now() < nextAt) return;
    nextAt = Date.now() + PROGRESS_MS;
    clear();
    stream.write(`Checked ${done} of ${total}`);
  };
  advance(0);
  return { advance, end: clear };
}
