import * as fc from 'fast-check';
import { getWorkspacePlan, getWorkspaceSeats, parseToken } from '../../src/index.js';
import { decodePlan, decodeSeats } from '../../src/details-request.js';
import { mockClickUp } from './mock-clickup.js';
import { tryDecode } from './try-decode.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();
const MEMBERS = { filled_members_seats: 1, total_member_seats: 2, empty_member_seats: 1 };
const GUESTS = { filled_guest_seats: 1, total_guest_seats: 2, empty_guest_seats: 1 };

test('getWorkspacePlan() returns ID and name of the plan', async () => {
  clickup().get('/team/9011234080/plan').reply(200, responseBody('plan'));
  expect(await getWorkspacePlan(PERSONAL, '9011234080')).toEqual({ id: '3', name: 'Business' });
});

test('getWorkspaceSeats() returns the seats of members and guests', async () => {
  clickup().get('/team/9011234080/seats').reply(200, responseBody('seats'));
  expect(await getWorkspaceSeats(parseToken(PERSONAL), '9011234080')).toEqual({
    members: { filled: 12, total: 15, empty: 3 },
    guests: { filled: 2, total: 5, empty: 3 },
  });
});

test('getWorkspaceSeats() returns Infinity when guest seats are unlimited', async () => {
  clickup().get('/team/9011234080/seats').reply(200, responseBody('seats-unlimited'));
  const { guests } = await getWorkspaceSeats(PERSONAL, '9011234080');
  expect(guests).toEqual({ filled: 2, total: Infinity, empty: Infinity });
});

test.each(['', ' ', '../user', '1/../..', '1?x=1', '1#', '%2e%2e', 'Acme Inc', 'é', '9'.repeat(65), PERSONAL])(
  'fails with input_invalid, without sending a request, when the Workspace ID would change the path: %p',
  async (workspaceId) => {
    for (const call of [getWorkspacePlan, getWorkspaceSeats]) {
      const { failure } = await failureOf(call(PERSONAL, workspaceId));
      const allowed = 'a Workspace ID, for example 9011234080';
      expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaceId', allowed });
    }
  },
);

test('getWorkspacePlan() fails with workspace_not_authorized when ClickUp rejects an ID that is not a number', async () => {
  clickup().get('/team/acme-1/plan').reply(500, responseBody('error-shard-001'));
  const { failure } = await failureOf(getWorkspacePlan(PERSONAL, 'acme-1'));
  expect(failure).toMatchObject({
    reason: 'workspace_not_authorized',
    missing: [{ input: 'workspaceId', wanted: 'acme-1' }],
    answer: { request: 'GET /team/acme-1/plan', status: 500, ecode: 'SHARD_001' },
  });
});

test.each([
  ['body', null],
  ['plan_id', { plan_name: 'Business' }],
  ['plan_name', { plan_id: 3 }],
])('getWorkspacePlan() fails with reply_malformed at %s when it is invalid', async (path, body) => {
  clickup().get('/team/1/plan').reply(200, JSON.stringify(body));
  expect((await failureOf(getWorkspacePlan(PERSONAL, '1'))).failure).toMatchObject({ reason: 'reply_malformed', path });
});

test.each([
  ['body', []],
  ['members', { guests: GUESTS }],
  ['guests', { members: MEMBERS }],
  ['members.total_member_seats', { members: { ...MEMBERS, total_member_seats: 'Infinity' }, guests: GUESTS }],
  ['guests.total_guest_seats', { members: MEMBERS, guests: { ...GUESTS, total_guest_seats: 'many' } }],
  ['guests.empty_guest_seats', { members: MEMBERS, guests: { ...GUESTS, empty_guest_seats: 1.5 } }],
])('getWorkspaceSeats() fails with reply_malformed at %s when it is invalid', async (path, body) => {
  clickup().get('/team/1/seats').reply(200, JSON.stringify(body));
  expect((await failureOf(getWorkspaceSeats(PERSONAL, '1'))).failure).toMatchObject({
    reason: 'reply_malformed',
    path,
  });
});

test('decodePlan() returns a plan or fails with reply_malformed for every JSON value', () => {
  const near = fc.record({
    plan_id: fc.oneof(fc.jsonValue(), fc.nat()),
    plan_name: fc.oneof(fc.jsonValue(), fc.string()),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      const { id, name } = tryDecode(value, decodePlan) ?? { id: '1', name: '' };
      expect([id !== '', typeof name]).toEqual([true, 'string']);
    }),
  );
});

test('decodeSeats() returns numbers or fails with reply_malformed for every JSON value', () => {
  const count = fc.oneof(fc.nat(), fc.nat(), fc.jsonValue(), fc.constant('Infinity'));
  const members = fc.record({ filled_members_seats: count, total_member_seats: count, empty_member_seats: count });
  const guests = fc.record({ filled_guest_seats: count, total_guest_seats: count, empty_guest_seats: count });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ members, guests })), (value) => {
      const seats = tryDecode(value, decodeSeats);
      const counts = seats === undefined ? [] : [seats.members, seats.guests].flatMap((one) => Object.values(one));
      expect(counts.filter((one) => typeof one !== 'number' || Number.isNaN(one))).toEqual([]);
    }),
  );
});
