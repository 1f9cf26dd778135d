import { callApi, type ApiCall } from './api-call.js';
import type { Identity, Workspace, WorkspaceRole } from './types.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { isObject, readArray, readId, readObject, readOptionalString, readString } from './decode.js';
import { asToken, type Token } from './token.js';

/**
 * A Workspace with the roles of all its members by user ID.
 * @internal
 */
export interface ListedWorkspace extends Workspace {
  readonly roleOf: ReadonlyMap<string, WorkspaceRole>;
}

/** ClickUp's numbers, as the live API returns them. */
const ROLES: ReadonlyMap<unknown, WorkspaceRole> = new Map([
  [1, 'owner'],
  [2, 'admin'],
  [3, 'member'],
  [4, 'guest'],
]);

/**
 * Returns the Workspaces that the token has access to: `GET /team`. A Workspace that is not authorized is absent. No
 * Workspace has a `role`, because that requires the token's user; `authenticate` returns both.
 * Fails with any {@link AuthError}.
 */
export async function listWorkspaces(
  token: Token | string,
  options: RequestOptions = {},
): Promise<readonly Workspace[]> {
  const resolved = resolveOptions(options);
  const { value } = await callApi(workspacesRequest(asToken(token)), resolved);
  return value.map((workspace) => withRole(workspace, undefined));
}

/**
 * `GET /team`, and how its response is decoded.
 * @internal
 */
export function workspacesRequest(token: Token): ApiCall<readonly ListedWorkspace[]> {
  return { request: { method: 'GET', path: '/team' }, scope: 'token', input: 'token', token, decode: decodeWorkspaces };
}

/**
 * The Workspace with the role of `identity`, and without the roles of the others.
 * @internal
 */
export function withRole({ roleOf, ...workspace }: ListedWorkspace, identity: Identity | undefined): Workspace {
  const role = identity === undefined ? undefined : roleOf.get(identity.id);
  return role === undefined ? workspace : { ...workspace, role };
}

/**
 * `{teams: [{id, name, color, avatar, members: [{user: {id, role, …}}]}]}` → Workspaces.
 * @internal
 */
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
  const roleOf = new Map<string, WorkspaceRole>();
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

/** ClickUp returns empty rows too, and no returned field depends on one: a row of another shape is skipped. */
function decodeMember(member: unknown, ids: Set<string>, roleOf: Map<string, WorkspaceRole>): void {
  const user = isObject(member) ? member['user'] : undefined;
  if (!isObject(user) || (typeof user['id'] !== 'number' && typeof user['id'] !== 'string')) return;
  const id = String(user['id']);
  ids.add(id);
  const role = ROLES.get(user['role']);
  if (role !== undefined) roleOf.set(id, role);
}
