import type { Identity, Known, RateLimit, Session, Token, Workspace } from '../src/index.js';

/** What is known of a credential, in the form of `--json`. Fields that are not known are absent. */
export function describeKnown(known: Known): Record<string, unknown> {
  const { tokenKind, identity, workspaces, rateLimit } = known;
  return {
    ...(tokenKind && { tokenKind }),
    ...(identity && { user: identity }),
    ...(workspaces && { workspaces: workspaces.map(describeWorkspace) }),
    ...(rateLimit && {
      rateLimit: { ...rateLimit, ...(rateLimit.resetAt && { resetAt: rateLimit.resetAt.toISOString() }) },
    }),
  };
}

/** A session in the same form. */
export function describeSession(session: Session): Record<string, unknown> {
  const { token, identity, workspaces, rateLimit, required, warnings } = session;
  return {
    ...describeKnown({ tokenKind: token.kind, identity, workspaces, ...(rateLimit && { rateLimit }) }),
    required: required.map(({ id }) => id),
    warnings,
  };
}

function describeWorkspace({ id, name, role, memberCount }: Workspace) {
  return { id, name, ...(role && { role }), ...(memberCount !== undefined && { memberCount }) };
}

/** As in `The OAuth token of …`. */
export function kindOf({ kind }: Token): string {
  return kind === 'oauth' ? 'OAuth' : kind;
}

/** `Ada Example (ada@example.com)`; a guest's name may be unknown. */
export function who({ id, username, email }: Identity): string {
  if (username === undefined) return email ?? `user ${id}`;
  return email === undefined ? username : `${username} (${email})`;
}

/** The rows of a table of Workspaces, with its heading. */
export function workspaceRows(workspaces: readonly Workspace[]): string[][] {
  return [
    ['ID', 'NAME', 'ROLE', 'MEMBERS'],
    ...workspaces.map(({ id, name, role, memberCount }) => [id, name, role ?? '', String(memberCount ?? '')]),
  ];
}

/** `98 of 100 requests are left in this minute.`, or undefined where ClickUp did not tell. */
export function requestsLeft(rateLimit: RateLimit | undefined): string | undefined {
  if (rateLimit?.remaining === undefined) return undefined;
  const of = rateLimit.limit === undefined ? '' : ` of ${rateLimit.limit}`;
  return `${rateLimit.remaining}${of} requests are left in this minute.`;
}
