import { ask, type Ask } from './ask.js';
import type { Identity, Workspace, WorkspaceRole } from './known.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { isObject, readArray, readId, readObject, readOptionalString, readString } from './reply.js';
import { asToken, type Token } from './token.js';

/** A Workspace as listed, with the roles of its members, of which one is the token's user. */
export interface ListedWorkspace extends Workspace {
  readonly roleOf: ReadonlyMap<string, WorkspaceRole>;
}

/** ClickUp's numbers, seen live. */
const ROLES: ReadonlyMap<unknown, WorkspaceRole> = new Map([
  [1, 'owner'],
  [2, 'admin'],
  [3, 'member'],
  [4, 'guest'],
]);

/**
 * The Workspaces that the token may see: `GET /team`. One that is not authorized is simply absent. Without the
 * token's identity no Workspace has a `role`; `authenticate` gives both.
 */
export async function listWorkspaces(
  token: Token | string,
  options: RequestOptions = {},
): Promise<readonly Workspace[]> {
  const settings = resolveOptions(options);
  const { value } = await ask(workspacesQuestion(asToken(token)), settings);
  return value.map((workspace) => withRole(workspace, undefined));
}

/** `GET /team`, and how its answer is read. */
export function workspacesQuestion(token: Token): Ask<readonly ListedWorkspace[]> {
  return { request: { method: 'GET', path: '/team' }, scope: 'token', input: 'token', token, decode: decodeWorkspaces };
}

/** The Workspace with the role of `identity` in it, and without those of the others. */
export function withRole({ roleOf, ...workspace }: ListedWorkspace, identity: Identity | undefined): Workspace {
  const role = identity === undefined ? undefined : roleOf.get(identity.id);
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

/** Lists hold empty rows, and nothing that we return depends on one: what is odd is skipped. */
function decodeMember(member: unknown, ids: Set<string>, roleOf: Map<string, WorkspaceRole>): void {
  const user = isObject(member) ? member['user'] : undefined;
  if (!isObject(user) || (typeof user['id'] !== 'number' && typeof user['id'] !== 'string')) return;
  const id = String(user['id']);
  ids.add(id);
  const role = ROLES.get(user['role']);
  if (role !== undefined) roleOf.set(id, role);
}
