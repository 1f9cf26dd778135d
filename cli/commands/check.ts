import { authenticate, type Session } from '../../src/index.js';
import { requestOptions } from '../asking.js';
import type { Context } from '../context.js';
import { plain } from '../plain.js';
import type { Report } from '../report.js';
import { table } from '../table.js';
import type { TokenOptions, TokenSource } from '../token-source.js';
import { describeSession, kindOf, requestsLeft, who, workspaceRows } from '../verdict.js';
import { withToken } from '../with-token.js';

export interface CheckOptions extends TokenOptions {
  /** Ids or names of Workspaces, all of which must be authorized. */
  readonly workspace?: readonly string[];
}

/** More are a list for `clickup-auth workspaces`. */
const MAX_ROWS = 20;

/** `clickup-auth check`: who the token is and which Workspaces it may see. */
export async function check(given: CheckOptions, context: Context): Promise<Report> {
  const options = requestOptions(given, context);
  return withToken(given, context, async (token, source) =>
    accept(await authenticate({ token, workspaces: given.workspace, ...options }), source),
  );
}

function accept(session: Session, source: TokenSource): Report {
  const { token, identity, workspaces, required, rateLimit, warnings } = session;
  const shown = required.length > 0 ? required : workspaces;
  const what = `${shown.length}${required.length > 0 ? ' required' : ''} Workspace${shown.length === 1 ? '' : 's'}`;
  const message = plain(`The ${kindOf(token)} token of ${who(identity)} works and is authorized for ${what}.`);
  const rows = shown.length === 0 ? [] : ['', ...table(workspaceRows(shown.slice(0, MAX_ROWS))).map(indent)];
  const rest = shown.length - MAX_ROWS;
  const left = requestsLeft(rateLimit);
  return {
    exitCode: 0,
    data: { status: 'ok', message, tokenSource: source, ...describeSession(session) },
    text: [
      { text: `✓ ${message}`, look: 'good' },
      { text: `  It came from ${plain(source.name)}.`, look: 'dim' },
      ...rows,
      ...(rest > 0 ? [`  and ${rest} more: clickup-auth workspaces`] : []),
      ...(left === undefined ? [] : ['', { text: `  ${left}`, look: 'dim' } as const]),
    ],
    warnings,
  };
}

function indent(line: string): string {
  return `  ${line}`;
}
