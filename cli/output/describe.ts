import terminalCells from 'fast-string-width';
import type { Identity, Known, RateLimit, RequirementResult, Session, Token, Workspace } from '../../src/index.js';
import { describeProof, isPlainAscii, toSingleLine } from '../../src/integration.js';

/** A table of `check` has at most this many rows. */
export const MAX_ROWS = 20;

/**
 * The known data of a credential, as fields of `--json`. `workspaces` has the required Workspaces that were found, or all
 * if none is required.
 */
export function describeKnown(known: Known, hasRequired: boolean): Record<string, unknown> {
  const { tokenKind, identity, rateLimit, requirements } = known;
  const workspaces = hasRequired ? known.required : known.workspaces;
  return {
    ...(tokenKind && { tokenKind }),
    ...(identity && { user: identity }),
    ...(workspaces && { workspaces: workspaces.map(describeWorkspace) }),
    ...(requirements && { requirements }),
    ...(rateLimit && {
      rateLimit: { ...rateLimit, ...(rateLimit.resetAt && { resetAt: rateLimit.resetAt.toISOString() }) },
    }),
  };
}

/** The data of a session, as fields of `--json`. */
export function describeSession(session: Session): Record<string, unknown> {
  const { token, required, requirements, warnings } = session;
  return {
    ...describeKnown({ ...session, tokenKind: token.kind }, required.length > 0),
    required: required.map(({ id }) => id),
    level: describeProof(requirements).level,
    warnings,
  };
}

function describeWorkspace({ id, name, role, memberCount }: Workspace) {
  return { id, name, ...(role && { role }), ...(memberCount !== undefined && { memberCount }) };
}

/** The kind of a token in a sentence: `The OAuth token of …`. */
export function kindName({ kind }: Token): string {
  return kind === 'oauth' ? 'OAuth' : kind;
}

/** The user in a sentence: `Ada Example (ada@example.com)`. ClickUp returns no name for some guests. */
export function userName({ id, username, email }: Identity): string {
  if (username === undefined) return email ?? `user ${id}`;
  return email === undefined ? username : `${username} (${email})`;
}

/** An indented table of Workspaces below an empty line; nothing if there are none. */
export function workspaceTable(workspaces: readonly Workspace[]): string[] {
  if (workspaces.length === 0) return [];
  const rows = workspaces.map(({ id, name, role, memberCount }) => [id, name, role ?? '', String(memberCount ?? '')]);
  return ['', ...table([['ID', 'NAME', 'ROLE', 'MEMBERS'], ...rows]).map((row) => `  ${row}`)];
}

const LABELS: Readonly<Record<RequirementResult['requirement'], string>> = {
  workspaces: 'Workspace',
  users: 'User',
  tokenKind: 'Token kind',
  role: 'Role in',
  onlyRequiredWorkspaces: 'Other Workspaces',
  probeWorkspaces: 'Request to',
  lists: 'List',
  folders: 'Folder',
  spaces: 'Space',
};

/**
 * A table of requirements below an empty line, those that are not met first. Nothing if only Workspaces are required, which
 * other lines list.
 */
export function requirementTable(results: readonly RequirementResult[] = []): string[] {
  if (results.every(({ requirement }) => requirement === 'workspaces')) return [];
  const rows = results
    .toSorted((one, other) => Number(one.isMet) - Number(other.isMet))
    .map(({ requirement, subject, required, found, isMet }) => {
      const { id = '', name } = subject ?? {};
      const label = `${LABELS[requirement]} ${name === undefined ? id : `${name} (${id})`}`;
      return [isMet ? '✓' : '✗', label.trimEnd(), required, found];
    });
  const lines = table([['', 'REQUIREMENT', 'REQUIRED', 'FOUND'], ...rows.slice(0, MAX_ROWS)]).map((row) => `  ${row}`);
  return [
    '',
    ...lines,
    ...(rows.length > MAX_ROWS ? [`  and ${rows.length - MAX_ROWS} more. To list all: --json`] : []),
  ];
}

/** Formats rows as aligned columns. Widths are in terminal cells: wide characters count as two. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(toSingleLine));
  const widths = cells.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, width(cell))), []);
  return cells.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return isPlainAscii(text) ? text.length : terminalCells(text);
}

/** `98 of 100 requests are left in this minute.`, or undefined if ClickUp did not report it. */
export function requestsLeft(rateLimit: RateLimit | undefined): string | undefined {
  if (rateLimit?.remaining === undefined) return undefined;
  const total = rateLimit.limit === undefined ? '' : ` of ${rateLimit.limit}`;
  return `${rateLimit.remaining}${total} requests are left in this minute.`;
}
