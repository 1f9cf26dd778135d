import type { Session, Token } from '../../src/index.js';
import { toSingleLine } from '../../src/integration.js';
import { describeKnown, describeSession, kindName, userName, workspaceRows } from '../output/describe.js';
import type { Report } from '../output/report.js';
import { table } from '../output/table.js';
import type { StoredToken } from './token-store.js';

/** The report on a token that is stored, checked or not. */
export function reportStored({ kind, name, notes }: StoredToken, token: Token, session?: Session): Report {
  const whose = session === undefined ? '' : ` of ${userName(session.identity)} works and`;
  const unchecked = session === undefined ? ', unchecked' : '';
  const message = toSingleLine(`The ${kindName(token)} token${whose} is stored in ${name}${unchecked}.`);
  const rows = session === undefined ? [] : table(workspaceRows(session.workspaces));
  const known = session === undefined ? describeKnown({ tokenKind: token.kind }, false) : describeSession(session);
  return {
    exitCode: 0,
    data: { status: 'ok', message, stored: { kind, name }, notes, warnings: token.warnings, ...known },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      ...notes.map((note) => `  ${toSingleLine(note)}`),
      ...(rows.length > 1 ? ['', ...rows.map((row) => `  ${row}`)] : []),
      '',
      { text: `  Check it whenever you like: ${checkLine(kind, name)}`, style: 'dim' },
    ],
    warnings: token.warnings,
  };
}

function checkLine(kind: StoredToken['kind'], name: string): string {
  return `clickup-auth check${kind === 'keyring' || name === '.env' ? '' : ` --file ${toSingleLine(name)}`}`;
}
