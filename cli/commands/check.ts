import { authenticate, type Session } from '../../src/index.js';
import { parseWorkspaceList, toSingleLine } from '../../src/integration.js';
import type { Context } from '../context.js';
import { flag, requestSettings } from '../input/request-options.js';
import type { TokenFlags, TokenSource } from '../input/token-source.js';
import { describeSession, kindName, requestsLeft, userName, workspaceRows } from '../output/describe.js';
import type { Report } from '../output/report.js';
import { table } from '../output/table.js';
import { runWithToken } from '../run-with-token.js';

export interface CheckFlags extends TokenFlags {
  /** IDs or names of required Workspaces. */
  readonly workspace?: readonly string[];
}

/** `clickup-auth workspaces` lists all of them. */
const MAX_ROWS = 20;

/** `clickup-auth check`: the token's user and Workspaces, or why the check failed. */
export async function check(given: CheckFlags, context: Context): Promise<Report> {
  const { options, names } = requestSettings(given, context);
  const workspaces = (given.workspace ?? []).flatMap((text) => parseWorkspaceList(flag('--workspace', text)));
  return runWithToken(given, { context, names, hasRequired: workspaces.length > 0 }, async (token, source) =>
    sessionReport(await authenticate({ token, workspaces, ...options }), source),
  );
}

function sessionReport(session: Session, source: TokenSource): Report {
  const { token, identity, workspaces, required, rateLimit, warnings } = session;
  const shown = required.length > 0 ? required : workspaces;
  const what = `${shown.length}${required.length > 0 ? ' required' : ''} Workspace${shown.length === 1 ? '' : 's'}`;
  const message = toSingleLine(
    `The ${kindName(token)} token of ${userName(identity)} works and is authorized for ${what}.`,
  );
  const rows = shown.length === 0 ? [] : ['', ...table(workspaceRows(shown.slice(0, MAX_ROWS))).map(indent)];
  const rest = shown.length - MAX_ROWS;
  const left = requestsLeft(rateLimit);
  return {
    exitCode: 0,
    data: { status: 'ok', message, tokenSource: source, ...describeSession(session) },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      { text: `  It came from ${toSingleLine(source.name)}.`, style: 'dim' },
      ...rows,
      ...(rest > 0 ? [`  and ${rest} more: clickup-auth workspaces`] : []),
      ...(left === undefined ? [] : ['', { text: `  ${left}`, style: 'dim' } as const]),
    ],
    warnings,
  };
}

function indent(line: string): string {
  return `  ${line}`;
}
