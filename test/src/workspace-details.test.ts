import * as fc from 'fast-check';
import { getWorkspacePlan, getWorkspaceSeats, parseToken } from '../../src/index.js';
import { decodePlan, decodeSeats } from '../../src/workspace-details.js';
import { playClickUp } from './clickup.js';
import { decoded } from './decoded.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();
const MEMBERS = { filled_members_seats: 1, total_member_seats: 2, empty_member_seats: 1 };
const GUESTS = { filled_guest_seats: 1, total_guest_seats: 2, empty_guest_seats: 1 };

test('getWorkspacePlan() gives id and name of the plan', async () => {
  clickup().get('/team/9011234080/plan').reply(200, replyText('plan'));
  expect(await getWorkspacePlan(PERSONAL, '9011234080')).toEqual({ id: '3', name: 'Business' });
});

test('getWorkspaceSeats() gives the seats of members and guests', async () => {
  clickup().get('/team/9011234080/seats').reply(200, replyText('seats'));
  expect(await getWorkspaceSeats(parseToken(PERSONAL), '9011234080')).toEqual({
    members: { filled: 12, total: 15, empty: 3 },
    guests: { filled: 2, total: 5, empty: 3 },
  });
});

test('getWorkspaceSeats() gives Infinity where guests are unlimited', async () => {
  clickup().get('/team/9011234080/seats').reply(200, replyText('seats-unlimited'));
  const { guests } = await getWorkspaceSeats(PERSONAL, '9011234080');
  expect(guests).toEqual({ filled: 2, total: Infinity, empty: Infinity });
});

test.each(['', ' ', '../user', '1/../..', '1?x=1', '1#', '%2e%2e', 'Acme Inc', 'é', '9'.repeat(65), PERSONAL])(
  'a Workspace id that would become another path is refused before anything is sent: %p',
  async (workspaceId) => {
    for (const call of [getWorkspacePlan, getWorkspaceSeats]) {
      const { failure } = await failureOf(call(PERSONAL, workspaceId));
      const allowed = 'a Workspace ID, for example 9011234080';
      expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaceId', allowed });
    }
  },
);

test('an id that is no number is left to ClickUp to refuse, and the refusal concerns that Workspace', async () => {
  clickup().get('/team/acme-1/plan').reply(500, replyText('error-shard-001'));
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
])('getWorkspacePlan() names %s when it is not what ClickUp sends', async (path, body) => {
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
])('getWorkspaceSeats() names %s when it is not what ClickUp sends', async (path, body) => {
  clickup().get('/team/1/seats').reply(200, JSON.stringify(body));
  expect((await failureOf(getWorkspaceSeats(PERSONAL, '1'))).failure).toMatchObject({
    reason: 'reply_malformed',
    path,
  });
});

test('any JSON is a plan, or reply_malformed', () => {
  const near = fc.record({
    plan_id: fc.oneof(fc.jsonValue(), fc.nat()),
    plan_name: fc.oneof(fc.jsonValue(), fc.string()),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      const { id, name } = decoded(value, decodePlan) ?? { id: '1', name: '' };
      expect([id !== '', typeof name]).toEqual([true, 'string']);
    }),
  );
});

test('any JSON is seats that can be counted, or reply_malformed', () => {
  const count = fc.oneof(fc.nat(), fc.nat(), fc.jsonValue(), fc.constant('Infinity'));
  const members = fc.record({ filled_members_seats: count, total_member_seats: count, empty_member_seats: count });
  const guests = fc.record({ filled_guest_seats: count, total_guest_seats: count, empty_guest_seats: count });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ members, guests })), (value) => {
      const seats = decoded(value, decodeSeats);
      const counts = seats === undefined ? [] : [seats.members, seats.guests].flatMap((one) => Object.values(one));
      expect(counts.filter((one) => typeof one !== 'number' || Number.isNaN(one))).toEqual([]);
    }),
  );
});
