import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { openProvider, type Answered, type OpenProvider } from '../open.js';

let sandbox: Sandbox;
let provider: OpenProvider;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1_000_000 });
});
afterAll(async () => sandbox.close());

beforeEach(async () => {
  sandbox.resetCounts();
  provider = await openProvider({ CLICKUP_API_URL: sandbox.apiUrl });
});
afterEach(() => provider.close());

async function configured(name: keyof Sandbox['tokens']): Promise<OpenProvider> {
  expect(await provider.configure({ token: sandbox.tokens[name] })).toEqual([]);
  return provider;
}

const ACME = {
  id: '9011234080',
  name: 'Acme',
  color: '#7b68ee',
  avatar: null,
  role: 'owner',
  member_count: 12,
};

function summary({ told }: Answered): string | undefined {
  return told[0]?.summary;
}

test('clickup_auth gives who the token is and what it sees', async () => {
  const { value, told } = await (await configured('oneWorkspace')).read('clickup_auth');
  expect(told).toEqual([]);
  expect(value).toEqual({
    workspaces: null,
    user_id: '10000003',
    username: 'Ada Example',
    email: 'user-10000003@example.com',
    token_kind: 'personal',
    authorized_workspaces: [ACME],
    workspace_ids: { Acme: '9011234080' },
  });
});

test('clickup_auth gives the kind of an OAuth token, and null for the name of a guest', async () => {
  expect((await (await configured('oauth')).read('clickup_auth')).value).toMatchObject({ token_kind: 'oauth' });
  expect((await (await configured('guest')).read('clickup_auth')).value).toMatchObject({ username: null });
});

test('a name that several Workspaces share is in the list and not in the map', async () => {
  const { value } = await (await configured('sameName')).read('clickup_auth');
  expect(value).toMatchObject({
    authorized_workspaces: [{ name: 'Umbrella' }, { name: 'Umbrella' }],
    workspace_ids: {},
  });
});

test('a token that sees nothing gives empty lists', async () => {
  const { value } = await (await configured('none')).read('clickup_workspaces');
  expect(value).toEqual({ name_regex: null, workspaces: [], ids: [], workspace_ids: {} });
});

test('the gate opens with what clickup_auth gives, and echoes what was asked for', async () => {
  const gate = await (await configured('oneWorkspace')).openGate({ workspaces: ['acme', '9011234080'] });
  const auth = await provider.read('clickup_auth', { workspaces: ['acme', '9011234080'] });
  expect(gate).toEqual(auth);
  expect(gate.value).toMatchObject({ workspaces: ['acme', '9011234080'], user_id: '10000003' });
});

test('the gate stays closed for a Workspace that is not authorized, and points at it', async () => {
  const { value, told } = await (await configured('valid')).openGate({ workspaces: ['Acme', 'Initech'] });
  expect(value).toBeUndefined();
  expect(told).toEqual([
    {
      severity: 'error',
      summary: 'Workspace "Initech" is not authorized for this token',
      detail: expect.stringMatching(/^The token has access to "Acme" .*\n\nLikely cause: .*\n\nWhat to do: .*$/),
      at: 'workspaces[1]',
    },
  ]);
});

test.each([
  ['its id', { id: '9011234080' }],
  ['its name', { name: 'Acme' }],
  ['its name in another case', { name: ' aCME ' }],
])('clickup_workspace is found by %s, and named as ClickUp spells it', async (_what, config) => {
  const { value, told } = await (await configured('valid')).read('clickup_workspace', config);
  expect(told).toEqual([]);
  expect(value).toEqual(ACME);
});

test.each([
  [{ id: 'Acme' }, 'Workspace "Acme" is not authorized for this token', 'id'],
  [{ id: '12' }, 'Workspace "12" is not authorized for this token', 'id'],
  [{ name: 'Nope' }, 'Workspace "Nope" is not authorized for this token', 'name'],
  [{ name: '9011234080' }, 'name is invalid', 'name'],
])('clickup_workspace %j is refused, at its attribute', async (config, title, at) => {
  const { value, told } = await (await configured('valid')).read('clickup_workspace', config);
  expect(value).toBeUndefined();
  expect(told).toEqual([expect.objectContaining({ severity: 'error', summary: title, at })]);
});

test('a Workspace that is named like the id of another is found by its name', async () => {
  const played = { role: 1, members: 1, plan: { plan_id: 1, plan_name: 'Free' }, guestSeats: 1 } as const;
  const token = sandbox.issueToken([
    { ...played, id: '1', name: 'One' },
    { ...played, id: '2', name: '1' },
  ]);
  await provider.configure({ token });
  expect((await provider.read('clickup_workspace', { name: '1' })).value).toMatchObject({ id: '2' });
  expect((await provider.read('clickup_workspace', { id: '1' })).value).toMatchObject({ name: 'One' });
});

test('a name that several Workspaces share is ambiguous, with their ids', async () => {
  const { told } = await (await configured('sameName')).read('clickup_workspace', { name: 'umbrella' });
  expect(told).toEqual([
    expect.objectContaining({ at: 'name', detail: expect.stringContaining('9011234082 ("Umbrella"), 9011234083') }),
  ]);
});

test('clickup_workspaces gives those whose names match', async () => {
  const { value } = await (await configured('many')).read('clickup_workspaces', { name_regex: '(?i)^branch 1\\d$' });
  expect(value?.['ids']).toHaveLength(10);
  expect(value).toMatchObject({
    name_regex: '(?i)^branch 1\\d$',
    workspaces: expect.arrayContaining([expect.objectContaining({ name: 'Branch 12', id: '9011235011' })]),
    workspace_ids: expect.objectContaining({ 'Branch 12': '9011235011' }),
  });
});

test('a pattern that can run too long is refused by the read too', async () => {
  const { value, told } = await (await configured('valid')).read('clickup_workspaces', { name_regex: '(a+)+$' });
  expect(value).toBeUndefined();
  expect(told).toEqual([
    expect.objectContaining({ at: 'name_regex', detail: expect.stringContaining('run too long') }),
  ]);
});

test('a name that is full of commands and markup is given as it is', async () => {
  const { value } = await (await configured('hostile')).read('clickup_workspace', { id: '9011234085' });
  expect(value?.['name']).toContain('::error::');
});

test('clickup_workspace_plan gives the plan', async () => {
  const { value } = await (await configured('valid')).read('clickup_workspace_plan', { workspace_id: '9011234080' });
  expect(value).toEqual({ workspace_id: '9011234080', plan_id: '3', plan_name: 'Business' });
});

test('clickup_workspace_seats gives counts, and null where guests are unlimited', async () => {
  await configured('valid');
  const unlimited = await provider.read('clickup_workspace_seats', { workspace_id: '9011234080' });
  expect(unlimited.value).toMatchObject({ guests_total: null, guests_empty: null, guests_unlimited: true });
  const limited = await provider.read('clickup_workspace_seats', { workspace_id: '9011234081' });
  expect(limited.value).toEqual({
    workspace_id: '9011234081',
    members_filled: 3,
    members_total: expect.any(Number),
    members_empty: expect.any(Number),
    guests_filled: expect.any(Number),
    guests_total: 5,
    guests_empty: expect.any(Number),
    guests_unlimited: false,
  });
});

test('the plan of a Workspace that is not authorized is refused at its id, and nothing is said of others', async () => {
  const { told } = await (await configured('valid')).read('clickup_workspace_plan', { workspace_id: '12' });
  expect(told).toEqual([
    expect.objectContaining({ at: 'workspace_id', detail: expect.stringMatching(/^ClickUp returned 401 OAUTH_027/) }),
  ]);
  expect(told[0]?.detail).not.toContain('It sees');
});

test('what is no id is refused before it becomes a path', async () => {
  const { told } = await (await configured('valid')).read('clickup_workspace_seats', { workspace_id: '../user' });
  expect(told).toEqual([expect.objectContaining({ at: 'workspace_id', summary: 'workspace_id is invalid' })]);
  expect(sandbox.requests.total).toBe(0);
});

test.each(['clickup_workspace_plan', 'clickup_workspace_seats', 'clickup_workspace', 'clickup_auth'] as const)(
  'a token that was pasted where a Workspace belongs is not quoted by %s, nor sent in a path',
  async (typeName) => {
    const token = '12345678AbCdEfGhIjKlMnOpQrStUv';
    await provider.configure({ token });
    const config = {
      clickup_workspace_plan: { workspace_id: token },
      clickup_workspace_seats: { workspace_id: token },
      clickup_workspace: { name: token },
      clickup_auth: { workspaces: [token] },
    }[typeName];
    const answered = await provider.read(typeName, config);
    expect(answered.told).toEqual([expect.objectContaining({ severity: 'error' })]);
    expect(summary(answered)).toMatch(/is invalid$/);
    expect(JSON.stringify(answered.told) + provider.logged.join()).not.toContain(token);
    expect(sandbox.requests.total).toBe(0);
  },
);

test.each([
  [{}, 'Neither id nor name is set', undefined],
  [{ id: '1', name: 'Acme' }, 'Both id and name are set', 'name'],
  [{ id: ' ' }, 'The id is empty', 'id'],
  [{ name: '' }, 'The name is empty', 'name'],
])('clickup_workspace %j is refused when it is validated', async (config, title, at) => {
  const told = await provider.validateDataSource('clickup_workspace', config);
  expect(told).toEqual([expect.objectContaining({ severity: 'error', summary: title, at })]);
});

test.each([
  [['Acme', ''], 'workspaces[1]'],
  [[null], 'workspaces[0]'],
])('clickup_auth that requires %j is refused when it is validated', async (workspaces, at) => {
  const told = await provider.validateDataSource('clickup_auth', { workspaces });
  expect(told).toEqual([expect.objectContaining({ summary: 'An entry of workspaces is empty', at })]);
});

test('validating asks ClickUp nothing', async () => {
  await configured('valid');
  expect(await provider.validateDataSource('clickup_auth', { workspaces: ['Acme'] })).toEqual([]);
  expect(await provider.validateDataSource('clickup_workspaces', { name_regex: '^A' })).toEqual([]);
  expect(await provider.validateDataSource('clickup_workspace_plan', { workspace_id: '1' })).toEqual([]);
  expect(sandbox.requests.total).toBe(0);
});
