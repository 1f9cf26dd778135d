/** The label of every issue of this Action, by which it finds them in a repository with many others. */
export const LABEL = 'clickup-auth';

/** An issue as GitHub or a compatible server returns it. Such a server may leave out any field except the number. */
export interface Listed {
  readonly number: number;
  readonly state?: string;
  readonly state_reason?: string | null;
  readonly body?: string | null;
  readonly pull_request?: unknown;
  readonly author_association?: string;
  readonly user?: { readonly type?: string; readonly login?: string } | null;
  readonly labels?: readonly (string | { readonly name?: string })[] | null;
}

export function hasLabel({ labels }: Listed): boolean {
  return labels?.some((label) => (typeof label === 'string' ? label : label.name) === LABEL) ?? false;
}

/**
 * Ignores issues of other users: in a public repository they could copy the marker and suppress the real issue.
 * `login` is the user of the GitHub token, if it is known.
 */
export function isTrusted(issue: Listed, login: string | undefined): boolean {
  const { author_association: association, user } = issue;
  if (user?.type === 'Bot' || (login !== undefined && user?.login === login)) return true;
  // Only users with write or triage access can add labels.
  if (hasLabel(issue)) return true;
  // A compatible server reports no association. If it names the token's user either, that user is the only one trusted.
  if (association === undefined) return login === undefined;
  return ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(association);
}
