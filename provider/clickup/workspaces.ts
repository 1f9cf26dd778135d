import { AuthError, isAuthError, selectWorkspaces } from '../../src/index.js';
import type { Failure, Workspace } from '../../src/index.js';
import { missingEntry, readDigits } from '../../src/integration.js';
import { toTerraformString, type ObjectValue } from '../protocol/value.js';

/** The maximum number of Workspaces in a message. */
const MAX_LISTED = 20;

/** Converts a Workspace to the value of a `list` item or of the data source `clickup_workspace`. */
export function workspaceValue(workspace: Workspace): ObjectValue {
  const { id, name, color = null, avatar = null, role = null, memberCount = null } = workspace;
  return { id, name, color, avatar, role, member_count: memberCount };
}

/**
 * Returns a map of names to IDs, without names that several Workspaces share. Compares the names as Terraform does, because
 * equal keys would make it lose a Workspace or fail.
 */
export function idsByName(workspaces: readonly Workspace[]): ObjectValue {
  const ids = new Map<string, string | null>();
  for (const { id, name } of workspaces) {
    const key = toTerraformString(name);
    ids.set(key, ids.has(key) ? null : id);
  }
  for (const [name, id] of ids) if (id === null) ids.delete(name);
  return Object.fromEntries(ids);
}

/** Finds a Workspace by ID. Fails with `workspace_not_authorized`. */
export function findById(workspaces: readonly Workspace[], text: string): Workspace {
  const wanted = text.trim();
  const found = workspaces.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new AuthError({
    reason: 'workspace_not_authorized',
    input: 'id',
    missing: [{ input: 'id', ...missingEntry(workspaces, wanted) }],
    visible: workspaces.slice(0, MAX_LISTED).map(({ id, name }) => ({ id, name })),
    visibleCount: workspaces.length,
  });
}

/**
 * Finds a Workspace by name. Fails with `workspace_not_authorized`, `workspace_ambiguous`, or `input_invalid` if the name
 * is an ID: the core accepts both, but this argument only names.
 */
export function findByName(workspaces: readonly Workspace[], text: string): Workspace {
  const wanted = text.trim();
  const others = workspaces.filter(({ id }) => id !== wanted);
  const isOnlyId = others.length < workspaces.length && !others.some(({ name }) => name.trim() === wanted);
  if (isOnlyId || readDigits(wanted) !== undefined) {
    const { named = [] } = missingEntry(others, wanted);
    const ids = named.map(({ id }) => id).join(', ');
    const hint = ids === '' ? '' : `. The ID of the Workspace with this name is ${ids}`;
    const allowed = `a Workspace name; this is an ID, which belongs in \`id\`${hint}`;
    throw new AuthError({ reason: 'input_invalid', input: 'name', allowed });
  }
  try {
    const [found] = selectWorkspaces(others, [wanted]);
    if (found !== undefined) return found;
  } catch (error) {
    if (isAuthError(error)) throw new AuthError(withNameInput(error.failure), { cause: error.cause });
    throw error;
  }
  throw new TypeError('selectWorkspaces() returned no Workspace');
}

/** Replaces `workspaces[0]`, the input of the core, with the argument `name`. */
function withNameInput(failure: Failure): Failure {
  const input = 'name';
  return failure.reason === 'workspace_not_authorized'
    ? { ...failure, input, missing: failure.missing.map((one) => ({ ...one, input })) }
    : { ...failure, input };
}
