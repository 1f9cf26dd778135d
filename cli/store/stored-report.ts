import type { Session, Token } from '../../src/index.js';
import { toSingleLine } from '../../src/integration.js';
import { describeKnown, describeSession, kindName, userName, workspaceTable } from '../output/describe.js';
import type { Report } from '../output/print.js';
import type { StoredToken } from './token-store.js';

/** The report on a token that is stored, with the session if the token was checked. */
export function reportStored({ kind, name, notes }: StoredToken, token: Token, session?: Session): Report {
  const whose = session === undefined ? '' : ` of ${userName(session.identity)} works and`;
  const unchecked = session === undefined ? ' (not checked)' : '';
  const message = toSingleLine(`The ${kindName(token)} token${whose} is stored in ${name}${unchecked}.`);
  const known = session === undefined ? describeKnown({ tokenKind: token.kind }, false) : describeSession(session);
  const fileOption = kind === 'keyring' || name === '.env' ? '' : ` --file ${toSingleLine(name)}`;
  return {
    exitCode: 0,
    data: { status: 'ok', message, stored: { kind, name }, notes, warnings: token.warnings, ...known },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      ...notes.map((note) => `  ${toSingleLine(note)}`),
      ...workspaceTable(session?.workspaces ?? []),
      '',
      { text: `  To check the token again: clickup-auth check${fileOption}`, style: 'dim' },
    ],
    warnings: token.warnings,
  };
}
