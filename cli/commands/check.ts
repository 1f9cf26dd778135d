import { authenticate, type Session } from '../../src/index.js';
import { parseWorkspaceList, toSingleLine } from '../../src/integration.js';
import type { Context } from '../context.js';
import { flag, requestSettings } from '../input/request-options.js';
import type { TokenFlags, TokenSource } from '../input/token-source.js';
import { describeSession, kindName, requestsLeft, userName, workspaceTable } from '../output/describe.js';
import type { Report } from '../output/print.js';
import { runWithToken } from '../run-with-token.js';

export interface CheckFlags extends TokenFlags {
  readonly workspace?: readonly string[];
}

/** `clickup-auth workspaces` lists all of them. */
const MAX_ROWS = 20;

/** `clickup-auth check`: the token's user and Workspaces, or why the check failed. */
export async function check(flags: CheckFlags, context: Context): Promise<Report> {
  const { options, names } = requestSettings(flags, context);
  const workspaces = (flags.workspace ?? []).flatMap((text) => parseWorkspaceList(flag('--workspace', text)));
  return runWithToken(flags, { context, names, hasRequired: workspaces.length > 0 }, async (token, source) =>
    sessionReport(await authenticate({ token, workspaces, ...options }), source),
  );
}

function sessionReport(session: Session, source: TokenSource): Report {
  const { token, identity, workspaces, required, rateLimit, warnings } = session;
  const shown = required.length > 0 ? required : workspaces;
  const count = `${shown.length}${required.length > 0 ? ' required' : ''} Workspace${shown.length === 1 ? '' : 's'}`;
  const message = toSingleLine(
    `The ${kindName(token)} token of ${userName(identity)} works and is authorized for ${count}.`,
  );
  const hidden = shown.length - MAX_ROWS;
  const left = requestsLeft(rateLimit);
  return {
    exitCode: 0,
    data: { status: 'ok', message, tokenSource: source, ...describeSession(session) },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      { text: `  The token came from ${toSingleLine(source.name)}.`, style: 'dim' },
      ...workspaceTable(shown.slice(0, MAX_ROWS)),
      ...(hidden > 0 ? [`  and ${hidden} more. To list all: clickup-auth workspaces`] : []),
      ...(left === undefined ? [] : ['', { text: `  ${left}`, style: 'dim' } as const]),
    ],
    warnings,
  };
}
