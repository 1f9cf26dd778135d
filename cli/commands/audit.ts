import { checkAll } from '../audit/check-all.js';
import { readCredentials } from '../audit/credentials.js';
import { startProgress } from '../audit/progress.js';
import { reportAudit } from '../audit/audit-report.js';
import { invalidInput, parseWorkspaceList, readWholeNumber } from '../../src/integration.js';
import type { Context } from '../context.js';
import { flag, requestSettings, type RequestFlags } from '../input/request-options.js';
import type { Report } from '../output/report.js';

export interface AuditFlags extends RequestFlags {
  readonly file?: string;
  /** Names of environment variables, in addition to the file. */
  readonly env?: readonly string[];
  readonly workspace?: readonly string[];
  readonly concurrency: string;
  readonly quiet?: boolean;
}

/** `clickup-auth audit`: checks many tokens in one run. */
export async function audit(file: string | undefined, given: AuditFlags, context: Context): Promise<Report> {
  if (file !== undefined && given.file !== undefined)
    throw invalidInput('--file', 'either it or the argument, not both');
  const { options, names } = requestSettings(given, context);
  const concurrency = readWholeNumber(flag('--concurrency', given.concurrency), { min: 1, max: 200 });
  const { found, skipped } = await readCredentials(file ?? given.file, given.env ?? [], context);
  const progress = startProgress(context.stderr, found.length, given.quiet !== true);
  const workspaces = (given.workspace ?? []).flatMap((text) => parseWorkspaceList(flag('--workspace', text)));
  const results = await checkAll(found, {
    ...options,
    workspaces,
    concurrency: concurrency ?? found.length,
    onDone: progress.advance,
  });
  progress.end();
  return reportAudit(results, { skipped, names, hasRequired: workspaces.length > 0 });
}
