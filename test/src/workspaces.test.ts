import * as fc from 'fast-check';
import { authenticate, listWorkspaces, parseToken } from '../../src/index.js';
import { decodeWorkspaces } from '../../src/listed-workspace.js';
import { mockClickUp } from './mock-clickup.js';
import { tryDecode } from './try-decode.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();

test('listWorkspaces() returns the Workspaces without roles and members', async () => {
  clickup().get('/team').reply(200, responseBody('teams'));
  expect(await listWorkspaces(PERSONAL)).toEqual([
    { id: '9011234080', name: 'Acme', color: '#7b68ee', memberCount: 4 },
    {
      id: '9011234081',
      name: 'Globex',
      color: '#ff5722',
      avatar: 'https://attachments.example.com/globex.png',
      memberCount: 2,
    },
  ]);
});

test('listWorkspaces() returns an empty list when the token has access to no Workspaces', async () => {
  clickup().get('/team').reply(200, responseBody('teams-none'));
  expect(await listWorkspaces(parseToken(PERSONAL))).toEqual([]);
});

test('memberCount is absent without a member list, and excludes empty and invalid rows', async () => {
  const members = [null, {}, { user: null }, { user: 7 }, { user: {} }, { user: { id: 1 } }, { user: { id: '1' } }];
  clickup()
    .get('/team')
    .reply(200, {
      teams: [
        { id: 5, name: '' },
        { id: '6', name: 'Acme', color: null, members },
      ],
    });
  expect(await listWorkspaces(PERSONAL)).toEqual([
    { id: '5', name: '' },
    { id: '6', name: 'Acme', memberCount: 1 },
  ]);
});

test.each([
  [1, 'owner'],
  [2, 'admin'],
  [3, 'member'],
  [4, 'guest'],
  [5, undefined],
  ['1', undefined],
  [undefined, undefined],
])("role %p of the token's user is %p", async (sent, role) => {
  const others = [1, 2, 3, 4].map((one) => ({ user: { id: 100 + one, role: one } }));
  const team = { id: '1', name: 'Acme', members: [...others, { user: { id: 7, role: sent } }] };
  clickup()
    .get('/user')
    .reply(200, { user: { id: 7 } })
    .get('/team')
    .reply(200, { teams: [team] });
  const { workspaces } = await authenticate({ token: PERSONAL });
  expect(workspaces).toEqual([{ id: '1', name: 'Acme', memberCount: 5, ...(role !== undefined && { role }) }]);
});

test('the role of a user in several rows is that of the last row with a role', async () => {
  const members = [1, 3, undefined].map((role) => ({ user: { id: 7, role } }));
  clickup()
    .get('/user')
    .reply(200, { user: { id: 7 } })
    .get('/team')
    .reply(200, { teams: [{ id: '1', name: 'Acme', members }] });
  const { workspaces } = await authenticate({ token: PERSONAL });
  expect(workspaces).toEqual([{ id: '1', name: 'Acme', memberCount: 1, role: 'member' }]);
});

test.each([
  ['body', 'teams'],
  ['teams', {}],
  ['teams', { teams: {} }],
  ['teams[0]', { teams: [null] }],
  ['teams[1].id', { teams: [{ id: '1', name: 'Acme' }, { name: 'Globex' }] }],
  ['teams[0].name', { teams: [{ id: '1', name: null }] }],
])('listWorkspaces() fails with reply_malformed at %s when it is invalid (%#)', async (path, body) => {
  clickup().get('/team').reply(200, JSON.stringify(body));
  const { failure } = await failureOf(listWorkspaces(PERSONAL));
  expect(failure).toMatchObject({ reason: 'reply_malformed', path, answer: { request: 'GET /team', status: 200 } });
});

test('decodeWorkspaces() returns IDs and names or fails with reply_malformed for every JSON value', () => {
  const members = fc.oneof(fc.jsonValue(), fc.array(fc.record({ user: fc.jsonValue() })));
  const team = fc.record({ id: fc.oneof(fc.string(), fc.nat()), name: fc.string(), members }, { requiredKeys: ['id'] });
  const near = fc.record({ teams: fc.array(fc.oneof(team, team, team, fc.jsonValue()), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      const list = tryDecode(value, decodeWorkspaces) ?? [];
      expect(list.filter(({ id, name }) => id === '' || typeof name !== 'string')).toEqual([]);
    }),
  );
});
