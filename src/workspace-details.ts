import { callApi } from './api-call.js';
import { invalidInput } from './auth-error.js';
import { decodePlan, decodeSeats, detailsRequest, type WorkspacePlan, type WorkspaceSeats } from './details-request.js';
import type { Decoder } from './decode.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { asToken, rejectToken, type Token } from './token.js';

/** Returns the plan of a Workspace: `GET /team/{id}/plan`. Fails with any {@link AuthError}. */
export async function getWorkspacePlan(
  token: Token | string,
  workspaceId: string,
  options: RequestOptions = {},
): Promise<WorkspacePlan> {
  return getDetails(token, workspaceId, options, 'plan', decodePlan);
}

/** Returns the seats of a Workspace: `GET /team/{id}/seats`. Fails with any {@link AuthError}. */
export async function getWorkspaceSeats(
  token: Token | string,
  workspaceId: string,
  options: RequestOptions = {},
): Promise<WorkspaceSeats> {
  return getDetails(token, workspaceId, options, 'seats', decodeSeats);
}

async function getDetails<T>(
  token: Token | string,
  workspaceId: string,
  options: RequestOptions,
  part: 'plan' | 'seats',
  decode: Decoder<T>,
): Promise<T> {
  const resolved = resolveOptions(options);
  const parsed = asToken(token);
  const input = 'workspaceId';
  const allowed = 'a Workspace ID, for example 9011234080';
  // Other characters could address a different path.
  if (!/^[A-Za-z0-9-]{1,64}$/.test(workspaceId)) throw invalidInput(input, allowed);
  rejectToken(workspaceId, { input, allowed }, parsed);
  return (await callApi(detailsRequest(workspaceId, { input, token: parsed, part, decode }), resolved)).value;
}
