import type { Identity, Known, RateLimit, Session, Token, Workspace } from '../../src/index.js';

/**
 * What is known of a credential, as fields of `--json`. Unknown fields are absent. `workspaces` has the required
 * Workspaces that were found, or all if none is required.
 */
export function describeKnown(known: Known, hasRequired: boolean): Record<string, unknown> {
  const { tokenKind, identity, rateLimit } = known;
  const workspaces = hasRequired ? known.required : known.workspaces;
  return {
    ...(tokenKind && { tokenKind }),
    ...(identity && { user: identity }),
    ...(workspaces && { workspaces: workspaces.map(describeWorkspace) }),
    ...(rateLimit && {
      rateLimit: { ...rateLimit, ...(rateLimit.resetAt && { resetAt: rateLimit.resetAt.toISOString() }) },
    }),
  };
}

/** The same for a session. */
export function describeSession(session: Session): Record<string, unknown> {
  const { token, identity, workspaces, rateLimit, required, warnings } = session;
  return {
    ...describeKnown(
      { tokenKind: token.kind, identity, workspaces, required, ...(rateLimit && { rateLimit }) },
      required.length > 0,
    ),
    required: required.map(({ id }) => id),
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

/** The rows of a table of Workspaces, with a heading. */
export function workspaceRows(workspaces: readonly Workspace[]): string[][] {
  return [
    ['ID', 'NAME', 'ROLE', 'MEMBERS'],
    ...workspaces.map(({ id, name, role, memberCount }) => [id, name, role ?? '', String(memberCount ?? '')]),
  ];
}

/** `98 of 100 requests are left in this minute.`, or undefined if ClickUp did not report it. */
export function requestsLeft(rateLimit: RateLimit | undefined): string | undefined {
  if (rateLimit?.remaining === undefined) return undefined;
  const of = rateLimit.limit === undefined ? '' : ` of ${rateLimit.limit}`;
  return `${rateLimit.remaining}${of} requests are left in this minute.`;
}
