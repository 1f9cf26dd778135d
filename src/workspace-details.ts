import { callApi, type ApiCall } from './api-call.js';
import { AuthError } from './auth-error.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { readCount, readId, readObject, readString, readUnboundedCount, type Decoder } from './decode.js';
import { asToken, rejectToken, type Token } from './token.js';

/** A Workspace's plan, as `{id: "3", name: "Business"}`. */
export interface WorkspacePlan {
  readonly id: string;
  readonly name: string;
}

/** Seats of a Workspace. Guest seats can be unlimited: `Infinity`. */
export interface WorkspaceSeats {
  readonly members: SeatCount;
  readonly guests: SeatCount;
}

export interface SeatCount {
  readonly filled: number;
  readonly total: number;
  readonly empty: number;
}

/** Returns a Workspace's plan: `GET /team/{id}/plan`. Fails with any {@link AuthError}, also for this Workspace. */
export async function getWorkspacePlan(
  token: Token | string,
  workspaceId: string,
  options: RequestOptions = {},
): Promise<WorkspacePlan> {
  return read(token, workspaceId, 'plan', decodePlan, options);
}

/** Returns a Workspace's seats: `GET /team/{id}/seats`. Fails with any {@link AuthError}, also for this Workspace. */
export async function getWorkspaceSeats(
  token: Token | string,
  workspaceId: string,
  options: RequestOptions = {},
): Promise<WorkspaceSeats> {
  return read(token, workspaceId, 'seats', decodeSeats, options);
}

async function read<T>(
  token: Token | string,
  workspaceId: string,
  part: 'plan' | 'seats',
  decode: Decoder<T>,
  options: RequestOptions,
): Promise<T> {
  const resolved = resolveOptions(options);
  const parsed = asToken(token);
  const given = { input: 'workspaceId', allowed: 'a Workspace ID, for example 9011234080' };
  // Another text could address another path.
  if (!/^[A-Za-z0-9-]{1,64}$/.test(workspaceId)) throw new AuthError({ reason: 'input_invalid', ...given });
  rejectToken(workspaceId, given, parsed);
  const call: ApiCall<T> = {
    request: { method: 'GET', path: `/team/${workspaceId}/${part}` },
    scope: 'workspace',
    input: 'workspaceId',
    workspaceId,
    token: parsed,
    decode,
  };
  return (await callApi(call, resolved)).value;
}

/**
 * `{plan_name, plan_id}` → WorkspacePlan.
 * @internal
 */
export function decodePlan(value: unknown): WorkspacePlan {
  const body = readObject(value, 'body');
  return { id: readId(body['plan_id'], 'plan_id'), name: readString(body['plan_name'], 'plan_name') };
}

/**
 * `{members: {filled_members_seats, …}, guests: {filled_guest_seats, …}}` → WorkspaceSeats. The names differ so.
 * @internal
 */
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
