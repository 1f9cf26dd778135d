import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { CLI, parsed, removeFolders, runCli, type Ended } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

function check(token: string, ...args: string[]): Promise<Ended> {
  return runCli(['check', ...args], { env: { CLICKUP_API_TOKEN: token, CLICKUP_API_URL: sandbox.apiUrl } });
}

test('a good token is told with its user, where it came from, its Workspaces and the requests left', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.replaceAll(/\d+ of 100/g, 'N of 100')).toBe(
    [
      '✓ The personal token of Ada Example (user-10000001@example.com) works and is authorized for 2 Workspaces.',
      '  It came from CLICKUP_API_TOKEN.',
      '',
      '  ID          NAME    ROLE    MEMBERS',
      '  9011234080  Acme    owner   12',
      '  9011234081  Globex  member  3',
      '',
      '  N of 100 requests are left in this minute.',
      '',
    ].join('\n'),
  );
});

test('a required Workspace is the one that is told, by id or by name', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.valid, '--workspace', 'acme', '--workspace', '9011234080');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('authorized for 1 required Workspace.');
  expect(stdout).not.toContain('Globex');
});

test.each([
  ['repeated', ['--workspace', 'acme', '--workspace', 'globex']],
  ['a comma-separated list', ['--workspace', 'acme, globex']],
  ['a JSON array', ['--workspace', '["acme", 9011234081]']],
  ['a Workspace URL', ['--workspace', 'https://app.clickup.com/9011234080/home', '--workspace', 'globex']],
])('--workspace requires several Workspaces if it is %s', async (_, args) => {
  const { stdout } = await check(sandbox.tokens.valid, ...args);
  expect(stdout).toContain('authorized for 2 required Workspaces.');
});

test('--workspace takes one value, and an empty value is invalid', async () => {
  const two = await check(sandbox.tokens.valid, '--workspace', 'acme', 'globex');
  expect(two).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('too many arguments') });
  const empty = await check(sandbox.tokens.valid, '--workspace', '');
  expect(empty).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--workspace') });
});

test('an invalid CLICKUP_API_URL is reported under that name, and an invalid --api-url under its own', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: 'ftp://example.com' };
  const fromEnvironment = await runCli(['check', '--json'], { env });
  expect(parsed(fromEnvironment.stdout)).toMatchObject({ exitCode: 2, input: 'CLICKUP_API_URL' });
  const fromOption = await runCli(['check', '--json', '--api-url', 'ftp://example.com'], { env });
  expect(parsed(fromOption.stdout)).toMatchObject({ exitCode: 2, input: '--api-url' });
});

test('a Workspace that is not authorized ends with 1, what is seen, cause and remedy', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid, '--workspace', 'Initech');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(
    /^✗ Workspace "Initech" is not authorized for this token\n {2}The token has access to "Acme" \(9011234080\), .* The token came from CLICKUP_API_TOKEN\.\n {2}Likely cause: .*\n {2}What to do: .*\n$/,
  );
});

test('--quiet prints nothing of a success, and still prints a failure', async () => {
  expect(await check(sandbox.tokens.valid, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.revoked, '--quiet');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('✗ ClickUp rejected the token');
});

test('--json prints one object with everything that is known, ids as strings', async () => {
  const { stdout, stderr } = await check(sandbox.tokens.oneWorkspace, '--json', '--workspace', 'Acme');
  expect(stderr).toBe('');
  expect(parsed(stdout)).toEqual({
    exitCode: 0,
    status: 'ok',
    message: expect.stringContaining('works and is authorized for 1 required Workspace.'),
    tokenSource: { kind: 'environment', name: 'CLICKUP_API_TOKEN' },
    tokenKind: 'personal',
    user: { id: '10000003', username: 'Ada Example', email: 'user-10000003@example.com' },
    workspaces: [{ id: '9011234080', name: 'Acme', role: 'owner', memberCount: 12 }],
    required: ['9011234080'],
    rateLimit: { limit: 100, remaining: expect.any(Number), resetAt: expect.stringMatching(/^\d{4}-\d\d-.*Z$/) },
    warnings: [],
  });
});

test('--json prints one object on failure too, with what was established before, and nothing on standard error', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid, '--json', '--workspace', 'Initech');
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(parsed(stdout)).toMatchObject({
    exitCode: 1,
    status: 'workspace_not_authorized',
    input: '--workspace (number 1)',
    message: expect.stringContaining('Initech'),
    explanation: { cause: expect.any(String), remedy: expect.any(String) },
    tokenSource: { kind: 'environment' },
    user: { username: 'Ada Example' },
    workspaces: [],
  });
});

test('--json tells until when a rate limit lasts', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.limited, '--json', '--attempts', '1');
  expect(exitCode).toBe(3);
  expect(Date.parse(String(parsed(stdout)['retryAt']))).toBeGreaterThan(Date.now());
});

test('many Workspaces are listed up to a bound, which names the command that lists all', async () => {
  const { stdout } = await check(sandbox.tokens.many);
  expect(stdout).toContain('  and 40 more: clickup-auth workspaces\n');
  const all = await runCli(['workspaces'], {
    env: { CLICKUP_API_TOKEN: sandbox.tokens.many, CLICKUP_API_URL: sandbox.apiUrl },
  });
  expect(all.stdout.trimEnd().split('\n')).toHaveLength(60);
});

test('a name full of commands and line ends stays one line', async () => {
  const { stdout } = await check(sandbox.tokens.hostile);
  expect(stdout.split('\n').filter((line) => line.includes('stop-commands'))).toHaveLength(1);
});

test('a token that sees no Workspace has no empty table', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.none);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('authorized for 0 Workspaces.');
  expect(stdout).not.toContain('MEMBERS');
});

test('an odd shape is a warning on standard error, and ClickUp decides', async () => {
  const env = { CLICKUP_API_URL: sandbox.apiUrl };
  const { exitCode, stdout, stderr } = await runCli(['init', '--no-check', '--token-stdin'], {
    env,
    stdin: 'odd-token',
  });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: 'Warning: The token does not have the usual format of a ClickUp oauth token.\n',
  });
  expect(stdout).toContain('unchecked');
});

test('a reader that has gone is no fault', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.many, CLICKUP_API_URL: sandbox.apiUrl };
  const child = spawn(process.execPath, [CLI, 'workspaces'], { env });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const [exitCode]: number[] = await once(child, 'close');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

describe('workspaces', () => {
  test('prints ids and names without a heading, by one request', async () => {
    sandbox.resetCounts();
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    const { exitCode, stdout } = await runCli(['workspaces'], { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '9011234080  Acme\n9011234081  Globex\n' });
    expect(sandbox.requests.byPath).toEqual({ 'GET /team': 1 });
  });

  test('says so when there is none', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.none, CLICKUP_API_URL: sandbox.apiUrl };
    expect((await runCli(['workspaces'], { env })).stdout).toBe('The token may see 0 Workspaces.\n');
  });

  test('--json holds the ids as strings', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.oauth, CLICKUP_API_URL: sandbox.apiUrl };
    const { stdout } = await runCli(['workspaces', '--json'], { env });
    expect(parsed(stdout)).toMatchObject({
      status: 'ok',
      tokenKind: 'oauth',
      workspaces: [{ id: '9011234080', name: 'Acme' }],
    });
  });
});
