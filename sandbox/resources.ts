import { errorResponse, type SandboxResponse } from './response.js';
import type { SandboxToken } from './tokens.js';
import { ACME } from './workspaces.js';

/** A List of the sandbox. `permission` is omitted from the response if it is undefined. */
export interface SandboxList {
  readonly id: string;
  readonly name: string;
  /** The permission of a user with full access. */
  readonly permission: string | undefined;
  readonly archived?: true;
}

/** The Space and the Folder of Acme that contain its Lists. */
export const SPACE = { id: '90110000001', name: 'Engineering' } as const;
export const FOLDER = { id: '901100000100', name: 'Releases' } as const;

/** The Lists of Acme: one with each permission, and the special cases. */
export const LISTS: readonly SandboxList[] = [
  { id: '901100000001', name: 'Deploys', permission: 'create' },
  { id: '901100000002', name: 'Incidents', permission: 'edit' },
  { id: '901100000003', name: 'Feedback', permission: 'comment' },
  { id: '901100000004', name: 'Roadmap', permission: 'read' },
  { id: '901100000005', name: 'Old deploys', permission: 'create', archived: true },
  { id: '901100000006', name: 'Imported', permission: undefined },
  { id: '901100000007', name: 'Beta', permission: 'manage' },
];

const GUEST = 4;
const NOT_AUTHORIZED = errorResponse(401, 'OAUTH_027', 'Team not authorized');

/** The response to `/list/{id}`, `/folder/{id}` and `/space/{id}`, or undefined for another path. */
export function respondToResource({ workspaces, behavior }: SandboxToken, path: string): SandboxResponse | undefined {
  const [, kind, id = ''] = /^\/(list|folder|space)\/([^/]+)$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  if (!/^\d+$/.test(id)) return errorResponse(500, 'SHARD_001', 'Internal server error');
  // ClickUp returns the same for an ID that does not exist and for the ID of an item of another kind.
  const acme = workspaces.find((one) => one.id === ACME.id);
  if (acme === undefined || behavior === 'no-lists') return NOT_AUTHORIZED;
  const body = bodyOf(kind, id, behavior === 'reader' || acme.role === GUEST);
  return body === undefined ? NOT_AUTHORIZED : { status: 200, body };
}

function bodyOf(kind: string, id: string, readsOnly: boolean): object | undefined {
  if (kind === 'space') return id === SPACE.id ? { ...SPACE, private: false, archived: false } : undefined;
  if (kind === 'folder') {
    const space = { ...SPACE, access: true };
    return id === FOLDER.id ? { ...FOLDER, hidden: false, archived: false, space, lists: [] } : undefined;
  }
  const list = LISTS.find((one) => one.id === id);
  if (list === undefined) return undefined;
  const { name, permission, archived = false } = list;
  const level = readsOnly ? 'read' : permission;
  return {
    id,
    name,
    archived,
    folder: { ...FOLDER, hidden: false, access: true },
    space: { ...SPACE, access: true },
    ...(level !== undefined && { permission_level: level }),
  };
}
