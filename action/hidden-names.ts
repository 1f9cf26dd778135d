import type { Known, Workspace } from '../src/index.js';

// With `hide-names: true`, logs, job summaries, outputs and issues contain IDs and counts, but no name and no
// address. hidden-wording.ts has the texts.

/** The Workspace without its name and its picture. An empty name is not printed. */
export function withoutName({ id, role, memberCount }: Workspace): Workspace {
  return { id, name: '', ...(role && { role }), ...(memberCount !== undefined && { memberCount }) };
}

/** The same data with IDs only. */
export function withoutNames(known: Known): Known {
  const { identity, workspaces, required } = known;
  return {
    ...known,
    ...(identity && { identity: { id: identity.id } }),
    ...(workspaces && { workspaces: workspaces.map(withoutName) }),
    ...(required && { required: required.map(withoutName) }),
  };
}
