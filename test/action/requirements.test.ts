// Each requirement as an input of the committed bundle: met, not met, and in every output.
import { runAction } from '../../demo/runner.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { closeServers, json, serve } from '../src/server.js';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ rateLimit: 100_000 })));
beforeEach(() => sandbox.resetCounts());
afterAll(() => sandbox.close());

const DEPLOYS = '901100000001';
const FOLDER = '901100000100';
const SPACE = '90110000001';

const check = async (name: keyof Sandbox['tokens'], inputs: Readonly<Record<string, string>>) =>
  runAction({ inputs: { token: sandbox.tokens[name], 'api-url': sandbox.apiUrl, attempts: '1', ...inputs } });

/** The results in the output `requirements`. */
function resultsOf(outputs: Readonly<Record<string, string>>): readonly Readonly<Record<string, unknown>>[] {
  return JSON.parse(outputs['requirements'] ?? '');
}

test.each([
  ['oneWorkspace', { users: '1, user-10000003@example.com' }, { requirement: 'users', found: '10000003' }],
  ['oauth', { 'token-kind': 'oauth' }, { requirement: 'token-kind', found: 'oauth' }],
  [
    'valid',
    { workspaces: 'Acme', role: 'Admin' },
    { requirement: 'role', required: 'admin', found: 'owner', name: 'Acme' },
  ],
  [
    'oneWorkspace',
    { workspaces: 'Acme', 'only-required-workspaces': 'true' },
    { requirement: 'only-required-workspaces', found: 'no other Workspace' },
  ],
  ['valid', { workspaces: 'Acme', 'probe-workspaces': 'true' }, { requirement: 'probe-workspaces', found: 'access' }],
  [
    'valid',
    { lists: DEPLOYS },
    { requirement: 'lists', kind: 'list', id: DEPLOYS, name: 'Deploys', required: 'access' },
  ],
  ['valid', { lists: `\n${DEPLOYS}: edit\n` }, { requirement: 'lists', required: 'edit', found: 'create' }],
  ['valid', { folders: `https://app.clickup.com/9/v/o/f/${FOLDER}` }, { requirement: 'folders', name: 'Releases' }],
  ['valid', { spaces: SPACE }, { requirement: 'spaces', name: 'Engineering' }],
] as const)('the token %s meets %j', async (name, inputs, result) => {
  const { exitCode, outputs } = await check(name, inputs);
  expect([exitCode, outputs['status']]).toEqual([0, 'ok']);
  expect(resultsOf(outputs)).toContainEqual(expect.objectContaining({ ...result, met: true }));
});

test.each([
  ['colleague', { users: '10000001\nada@example.com' }, 'user_unexpected', 'Expected 10000001 or ada@example.com.'],
  ['oauth', { 'token-kind': 'personal' }, 'token_kind_unexpected', 'Expected a personal token.'],
  ['guest', { workspaces: 'Acme', role: 'member' }, 'role_insufficient', 'Expected at least member.'],
  ['valid', { workspaces: 'Acme', 'only-required-workspaces': 'true' }, 'workspace_unexpected', 'Globex'],
  ['listedOnly', { workspaces: 'Acme', 'probe-workspaces': 'true' }, 'workspace_not_authorized', 'OAUTH_192'],
  ['valid', { lists: SPACE }, 'resource_inaccessible', 'is the ID of the Space "Engineering", not of a List.'],
  ['noLists', { folders: FOLDER }, 'resource_inaccessible', `Folder ${FOLDER}: ClickUp returned 401 OAUTH_027`],
  ['noLists', { spaces: SPACE }, 'resource_inaccessible', `Space ${SPACE}: ClickUp returned 401 OAUTH_027`],
  ['reader', { lists: `${DEPLOYS}:edit` }, 'permission_insufficient', 'expected at least edit'],
] as const)('the token %s does not meet %j: %s', async (name, inputs, reason, text) => {
  const { exitCode, outputs, stdout, summary } = await check(name, inputs);
  expect([exitCode, outputs['status'], outputs['level']]).toEqual([1, reason, undefined]);
  expect(outputs['message']).toContain(text);
  const annotations = stdout.split('\n').filter((line) => line.startsWith('::error'));
  expect(annotations).toEqual([expect.stringMatching(/^::error title=.*Likely cause: .*What to do: /)]);
  expect(resultsOf(outputs)).toContainEqual(expect.objectContaining({ met: false }));
  expect(summary).toMatch(/❌ not (?:met|authorized)/);
});

test('all unmet requirements are in one annotation and in the table of the job summary, unmet ones first', async () => {
  const { outputs, stdout, summary } = await check('reader', {
    users: '7',
    'token-kind': 'personal',
    lists: `${DEPLOYS}: edit\n901100000002: read`,
  });
  expect(outputs['status']).toBe('user_unexpected');
  expect(stdout.match(/^::error/gm)).toHaveLength(1);
  expect(stdout).toContain('title=The token belongs to another user (and 1 more)');
  const rows = [...summary.matchAll(/<tr><td>(.*?)<\/tr>/g)].map(([, row = '']) => row.replaceAll(/<[^>]+>+/g, ' '));
  const table = rows.filter((row) => row.includes('met')).map((row) => row.replaceAll(/\s+/g, ' ').trim());
  expect(table).toEqual([
    "Token's user 7 10000025 ❌ not met",
    `List Deploys ${DEPLOYS} at least edit read ❌ not met`,
    'Kind of token personal personal ✅ met',
    'List Incidents 901100000002 at least read read ✅ met',
  ]);
});

test.each([
  [{}, 'recognized', 'is recognized. It has access to 2 Workspaces. No Workspace was required.'],
  [{ workspaces: 'Acme' }, 'scoped', 'is scoped to Acme.'],
  [
    { lists: `${DEPLOYS}:edit` },
    'authorized',
    `is authorized: create on List ${DEPLOYS} (Deploys). No Workspace was required.`,
  ],
] as const)('%j proves the level %s', async (inputs, level, text) => {
  const { outputs, stdout, summary } = await check('valid', inputs);
  expect(outputs['level']).toBe(level);
  for (const one of [
    outputs['message'],
    stdout,
    summary.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code)),
  ]) {
    expect(one).toContain(text);
  }
});

test.each([
  [{ role: 'boss', workspaces: 'Acme' }, 'role'],
  [{ role: 'admin' }, 'role'],
  [{ 'only-required-workspaces': 'true' }, 'only-required-workspaces'],
  [{ 'probe-workspaces': 'true' }, 'probe-workspaces'],
  [{ 'probe-workspaces': 'yes', workspaces: 'Acme' }, 'probe-workspaces'],
  [{ 'token-kind': 'bearer' }, 'token-kind'],
  [{ users: 'Ada' }, 'users'],
  [{ lists: `${DEPLOYS}: write` }, 'lists'],
  [{ lists: 'https://example.com/li/1' }, 'lists'],
  [{ lists: '../user' }, 'lists'],
  [{ lists: '[1' }, 'lists'],
  [{ folders: `${FOLDER}: edit` }, 'folders'],
  [{ spaces: `https://app.clickup.com/9/v/li/${DEPLOYS}` }, 'spaces'],
] as const)('%j is invalid, and no request is sent', async (inputs, name) => {
  const { exitCode, outputs } = await check('valid', inputs);
  expect([exitCode, outputs['status']]).toEqual([1, 'input_invalid']);
  expect(outputs['message']).toMatch(
    new RegExp(`^(?:Entry \\d+ of )?${name}(?: \\(number \\d+\\)|\\[\\d+\\])? is invalid`),
  );
  expect(sandbox.requests.total).toBe(0);
});

test('an archived List passes with a warning that names it', async () => {
  const { exitCode, stdout, outputs } = await check('valid', { lists: '901100000005' });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^::warning title=Archived in ClickUp::List 901100000005 \("Old deploys"\) is archived\./m);
  expect(outputs['warnings']).toContain('is archived');
});

test('at most eight warnings of the library are printed, and the output has all', async () => {
  const server = await serve(({ url = '' }, response) => {
    const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
    if (id !== undefined) json(response, { id, name: `List ${id}`, archived: true });
    else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
  });
  const lists = Array.from({ length: 60 }, (_, index) => String(index + 1)).join(',');
  const { stdout, summary, outputs } = await check('valid', { lists, 'api-url': server.url });
  await closeServers();
  expect(stdout.match(/^::warning/gm)).toHaveLength(9);
  expect(stdout).toContain('52 more warnings are in the output `warnings`.');
  expect(summary.match(/Note: /g)).toHaveLength(9);
  expect(JSON.parse(outputs['warnings'] ?? '')).toHaveLength(60);
});

test('warnings about the setup are in the job summary, whatever the number of archived Lists', async () => {
  const server = await serve(({ url = '' }, response) => {
    const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
    if (id !== undefined) json(response, { id, name: 'Old', archived: true });
    else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
  });
  const lists = Array.from({ length: 20 }, (_, index) => String(index + 1)).join(',');
  const token = `Bearer ${sandbox.tokens.valid}`;
  const { summary } = await check('valid', { token, lists, 'api-url': server.url });
  await closeServers();
  expect(summary).toContain('Bearer');
});

test.each([
  [{ id: DEPLOYS }, 'Invalid value at name: expected a string'],
  [{ id: '7', name: 'Deploys' }, 'Invalid value at id: expected the ID of the request'],
  [[], 'Invalid value at body: expected an object'],
])('a List with the body %j is an invalid response', async (list, text) => {
  const server = await serve(({ url = '' }, response) => {
    if (url.includes('/list/')) json(response, list);
    else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
  });
  const { exitCode, outputs } = await check('valid', { lists: DEPLOYS, 'api-url': server.url });
  await closeServers();
  expect([exitCode, outputs['status']]).toEqual([1, 'reply_malformed']);
  expect(outputs['message']).toContain(text);
});

describe('with `hide-names: true`', () => {
  test.each([
    ['valid', { lists: `${DEPLOYS}:edit`, workspaces: 'Acme', role: 'owner', users: 'user-10000001@example.com' }],
    ['valid', { lists: SPACE, folders: DEPLOYS, users: 'ada@example.com' }],
    ['reader', { lists: `${DEPLOYS}:edit`, workspaces: '9011234080,9011234099', role: 'owner', users: '7' }],
    ['valid', { workspaces: 'Acme', 'only-required-workspaces': 'true', role: 'owner' }],
    ['guest', { workspaces: 'Acme', role: 'owner' }],
    ['valid', { lists: '901100000005' }],
  ] as const)('the token %s with %j: no name and no address', async (name, inputs) => {
    const { stdout, summary, outputs } = await check(name, { ...inputs, 'hide-names': 'true' });
    const text = (stdout + summary + JSON.stringify(outputs)).replaceAll(/&#(\d+);/g, (_, code) =>
      String.fromCharCode(code),
    );
    expect(text).not.toMatch(/Acme|Globex|Ada Example|Deploys|Old deploys|Releases|Engineering|\w@\w/);
    expect(text).not.toMatch(/ ""|\(\)|undefined/);
  });

  test.each([
    [401, 'OAUTH_027'],
    [503, 'X_001'],
    [401, 'OAUTH_999'],
  ])('the text of a %i %s response is not printed, because it can contain names', async (status, ecode) => {
    const server = await serve(({ url = '' }, response) => {
      if (/list|folder|space/.test(url)) json(response, { err: 'No access to Secret project', ECODE: ecode }, status);
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const inputs = { lists: DEPLOYS, users: '7', 'api-url': server.url, 'hide-names': 'true' };
    const { stdout, summary, outputs } = await check('valid', inputs);
    await closeServers();
    expect(stdout + summary + JSON.stringify(outputs)).not.toContain('Secret project');
    expect(outputs['message']).toContain(String(status));
  });

  test('a Workspace that is listed only, and the number of the other failures', async () => {
    const { outputs } = await check('listedOnly', {
      workspaces: 'Acme',
      'probe-workspaces': 'true',
      users: '7',
      'hide-names': 'true',
    });
    expect(outputs['message']).toMatch(
      /^A required Workspace is not authorized for this token \(and 1 more\)\. ClickUp returned 401 OAUTH_192\./,
    );
  });

  test('all unmet requirements are still reported', async () => {
    const { outputs } = await check('reader', {
      workspaces: '9011234099',
      lists: `${DEPLOYS}:edit`,
      'hide-names': 'true',
    });
    expect(outputs['message']).toMatch(/ \(and 1 more\)\. Not authorized: 9011234099\./);
    expect(outputs['message']).toContain(`has the permission read on List ${DEPLOYS}, expected at least edit.`);
  });
});
