import type { Answer, Failure, WorkspaceLabel } from './failure.js';
import { toSingleLine } from './text.js';
import type { ResourceKind, Workspace } from './types.js';

/** As messages name them. */
export const RESOURCE_NAMES: Readonly<Record<ResourceKind, string>> = {
  list: 'List',
  folder: 'Folder',
  space: 'Space',
};

/** Shown in place of a role or permission that is no short text. It meets no requirement. */
export const UNEXPECTED = 'an unexpected value';

/** Names the request only on demand, because the requests of a check run in parallel, and either can fail first. */
export function describeResponse(answer: Answer, { withRequest = false } = {}): string {
  const code = answer.ecode === undefined ? '' : ` ${answer.ecode}`;
  const request = withRequest ? ` for ${answer.request}` : '';
  const text = answer.text === undefined ? '' : `: "${answer.text}"`;
  return `ClickUp returned ${answer.status}${code}${request}${text}.`;
}

/** For example `"Acme" (9011234080)`. An integration that hides names passes an empty one. */
export function describeItem({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === '' ? id : `${quoted(name)} (${id})`;
}

/** A name from outside in quotes, on one line. */
export function quoted(name: string): string {
  return `"${toSingleLine(name)}"`;
}

/** For example `2026-11-24 14:47:43 UTC`. */
export function formatUtc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The Workspaces that the token has access to. */
export function describeAccess({
  visible,
  visibleCount,
}: Extract<Failure, { reason: 'workspace_not_authorized' }>): string {
  if (visibleCount === 0) return 'The token has access to no Workspaces.';
  const listed = visible.map(describeItem).join(', ');
  const rest = visibleCount - visible.length;
  return `The token has access to ${listed}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

/** States why a Workspace whose name is the required ID does not count. */
export function describeNamed({ missing }: Extract<Failure, { reason: 'workspace_not_authorized' }>): string {
  const named = missing.flatMap((one) =>
    (one.named ?? []).map(({ id }) => `${quoted(one.wanted)} is only the name of Workspace ${id}`),
  );
  return named.length === 0
    ? ''
    : `A value of digits is treated as an ID, not as a name. ${[...new Set(named)].map((text) => `${text}. `).join('')}`;
}

/** A warning about an item that passes although users have archived it. */
export function archivedWarning(kind: ResourceKind, id: string, name: string): string {
  return `${RESOURCE_NAMES[kind]} ${id} (${quoted(name)}) is archived. Check whether it is still the right one.`;
}

/** Maximum number of Workspaces that a failure lists. */
const MAX_LISTED = 20;

/** At most 20 Workspaces, as failures list them. */
export function toLabels(workspaces: readonly Workspace[]): WorkspaceLabel[] {
  return workspaces.slice(0, MAX_LISTED).map(({ id, name }) => ({ id, name }));
}
