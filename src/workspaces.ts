import { callApi, type ApiCall } from './api-call.js';
import { decodeWorkspaces, withRole, type ListedWorkspace } from './listed-workspace.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { asToken, type Token } from './token.js';
import type { Workspace } from './types.js';

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
