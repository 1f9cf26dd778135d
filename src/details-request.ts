import type { ApiCall } from './api-call.js';
import { readCount, readId, readObject, readString, readUnboundedCount, type Decoder } from './decode.js';
import type { Token } from './token.js';

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

/** `GET /team/{id}/plan`, which ClickUp rejects if the token may not enter the Workspace. */
export function planRequest(workspaceId: string, input: string, token: Token): ApiCall<WorkspacePlan> {
  return detailsRequest(workspaceId, { input, token, part: 'plan', decode: decodePlan });
}

/** `GET /team/{id}/plan` or `GET /team/{id}/seats`. The ID must be valid in a path. */
export function detailsRequest<T>(
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
