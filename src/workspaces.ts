import { callApi, type ApiCall } from './api-call.js';
import type { Identity, Workspace, WorkspaceRole } from './types.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { isObject, readArray, readId, readObject, readOptionalString, readString } from './decode.js';
import { asToken, type Token } from './token.js';

/** A Workspace with the roles of all its members by user ID, as received if the role is not known. */
export interface ListedWorkspace extends Workspace {
  readonly roleOf: ReadonlyMap<string, string>;
}

/** ClickUp does not document these numbers; the live API returns them. */
const ROLES: ReadonlyMap<unknown, WorkspaceRole> = new Map([
  [1, 'owner'],
  [2, 'admin'],
  [3, 'member'],
  [4, 'guest'],
]);
const KNOWN_ROLES = [...ROLES.values()];

/**
 * Returns the Workspaces that the token has access to: `GET /team`. Their `role` is absent, because it depends on the
 * token's user, whom `authenticate` requests too. Fails with any {@link AuthError}.
 */
export async function listWorkspaces(
  token: Token | string,
  options: RequestOptions = {},
): Promise<readonly Workspace[]> {
  const resolved = resolveOptions(options);
  const { value } = await callApi(workspacesRequest(asToken(token)), resolved);
  return value.map((workspace) => withRole(workspace, undefined));
}

export function workspacesRequest(token: Token): ApiCall<readonly ListedWorkspace[]> {
  return { request: { method: 'GET', path: '/team' }, scope: 'token', input: 'token', token, decode: decodeWorkspaces };
}

/** The Workspace with the role of `identity` only. */
export function withRole({ roleOf, ...workspace }: ListedWorkspace, identity: Identity | undefined): Workspace {
  const received = identity === undefined ? undefined : roleOf.get(identity.id);
  const role = KNOWN_ROLES.find((one) => one === received);
  return role === undefined ? workspace : { ...workspace, role };
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
  const roleOf = new Map<string, string>();
  if (Array.isArray(members)) for (const member of members) decodeMember(member, ids, roleOf);
  return {
    id: readId(team['id'], `${path}.id`),
    name: readString(team['name'], `${path}.name`),
    ...(color !== undefined && { color }),
    ...(avatar !== undefined && { avatar }),
    ...(Array.isArray(members) && { memberCount: ids.size }),
    roleOf,
  };
}

/** Skips rows of another shape, because ClickUp returns empty rows and no field of the result depends on one. */
function decodeMember(member: unknown, ids: Set<string>, roleOf: Map<string, string>): void {
  const user = isObject(member) ? member['user'] : undefined;
  if (!isObject(user) || (typeof user['id'] !== 'number' && typeof user['id'] !== 'string')) return;
  const id = String(user['id']);
  ids.add(id);
  const role = ROLES.get(user['role']) ?? receivedRole(user['role']);
  if (role !== undefined) roleOf.set(id, role);
}

/** A role that is not known, for a message. Text is too short to contain a part of a secret that matters. */
function receivedRole(role: unknown): string | undefined {
  if (role === undefined || role === null) return undefined;
  const text = typeof role === 'number' ? String(role) : role;
  return typeof text === 'string' && /^\w{1,7}$/.test(text) ? text : 'another value';
}
