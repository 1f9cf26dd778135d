import { AuthError } from './auth-error.js';
import type { MissingWorkspace, WorkspaceLabel } from './failure.js';
import type { Workspace } from './known.js';

/** A message names up to this many Workspaces. */
const MAX_LISTED = 20;

/**
 * The Workspaces that are wanted, each once, in the order in which they were asked for. Each is given by its id or its
 * name: exact, else regardless of case when that is unique.
 * Fails with `workspace_not_authorized` (every missing one, and what is seen), `workspace_ambiguous` (several of one
 * name, with their ids) or `input_invalid` (an empty entry), naming the entry as `workspaces[1]`.
 */
export function selectWorkspaces(workspaces: readonly Workspace[], wanted: readonly string[]): readonly Workspace[] {
  const selected = new Map<string, Workspace>();
  const missing: MissingWorkspace[] = [];
  wanted.forEach((entry, index) => {
    const input = `workspaces[${index}]`;
    const found = findWorkspace(workspaces, entry, input);
    if (found === undefined) missing.push({ input, wanted: entry.trim() });
    else selected.set(found.id, found);
  });
  const [first] = missing;
  if (first === undefined) return [...selected.values()];
  throw new AuthError({
    reason: 'workspace_not_authorized',
    input: first.input,
    missing,
    visible: labels(workspaces),
    visibleCount: workspaces.length,
  });
}

function findWorkspace(workspaces: readonly Workspace[], entry: string, input: string): Workspace | undefined {
  const wanted = entry.trim();
  if (wanted === '')
    throw new AuthError({ reason: 'input_invalid', input, allowed: 'the id or the name of a Workspace' });
  const byId = workspaces.find((workspace) => workspace.id === wanted);
  if (byId !== undefined) return byId;
  const exact = workspaces.filter((workspace) => composed(workspace.name) === composed(wanted));
  const found = exact.length > 0 ? exact : workspaces.filter((workspace) => folded(workspace.name) === folded(wanted));
  if (found.length > 1) {
    throw new AuthError({ reason: 'workspace_ambiguous', input, wanted, candidates: labels(found) });
  }
  return found[0];
}

/** A keyboard and a clipboard may compose é differently. ClickUp keeps spaces around a name; people do not. */
function composed(name: string): string {
  return name.normalize('NFC').trim();
}

function folded(name: string): string {
  return composed(name).toLowerCase();
}

function labels(workspaces: readonly Workspace[]): WorkspaceLabel[] {
  return workspaces.slice(0, MAX_LISTED).map(({ id, name }) => ({ id, name }));
}
