import { callApi, type ApiCall } from './api-call.js';
import { invalidInput } from './auth-error.js';
import { readCount, readId, readObject, readString, readUnboundedCount, type Decoder } from './decode.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { asToken, rejectToken, type Token } from './token.js';

/** For example `{id: "3", name: "Business"}`. */
export interface WorkspacePlan {
  readonly id: string;
  readonly name: string;
}

/** Seats of a Workspace. For unlimited guest seats, `total` and `empty` are `Infinity`. */
export interface WorkspaceSeats {
  readonly members: SeatCount;
  readonly guests: SeatCount;
}

export interface SeatCount {
  /** Number of seats in use. */
  readonly filled: number;
  readonly total: number;
  readonly empty: number;
}

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

/** `GET /team/{id}/plan`, which ClickUp rejects if the token may not enter the Workspace. */
export function planRequest(workspaceId: string, input: string, token: Token): ApiCall<WorkspacePlan> {
  return detailsRequest(workspaceId, { input, token, part: 'plan', decode: decodePlan });
}

function detailsRequest<T>(
  workspaceId: string,
  { input, token, part, decode }: { input: string; token: Token; part: 'plan' | 'seats'; decode: Decoder<T> },
): ApiCall<T> {
  const request = { method: 'GET', path: `/team/${workspaceId}/${part}` } as const;
  return { request, scope: 'workspace', input, workspaceId, token, decode };
}

/** `{plan_name, plan_id}` → WorkspacePlan. */
export function decodePlan(value: unknown): WorkspacePlan {
  const body = readObject(value, 'body');
  return { id: readId(body['plan_id'], 'plan_id'), name: readString(body['plan_name'], 'plan_name') };
}

/** `{members: {filled_members_seats, …}, guests: {filled_guest_seats, …}}` → WorkspaceSeats. */
export function decodeSeats(value: unknown): WorkspaceSeats {
  const body = readObject(value, 'body');
  const members = readObject(body['members'], 'members');
  const guests = readObject(body['guests'], 'guests');
  return {
    members: {
      filled: readCount(members['filled_members_seats'], 'members.filled_members_seats'),
      total: readCount(members['total_member_seats'], 'members.total_member_seats'),
      empty: readCount(members['empty_member_seats'], 'members.empty_member_seats'),
    },
    guests: {
      filled: readCount(guests['filled_guest_seats'], 'guests.filled_guest_seats'),
      total: readUnboundedCount(guests['total_guest_seats'], 'guests.total_guest_seats'),
      empty: readUnboundedCount(guests['empty_guest_seats'], 'guests.empty_guest_seats'),
    },
  };
}
