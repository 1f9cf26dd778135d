import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { openProvider, type OpenProvider, type ReadResult } from '../open.js';

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

function summary({ diagnostics }: ReadResult): string | undefined {
  return diagnostics[0]?.summary;
}

test("clickup_auth returns the token's user and Workspaces", async () => {
  const { value, diagnostics } = await (await configured('oneWorkspace')).read('clickup_auth');
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({
    workspaces: null,
    users: null,
    token_kind_required: null,
    role: null,
    only_required_workspaces: null,
    probe_workspaces: null,
    lists: null,
    folders: null,
    spaces: null,
    level: 'recognized',
    requirements: [],
    list_names: {},
    user_id: '10000003',
    username: 'Ada Example',
    email: 'user-10000003@example.com',
    token_kind: 'personal',
    authorized_workspaces: [ACME],
    workspace_ids: { Acme: '9011234080' },
  });
});

test('clickup_auth returns the kind of an OAuth token, and null for the name of a guest', async () => {
  expect((await (await configured('oauth')).read('clickup_auth')).value).toMatchObject({ token_kind: 'oauth' });
  expect((await (await configured('guest')).read('clickup_auth')).value).toMatchObject({ username: null });
});

test('workspace_ids omits a name that several Workspaces share', async () => {
  const { value } = await (await configured('sameName')).read('clickup_auth');
  expect(value).toMatchObject({
    authorized_workspaces: [{ name: 'Umbrella' }, { name: 'Umbrella' }],
    workspace_ids: {},
  });
});

test('clickup_workspaces returns empty lists for a token without access to any Workspace', async () => {
  const { value } = await (await configured('none')).read('clickup_workspaces');
  expect(value).toEqual({ name_regex: null, workspaces: [], ids: [], workspace_ids: {} });
});

test('the ephemeral resource returns the same attributes as the data source, including workspaces', async () => {
  const gate = await (await configured('oneWorkspace')).openEphemeral({ workspaces: ['acme', '9011234080'] });
  const auth = await provider.read('clickup_auth', { workspaces: ['acme', '9011234080'] });
  expect(gate).toEqual(auth);
  expect(gate.value).toMatchObject({ workspaces: ['acme', '9011234080'], user_id: '10000003' });
});

test('the ephemeral resource fails at the list item of a Workspace that is not authorized', async () => {
  const { value, diagnostics } = await (await configured('valid')).openEphemeral({ workspaces: ['Acme', 'Initech'] });
  expect(value).toBeUndefined();
  expect(diagnostics).toEqual([
    {
      severity: 'error',
      summary: 'Workspace "Initech" is not authorized for this token',
      detail: expect.stringMatching(
        /^The token has access to "Acme" .*\n\nLikely cause: .*\n\nWhat to do: .*\n\nTo destroy existing resources .*-refresh=false$/,
      ),
      attribute: 'workspaces[1]',
    },
  ]);
});

test.each([
  ['ID', { id: '9011234080' }],
  ['name', { name: 'Acme' }],
  ['name, case-insensitively', { name: ' aCME ' }],
])('clickup_workspace finds a Workspace by %s and returns its exact name', async (_what, config) => {
  const { value, diagnostics } = await (await configured('valid')).read('clickup_workspace', config);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual(ACME);
});

test.each([
  [{ id: 'Acme' }, 'Workspace "Acme" is not authorized for this token', 'id'],
  [{ id: '12' }, 'Workspace "12" is not authorized for this token', 'id'],
  [{ name: 'Nope' }, 'Workspace "Nope" is not authorized for this token', 'name'],
  [{ name: '9011234080' }, 'name is invalid', 'name'],
])('clickup_workspace rejects %j at its attribute', async (config, title, attribute) => {
  const { value, diagnostics } = await (await configured('valid')).read('clickup_workspace', config);
  expect(value).toBeUndefined();
  expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', summary: title, attribute })]);
});

test('C33: clickup_workspace does not find a Workspace of digits by name, and states its ID', async () => {
  const shared = { role: 1, members: 1, plan: { plan_id: 1, plan_name: 'Free' }, guestSeats: 1 } as const;
  const token = sandbox.issueToken([
    { ...shared, id: '1', name: 'One' },
    { ...shared, id: '2', name: '1' },
  ]);
  await provider.configure({ token });
  const byName = await provider.read('clickup_workspace', { name: '1' });
  expect([byName.value, byName.diagnostics]).toEqual([
    undefined,
    [
      expect.objectContaining({
        attribute: 'name',
        detail: expect.stringMatching(/belongs in `id`\. The ID of the Workspace with this name is 2\./),
      }),
    ],
  ]);
  const byId = await provider.read('clickup_workspace', { id: ' ２' });
  expect(byId.diagnostics).toEqual([expect.objectContaining({ attribute: 'id' })]);
  expect((await provider.read('clickup_workspace', { id: '1' })).value).toMatchObject({ name: 'One' });
});

test('clickup_workspace lists the IDs when several Workspaces share the name', async () => {
  const { diagnostics } = await (await configured('sameName')).read('clickup_workspace', { name: 'umbrella' });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      attribute: 'name',
      detail: expect.stringContaining('9011234082 ("Umbrella"), 9011234083'),
    }),
  ]);
});

test('clickup_workspaces returns the Workspaces whose names match', async () => {
  const { value } = await (await configured('many')).read('clickup_workspaces', { name_regex: '(?i)^branch 1\\d$' });
  expect(value?.['ids']).toHaveLength(10);
  expect(value).toMatchObject({
    name_regex: '(?i)^branch 1\\d$',
    workspaces: expect.arrayContaining([expect.objectContaining({ name: 'Branch 12', id: '9011235011' })]),
    workspace_ids: expect.objectContaining({ 'Branch 12': '9011235011' }),
  });
});

test('clickup_workspaces rejects a pattern that can run too long during the read too', async () => {
  const { value, diagnostics } = await (await configured('valid')).read('clickup_workspaces', { name_regex: '(a+)+$' });
  expect(value).toBeUndefined();
  expect(diagnostics).toEqual([
    expect.objectContaining({ attribute: 'name_regex', detail: expect.stringContaining('run too long') }),
  ]);
});

test('clickup_workspace returns a name with workflow commands and markup unchanged', async () => {
  const { value } = await (await configured('hostile')).read('clickup_workspace', { id: '9011234085' });
  expect(value?.['name']).toContain('::error::');
});

test('clickup_workspace_plan returns the plan', async () => {
  const { value } = await (await configured('valid')).read('clickup_workspace_plan', { workspace_id: '9011234080' });
  expect(value).toEqual({ workspace_id: '9011234080', plan_id: '3', plan_name: 'Business' });
});

test('clickup_workspace_seats returns counts, and null for unlimited guest seats', async () => {
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

test('clickup_workspace_plan fails at workspace_id without listing other Workspaces when the Workspace is not authorized', async () => {
  const { diagnostics } = await (await configured('valid')).read('clickup_workspace_plan', { workspace_id: '12' });
  expect(diagnostics).toEqual([
    expect.objectContaining({
      attribute: 'workspace_id',
      detail: expect.stringMatching(/^ClickUp returned 401 OAUTH_027/),
    }),
  ]);
  expect(diagnostics[0]?.detail).not.toContain('has access to');
});

test('clickup_workspace_seats rejects an invalid ID without sending a request', async () => {
  const { diagnostics } = await (
    await configured('valid')
  ).read('clickup_workspace_seats', { workspace_id: '../user' });
  expect(diagnostics).toEqual([
    expect.objectContaining({ attribute: 'workspace_id', summary: 'workspace_id is invalid' }),
  ]);
  expect(sandbox.requests.total).toBe(0);
});

test.each(['clickup_workspace_plan', 'clickup_workspace_seats', 'clickup_workspace', 'clickup_auth'] as const)(
  '%s does not quote or send a token that was set instead of a Workspace',
  async (typeName) => {
    const token = '12345678AbCdEfGhIjKlMnOpQrStUv';
    await provider.configure({ token });
    const config = {
      clickup_workspace_plan: { workspace_id: token },
      clickup_workspace_seats: { workspace_id: token },
      clickup_workspace: { name: token },
      clickup_auth: { workspaces: [token] },
    }[typeName];
    const result = await provider.read(typeName, config);
    expect(result.diagnostics).toEqual([expect.objectContaining({ severity: 'error' })]);
    expect(summary(result)).toMatch(/is invalid$/);
    expect(JSON.stringify(result.diagnostics) + provider.logged.join()).not.toContain(token);
    expect(sandbox.requests.total).toBe(0);
  },
);

test.each([
  [{}, 'Neither id nor name is set', undefined],
  [{ id: '1', name: 'Acme' }, 'Both id and name are set', 'name'],
  [{ id: ' ' }, 'id is empty', 'id'],
  [{ name: '' }, 'name is empty', 'name'],
])('validate rejects clickup_workspace with %j', async (config, title, attribute) => {
  const diagnostics = await provider.validateDataSource('clickup_workspace', config);
  expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', summary: title, attribute })]);
});

test.each([
  [['Acme', ''], 'workspaces[1]'],
  [[null], 'workspaces[0]'],
])('validate rejects clickup_auth with the workspaces %j', async (workspaces, attribute) => {
  const diagnostics = await provider.validateDataSource('clickup_auth', { workspaces });
  expect(diagnostics).toEqual([expect.objectContaining({ summary: 'Empty entry in workspaces', attribute })]);
});

test('validate sends no request', async () => {
  await configured('valid');
  expect(await provider.validateDataSource('clickup_auth', { workspaces: ['Acme'] })).toEqual([]);
  expect(await provider.validateDataSource('clickup_workspaces', { name_regex: '^A' })).toEqual([]);
  expect(await provider.validateDataSource('clickup_workspace_plan', { workspace_id: '1' })).toEqual([]);
  expect(sandbox.requests.total).toBe(0);
});
