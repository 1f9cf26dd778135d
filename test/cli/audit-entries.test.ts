import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

beforeEach(() => sandbox.resetCounts());

/** Audits a file of these entries, or with this text. */
function audit(entries: unknown, args: string[] = [], env: Record<string, string> = {}): Promise<CliResult> {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'credentials.json'), typeof entries === 'string' ? entries : JSON.stringify(entries));
  const { valid, reader, oauth } = sandbox.tokens;
  return runCli(['audit', 'credentials.json', ...args], {
    cwd,
    env: { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_ATTEMPTS: '1', VALID: valid, READER: reader, OAUTH: oauth, ...env },
  });
}

test('audit checks the requirements of each entry of a JSON file', async () => {
  const { exitCode, stdout, stderr } = await audit(
    [
      {
        name: 'deploy',
        secret: 'VALID',
        environment: 'production',
        workspaces: ['Acme'],
        users: ['10000001'],
        'token-kind': 'personal',
        role: 'admin',
        'only-required-workspaces': false,
        'probe-workspaces': true,
        lists: ['901100000001:edit', { id: '901100000002', permission: 'edit' }],
        folders: ['901100000100'],
        spaces: ['90110000001'],
      },
      { name: 'report', secret: 'READER', lists: '901100000001: edit\n901100000004: read' },
      { name: 'OAUTH', 'token-kind': 'personal' },
      { secret: 'VALID' },
      { name: 'not set', secret: 'MISSING' },
    ],
    ['--json'],
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(parseJson(stdout)).toMatchObject({
    message: '2 of 5 credentials passed the check.',
    credentials: [
      { name: 'deploy', status: 'ok', level: 'authorized', required: ['9011234080'] },
      {
        name: 'report',
        status: 'permission_insufficient',
        requirements: [{ isMet: false }, { requirement: 'lists', required: 'read', found: 'read', isMet: true }],
      },
      { name: 'OAUTH', status: 'token_kind_unexpected', message: expect.stringContaining('Expected a personal token') },
      { name: 'VALID', status: 'ok', level: 'recognized', requirements: [] },
      { name: 'not set', status: 'token_missing', message: expect.stringContaining('MISSING is empty or not set') },
    ],
  });
  expect(parseJson(stdout)['credentials']).toMatchObject([{ requirements: { length: 9 } }, {}, {}, {}, {}]);
});

test('audit prints what was proven for each credential', async () => {
  const { stdout } = await audit([{ secret: 'VALID', lists: ['901100000001:edit'] }, { secret: 'OAUTH' }]);
  expect(stdout).toMatch(/VALID +ok +Ada .*: Acme, Globex; authorized: create on List 901100000001 \(Deploys\)\n/);
  expect(stdout).toMatch(/OAUTH +ok +Ada .*: Acme\n/);
});

test('audit names the entry and the key of a requirement that is not met', async () => {
  const { stderr } = await audit([{ secret: 'OAUTH' }, { secret: 'READER', users: ['1'] }]);
  expect(stderr).toContain('or correct entry 2 of credentials.json: users.');
});

test('audit sends each request of a token once, also if its entries have different requirements', async () => {
  const { stdout } = await audit(
    [
      { name: 'a', secret: 'VALID' },
      { name: 'b', secret: 'VALID', lists: ['901100000001'] },
      { name: 'c', secret: 'VALID', lists: ['901100000001:edit', '901100000004:edit'], workspaces: ['Acme'] },
    ],
    ['--json'],
  );
  expect(sandbox.requests.byPath).toEqual({
    'GET /user': 1,
    'GET /team': 1,
    'GET /list/901100000001': 1,
    'GET /list/901100000004': 1,
  });
  expect(parseJson(stdout)).toMatchObject({
    credentials: [{ status: 'ok' }, { status: 'ok' }, { status: 'permission_insufficient' }],
  });
});

test('audit adds the requirements of the command line; the own value of an entry is used', async () => {
  const args = ['--workspace', 'Globex', '--role', 'owner', '--user', '10000001', '--json'];
  const { stdout } = await audit(
    [
      { name: 'a', secret: 'VALID', workspaces: ['Acme'] },
      { name: 'b', secret: 'VALID', workspaces: 'Acme', role: 'guest' },
      { name: 'c', secret: 'VALID', role: 'member', users: ['2'] },
    ],
    args,
  );
  expect(parseJson(stdout)).toMatchObject({
    credentials: [
      { status: 'role_insufficient', message: expect.stringContaining('Globex') },
      { status: 'ok', required: ['9011234080', '9011234081'] },
      { status: 'user_unexpected' },
    ],
  });
});

test('audit applies the requirements of the command line to the tokens of an .env file', async () => {
  const { valid, reader } = sandbox.tokens;
  const args = ['--list', '901100000001:edit', '--json'];
  const { exitCode, stdout } = await audit(`A=${valid}\nB=${reader}\n`, args);
  expect(exitCode).toBe(1);
  expect(parseJson(stdout)).toMatchObject({
    credentials: [{ status: 'ok' }, { status: 'permission_insufficient' }],
  });
});

test('audit rejects --role without a Workspace for an .env file, but not if the entries of a file have Workspaces', async () => {
  const env = await audit(`A=${sandbox.tokens.valid}\n`, ['--role', 'admin', '--json']);
  expect(env.exitCode).toBe(2);
  expect(parseJson(env.stdout)).toMatchObject({ status: 'input_invalid', input: '--role' });
  expect(sandbox.requests.total).toBe(0);
  const entries = [{ secret: 'VALID', workspaces: ['Acme'] }, { secret: 'OAUTH' }];
  const { stdout } = await audit(entries, ['--role', 'admin', '--json']);
  expect(parseJson(stdout)).toMatchObject({
    credentials: [{ status: 'ok' }, { status: 'input_invalid', message: expect.stringContaining('--role is invalid') }],
  });
});

test.each<[string, object, string]>([
  ['an unknown role', { role: 'boss' }, 'entry 2 of credentials.json: role is invalid'],
  ['an empty role', { role: '' }, 'entry 2 of credentials.json: role is invalid'],
  ['a role without Workspaces', { role: 'admin' }, 'entry 2 of credentials.json: role is invalid'],
  ['an unknown kind', { 'token-kind': 'x' }, 'entry 2 of credentials.json: token-kind is invalid'],
  ['an invalid List', { lists: ['1', 'x'] }, 'entry 2 of credentials.json: lists (number 2) is invalid'],
  ['an empty text', { lists: ' ' }, 'entry 2 of credentials.json: lists is invalid'],
  ['a List without an ID', { lists: [{ permission: 'edit' }] }, 'entry 2 of credentials.json: lists is invalid'],
  ['an invalid user', { users: ['Ada'] }, 'entry 2 of credentials.json: users (number 1) is invalid'],
  ['a permission on a Folder', { folders: '1:edit' }, 'entry 2 of credentials.json: folders (number 1) is invalid'],
])('audit reports %s for its entry and checks the others', async (_, requirement, title) => {
  const entries = [{ secret: 'VALID' }, { name: 'wrong', secret: 'VALID', ...requirement }];
  const { exitCode, stdout } = await audit(entries, ['--json']);
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({
    credentials: [{ status: 'ok' }, { name: 'wrong', status: 'input_invalid', explanation: { title } }],
  });
  expect(sandbox.requests.total).toBe(2);
});

test.each<[string, unknown, string]>([
  ['truncated JSON', '[{"secret": "VALID"}', 'credentials.json is invalid'],
  ['invalid JSON', '[\n{"secret": "VALID",\n "hunter2"}]', 'credentials.json is invalid'],
  ['an entry that is no object', ['VALID'], 'entry 1 of credentials.json is invalid'],
  ['null', [null], 'entry 1 of credentials.json is invalid'],
  ['an array in place of an entry', [{ secret: 'VALID' }, []], 'entry 2 of credentials.json is invalid'],
  ['an unknown key', [{ secret: 'VALID' }, { secret: 'OAUTH', tokenKind: 'x' }], ': tokenKind is invalid'],
  ['a key that could be a secret', [{ secret: 'VALID', 'hunter2!': 'x' }], 'entry 1 of credentials.json is invalid'],
  ['no name', [{ environment: 'production' }], 'entry 1 of credentials.json: secret is invalid'],
  ['a name that is no variable', [{ name: 'a-b' }], 'entry 1 of credentials.json: secret is invalid'],
  ['a secret that is no variable', [{ name: 'a', secret: 'hunter2!' }], 'entry 1 of credentials.json: secret'],
  ['an empty secret', [{ name: 'a', secret: '' }], 'entry 1 of credentials.json: secret is invalid'],
  ['an empty name', [{ name: ' ', secret: 'VALID' }], 'entry 1 of credentials.json: name is invalid'],
  ['a repeated name', [{ name: 'VALID' }, { secret: 'VALID' }], 'entry 2 of credentials.json: name is invalid'],
  ['a number as role', [{ secret: 'VALID', role: 1 }], 'entry 1 of credentials.json: role is invalid'],
  ['null as role', [{ secret: 'VALID', role: null }], 'entry 1 of credentials.json: role is invalid'],
  ['a number as environment', [{ secret: 'VALID', environment: 1 }], ': environment is invalid'],
  ['a text as flag', [{ secret: 'VALID', 'probe-workspaces': 'true' }], ': probe-workspaces is invalid'],
  ['a number as lists', [{ secret: 'VALID', lists: 1 }], 'entry 1 of credentials.json: lists is invalid'],
  ['an object as user', [{ secret: 'VALID', users: [{ id: 'x' }] }], 'entry 1 of credentials.json: users is invalid'],
])('audit exits with 2 for %s, without a request and without quoting it', async (_, entries, title) => {
  const { exitCode, stdout, stderr } = await audit(entries);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.split('\n', 1)[0]).toContain(title);
  expect(stderr).not.toContain('hunter2');
  expect(sandbox.requests.total).toBe(0);
});

test('audit reports the line of invalid JSON', async () => {
  const { stderr } = await audit('[\n  {"name": "A"},\n  {"name": "B" "x"}\n]');
  expect(stderr).toContain('line 3 of credentials.json is invalid');
});

test.each([
  ['a name', (token: string) => [{ name: token, secret: 'VALID' }]],
  ['a secret', (token: string) => [{ name: 'a', secret: token }]],
  ['a List', (token: string) => [{ secret: 'VALID', lists: [{ id: token }] }]],
  ['a user', (token: string) => [{ secret: 'VALID', users: token }]],
  ['a key', (token: string) => [{ secret: 'VALID', [token]: 'x' }]],
  [
    'a key of letters',
    (token: string) => [{ secret: 'VALID', [`pk_1_${token.slice(-20).replaceAll(/\d/g, 'x')}`]: 'x' }],
  ],
])('audit rejects %s with a token, and does not print the token', async (_, entries) => {
  for (const token of [sandbox.tokens.valid, sandbox.tokens.oauth]) {
    const { exitCode, stdout, stderr } = await audit(entries(token));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('entry 1 of credentials.json');
    expect(stdout + stderr).not.toContain(token.slice(-12, -3));
  }
  expect(sandbox.requests.total).toBe(0);
});

test('audit accepts a byte order mark, white space and an empty list, and reads standard input', async () => {
  const stdin = '\uFEFF \n [{"secret": "VALID", "lists": []}]\n';
  const env = { CLICKUP_API_URL: sandbox.apiUrl, VALID: sandbox.tokens.valid };
  const { exitCode, stdout } = await runCli(['audit', '-', '--json'], { env, stdin });
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({ credentials: [{ name: 'VALID', level: 'recognized' }] });
});

test('audit exits with 2 for an empty array', async () => {
  const { exitCode, stderr } = await audit([]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Expected a JSON array with an object for each credential.');
});

test.each([
  ['an object', '{"name": "a"}', 'Expected a JSON array with an object for each credential.'],
  [
    'names that differ in white space',
    '[{"name": "a", "secret": "A"}, {"name": "a ", "secret": "B"}]',
    'Expected a name that no other entry has.',
  ],
  ['bytes that are not UTF-8', Buffer.from('[{"name": "a\xff\xfe"}]', 'latin1'), 'Expected UTF-8 text.'],
])('audit rejects a file with %s', async (_what, content, text) => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'credentials.json'), content);
  const { exitCode, stderr } = await runCli(['audit', 'credentials.json'], { cwd, env: {} });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(text)]);
});
