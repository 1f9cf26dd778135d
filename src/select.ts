import { AuthError } from './auth-error.js';
import type { Failure, MissingWorkspace, WorkspaceLabel } from './failure.js';
import type { Workspace } from './types.js';

/** A message names up to this many Workspaces. */
const MAX_LISTED = 20;

/**
 * The Workspaces that are wanted, each once, in the order in which they were asked for. Each is given by its id or its
 * name: exact, else regardless of case when that is unique.
 * Fails with `workspace_not_authorized` (every missing one, and what is seen), `workspace_ambiguous` (several of one
 * name, with their ids) or `input_invalid` (an empty entry), naming the entry as `workspaces[1]`.
 */
export function selectWorkspaces(workspaces: readonly Workspace[], wanted: readonly string[]): readonly Workspace[] {
  const { selected, failure } = select(workspaces, wanted);
  if (failure !== undefined) throw new AuthError(failure);
  return selected;
}

/**
 * The same as data: what was found of the wanted ones, and what is wrong with the others.
 * @internal
 */
export function select(
  workspaces: readonly Workspace[],
  wanted: readonly string[],
): { readonly selected: readonly Workspace[]; readonly failure?: Failure } {
  const selected = new Set<Workspace>();
  const missing: MissingWorkspace[] = [];
  let failure: Failure | undefined;
  for (const [index, entry] of wanted.entries()) {
    const input = `workspaces[${index}]`;
    const name = entry.trim();
    const found = findMatches(workspaces, name);
    const [first] = found;
    if (name === '') failure ??= { reason: 'input_invalid', input, allowed: 'a Workspace ID or name' };
    else if (first === undefined) missing.push({ input, wanted: name });
    else if (found.length === 1) selected.add(first);
    else failure ??= { reason: 'workspace_ambiguous', input, wanted: name, candidates: labels(found) };
  }
  const [first] = missing;
  if (failure === undefined && first !== undefined) {
    const visible = { visible: labels(workspaces), visibleCount: workspaces.length };
    failure = { reason: 'workspace_not_authorized', input: first.input, missing, ...visible };
  }
  return { selected: [...selected], ...(failure && { failure }) };
}

/** The Workspace of this id, else every one of this name. */
function findMatches(workspaces: readonly Workspace[], wanted: string): readonly Workspace[] {
  const byId = workspaces.find((workspace) => workspace.id === wanted);
  if (byId !== undefined) return [byId];
  const exact = workspaces.filter((workspace) => normalizeName(workspace.name) === normalizeName(wanted));
  return exact.length > 0 ? exact : workspaces.filter((workspace) => foldCase(workspace.name) === foldCase(wanted));
}

/** A keyboard and a clipboard may compose é differently. ClickUp keeps spaces around a name; people do not. */
function normalizeName(name: string): string {
  return name.normalize('NFC').trim();
}

function foldCase(name: string): string {
  return normalizeName(name).toLowerCase();
}

function labels(workspaces: readonly Workspace[]): WorkspaceLabel[] {
  return workspaces.slice(0, MAX_LISTED).map(({ id, name }) => ({ id, name }));
}
