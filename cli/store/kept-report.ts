import type { Session, Token } from '../../src/index.js';
import { plain } from '../plain.js';
import type { Report } from '../report.js';
import { table } from '../table.js';
import { describeKnown, describeSession, kindOf, who, workspaceRows } from '../verdict.js';
import type { Kept } from './keep.js';

/** The report on a token that is stored, checked or not. */
export function reportKept({ kind, name, notes }: Kept, token: Token, session?: Session): Report {
  const whose = session === undefined ? '' : ` of ${who(session.identity)} works and`;
  const unchecked = session === undefined ? ', unchecked' : '';
  const message = plain(`The ${kindOf(token)} token${whose} is stored in ${name}${unchecked}.`);
  const rows = session === undefined ? [] : table(workspaceRows(session.workspaces));
  const known = session === undefined ? describeKnown({ tokenKind: token.kind }) : describeSession(session);
  return {
    exitCode: 0,
    data: { status: 'ok', message, stored: { kind, name }, notes, warnings: token.warnings, ...known },
    text: [
      { text: `✓ ${message}`, look: 'good' },
      ...notes.map((note) => `  ${plain(note)}`),
      ...(rows.length > 1 ? ['', ...rows.map((row) => `  ${row}`)] : []),
      '',
      { text: `  Check it whenever you like: ${checkLine(kind, name)}`, look: 'dim' },
    ],
    warnings: token.warnings,
  };
}

function checkLine(kind: Kept['kind'], name: string): string {
  return `clickup-auth check${kind === 'keyring' || name === '.env' ? '' : ` --env-file ${plain(name)}`}`;
}
