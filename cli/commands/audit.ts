import { checkAll } from '../audit/check-all.js';
import { readCredentials } from '../audit/credentials.js';
import { startProgress } from '../audit/progress.js';
import { reportAudit } from '../audit/audit-report.js';
import { requestOptions, type AskingOptions } from '../asking.js';
import type { Context } from '../context.js';
import type { Report } from '../report.js';

export interface AuditOptions extends AskingOptions {
  /** Names of environment variables, beside those of the file. */
  readonly env?: readonly string[];
  readonly workspace?: readonly string[];
  readonly concurrency: number;
  readonly quiet?: boolean;
}

/** `clickup-auth audit`: many credentials at once. */
export async function audit(file: string | undefined, given: AuditOptions, context: Context): Promise<Report> {
  const options = requestOptions(given, context);
  const { found, skipped } = await readCredentials(file, given.env ?? [], context);
  const progress = startProgress(context.stderr, found.length, given.quiet !== true);
  const outcomes = await checkAll(found, {
    ...options,
    workspaces: given.workspace ?? [],
    concurrency: given.concurrency,
    onDone: progress.advance,
  });
  progress.end();
  return reportAudit(outcomes, skipped);
}
