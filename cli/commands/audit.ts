import { clearLine, cursorTo } from 'node:readline';
import { invalidInput, parseWorkspaceList, readWholeNumber } from '../../src/integration.js';
import { reportAudit } from '../audit/audit-report.js';
import { checkAll } from '../audit/check-all.js';
import { readCredentials } from '../audit/credentials.js';
import type { Context, Terminal } from '../context.js';
import { flag, requestSettings, timeLimitMs, type RequestFlags } from '../input/request-options.js';
import type { Report } from '../output/print.js';

export interface AuditFlags extends RequestFlags {
  readonly file?: string;
  /** Names of environment variables, in addition to the file. */
  readonly env?: readonly string[];
  readonly workspace?: readonly string[];
  readonly concurrency?: string;
  readonly quiet?: boolean;
}

/** `clickup-auth audit`: checks many tokens in one run. */
export async function audit(file: string | undefined, flags: AuditFlags, context: Context): Promise<Report> {
  if (file !== undefined && flags.file !== undefined) {
    throw invalidInput('--file', 'either --file or the file argument, not both');
  }
  const { options, names } = requestSettings(flags, context);
  const concurrency = readWholeNumber(flag('--concurrency', flags.concurrency), { min: 1, max: 200 }) ?? 20;
  const sources = { file: file ?? flags.file, names: flags.env ?? [], timeoutMs: timeLimitMs(flags, context) };
  const { found, skipped, warnings } = await readCredentials(sources, context);
  const progress = startProgress(context.stderr, found.length, flags.quiet !== true);
  const workspaces = (flags.workspace ?? []).flatMap((text) => parseWorkspaceList(flag('--workspace', text)));
  const results = await checkAll(found, { ...options, workspaces, concurrency, onDone: progress.advance });
  progress.end();
  return reportAudit(results, { skipped, warnings, names, hasRequired: workspaces.length > 0 });
}

/** Shows progress on one line of a terminal. `end` clears the line. Shows nothing if the stream is not a terminal. */
function startProgress(stream: Terminal, total: number, isEnabled: boolean) {
  if (!isEnabled || stream.isTTY !== true) return { advance: () => undefined, end: () => undefined };
  const clear = (): void => {
    cursorTo(stream, 0);
    clearLine(stream, 0);
  };
  return {
    advance: (done: number): void => {
      clear();
      stream.write(`Checked ${done} of ${total}`);
    },
    end: clear,
  };
}
