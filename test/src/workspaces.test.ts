import * as fc from 'fast-check';
import { authenticate, listWorkspaces, parseToken } from '../../src/index.js';
import { decodeWorkspaces } from '../../src/workspaces.js';
import { playClickUp } from './clickup.js';
import { decoded } from './decoded.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();

test('listWorkspaces() gives what ClickUp lists, without a role and without the members', async () => {
  clickup().get('/team').reply(200, replyText('teams'));
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

test('listWorkspaces() gives an empty list when the token sees none', async () => {
  clickup().get('/team').reply(200, replyText('teams-none'));
  expect(await listWorkspaces(parseToken(PERSONAL))).toEqual([]);
});

test('a Workspace without a list of members has no count, and empty or odd rows are not counted', async () => {
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
])('the role %p of the token’s own user is %p', async (sent, role) => {
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

test.each([
  ['body', 'teams'],
  ['teams', {}],
  ['teams', { teams: {} }],
  ['teams[0]', { teams: [null] }],
  ['teams[1].id', { teams: [{ id: '1', name: 'Acme' }, { name: 'Globex' }] }],
  ['teams[0].name', { teams: [{ id: '1', name: null }] }],
])('listWorkspaces() names %s when it is not what ClickUp sends (%#)', async (path, body) => {
  clickup().get('/team').reply(200, JSON.stringify(body));
  const { failure } = await failureOf(listWorkspaces(PERSONAL));
  expect(failure).toMatchObject({ reason: 'reply_malformed', path, answer: { request: 'GET /team', status: 200 } });
});

test('any JSON is a list of Workspaces with id and name, or reply_malformed', () => {
  const members = fc.oneof(fc.jsonValue(), fc.array(fc.record({ user: fc.jsonValue() })));
  const team = fc.record({ id: fc.oneof(fc.string(), fc.nat()), name: fc.string(), members }, { requiredKeys: ['id'] });
  const near = fc.record({ teams: fc.array(fc.oneof(team, team, team, fc.jsonValue()), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      const list = decoded(value, decodeWorkspaces) ?? [];
      expect(list.filter(({ id, name }) => id === '' || typeof name !== 'string')).toEqual([]);
    }),
  );
});
