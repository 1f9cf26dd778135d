import { AuthError, isAuthError, selectWorkspaces } from '../../src/index.js';
import type { Failure, Workspace } from '../../src/index.js';
import type { ObjectValue } from '../protocol/value.js';

/** A message names up to this many Workspaces. */
const MAX_LISTED = 20;

/** A Workspace as a value of the schema. */
export function workspaceValue({ id, name, color, avatar, role, memberCount }: Workspace): ObjectValue {
  return {
    id,
    name,
    color: color ?? null,
    avatar: avatar ?? null,
    role: role ?? null,
    member_count: memberCount ?? null,
  };
}

/** Names → ids, without the names that several Workspaces share. */
export function idsByName(workspaces: readonly Workspace[]): ObjectValue {
  const isShared = (name: string): boolean => workspaces.filter((one) => one.name === name).length > 1;
  return Object.fromEntries(workspaces.filter(({ name }) => !isShared(name)).map(({ id, name }) => [name, id]));
}

/** The Workspace of this id. Fails with `workspace_not_authorized`. */
export function findById(workspaces: readonly Workspace[], text: string): Workspace {
  const wanted = text.trim();
  const found = workspaces.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new AuthError({
    reason: 'workspace_not_authorized',
    input: 'id',
    missing: [{ input: 'id', wanted }],
    visible: workspaces.slice(0, MAX_LISTED).map(({ id, name }) => ({ id, name })),
    visibleCount: workspaces.length,
  });
}

/**
 * The Workspace of this name. Fails with `workspace_not_authorized`, `workspace_ambiguous`, or `input_invalid` for an id:
 * a name may look like one, and the core takes both.
 */
export function findByName(workspaces: readonly Workspace[], text: string): Workspace {
  const wanted = text.trim();
  const others = workspaces.filter(({ id }) => id !== wanted);
  if (others.length < workspaces.length && !others.some(({ name }) => name.trim() === wanted)) {
    const allowed = 'a Workspace name; this is an ID, which belongs in `id`';
    throw new AuthError({ reason: 'input_invalid', input: 'name', allowed });
  }
  try {
    const [found] = selectWorkspaces(others, [wanted]);
    if (found !== undefined) return found;
  } catch (error) {
    if (isAuthError(error)) throw new AuthError(named(error.failure), { cause: error.cause });
    throw error;
  }
  throw new TypeError('selectWorkspaces() gave nothing');
}

/** The failure of a list's first entry as one of the attribute `name`. */
function named(failure: Failure): Failure {
  const input = 'name';
  return failure.reason === 'workspace_not_authorized'
    ? { ...failure, input, missing: failure.missing.map((one) => ({ ...one, input })) }
    : { ...failure, input };
}
