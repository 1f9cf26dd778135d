import type { Session, Token } from '../../src/index.js';
import { toSingleLine } from '../../src/integration.js';
import type { Context } from '../context.js';
import { describeKnown, describeSession, kindName, userName, workspaceTable } from '../output/describe.js';
import type { Report } from '../output/print.js';
import { shadowingWarnings } from './shadowing.js';
import type { StoredToken } from './token-store.js';

/** The report on a token that is stored, with the session if the token was checked. */
export function reportStored(
  stored: StoredToken,
  token: Token,
  { context, session }: { readonly context: Context; readonly session?: Session | undefined },
): Report {
  const { kind, name, notes } = stored;
  const whose = session === undefined ? '' : ` of ${userName(session.identity)} works and`;
  const unchecked = session === undefined ? ' (not checked)' : '';
  const message = toSingleLine(`The ${kindName(token)} token${whose} is stored in ${name}${unchecked}.`);
  const known = session === undefined ? describeKnown({ tokenKind: token.kind }, false) : describeSession(session);
  const fileOption = kind === 'keyring' || name === '.env' ? '' : ` --file ${toSingleLine(name)}`;
  const warnings = [...token.warnings, ...shadowingWarnings(stored, token, context)];
  return {
    exitCode: 0,
    data: { status: 'ok', message, stored: { kind, name }, notes, ...known, warnings },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      ...notes.map((note) => `  ${toSingleLine(note)}`),
      ...workspaceTable(session?.workspaces ?? []),
      '',
      { text: `  To check the token: clickup-auth check${fileOption}`, style: 'dim' },
    ],
    warnings,
  };
}
