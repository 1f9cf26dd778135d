import { UNEXPECTED } from './describe.js';
import { isObject, readArray, readId, readObject, readOptionalString, readString } from './decode.js';
import type { Identity, Workspace, WorkspaceRole } from './types.js';

/**
 * A Workspace with the roles of its members, in a list: with one map per Workspace, thousands of Workspaces would need
 * twice the memory of the response.
 */
export interface ListedWorkspace extends Workspace {
  readonly memberRoles: readonly MemberRole[];
}

interface MemberRole {
  readonly userId: string;
  /** As received if the role is not known. */
  readonly role: string;
}

/** ClickUp does not document these numbers; the live API returns them. */
const ROLES: ReadonlyMap<unknown, WorkspaceRole> = new Map([
  [1, 'owner'],
  [2, 'admin'],
  [3, 'member'],
  [4, 'guest'],
]);
const KNOWN_ROLES = [...ROLES.values()];

/** The Workspace with the role of `identity` only. */
export function withRole({ memberRoles, ...workspace }: ListedWorkspace, identity: Identity | undefined): Workspace {
  const received = identity === undefined ? undefined : roleOf(identity, memberRoles);
  const role = KNOWN_ROLES.find((one) => one === received);
  // Not with a spread, which needs three times the memory on Node 20.
  return role === undefined ? workspace : Object.assign(workspace, { role });
}

/** The role of a user, by the last row that has one. */
export function roleOf({ id }: Identity, memberRoles: readonly MemberRole[]): string | undefined {
  return memberRoles.findLast(({ userId }) => userId === id)?.role;
}

/** `{teams: [{id, name, color, avatar, members: [{user: {id, role, …}}]}]}` → Workspaces. */
export function decodeWorkspaces(value: unknown): readonly ListedWorkspace[] {
  const teams = readArray(readObject(value, 'body')['teams'], 'teams');
  return teams.map((team, index) => decodeWorkspace(team, `teams[${index}]`));
}

function decodeWorkspace(value: unknown, path: string): ListedWorkspace {
  const team = readObject(value, path);
  const color = readOptionalString(team['color']);
  const avatar = readOptionalString(team['avatar']);
  const members = team['members'];
  const ids = new Set<string>();
  const memberRoles: MemberRole[] = [];
  if (Array.isArray(members)) for (const member of members) decodeMember(member, ids, memberRoles);
  return {
    id: readId(team['id'], `${path}.id`),
    name: readString(team['name'], `${path}.name`),
    ...(color !== undefined && { color }),
    ...(avatar !== undefined && { avatar }),
    ...(Array.isArray(members) && { memberCount: ids.size }),
    // The copy has no spare capacity, unlike a list that grew.
    memberRoles: memberRoles.slice(),
  };
}

/** Skips rows of another shape, because ClickUp returns empty rows and no field of the result depends on one. */
function decodeMember(member: unknown, ids: Set<string>, memberRoles: MemberRole[]): void {
  const user = isObject(member) ? member['user'] : undefined;
  if (!isObject(user) || (typeof user['id'] !== 'number' && typeof user['id'] !== 'string')) return;
  const userId = String(user['id']);
  ids.add(userId);
  const role = ROLES.get(user['role']) ?? receivedRole(user['role']);
  if (role !== undefined) memberRoles.push({ userId, role });
}

/** A role that is not known, for a message. Text is too short to contain a part of a secret that matters. */
function receivedRole(role: unknown): string | undefined {
  if (role === undefined || role === null) return undefined;
  // An object is not converted, because a response can have a field "toString", which is not a function.
  const text = typeof role === 'string' || typeof role === 'number' ? String(role) : '';
  return /^\w{1,7}$/.test(text) ? text : UNEXPECTED;
}
