import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { CLI, parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function check(token: string, ...args: string[]): Promise<CliResult> {
  return runCli(['check', ...args], { env: { CLICKUP_API_TOKEN: token, CLICKUP_API_URL: sandbox.apiUrl } });
}

test('check prints the user, source, Workspaces and remaining requests of a valid token', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.replaceAll(/\d+ of 100/g, 'N of 100')).toBe(
    [
      '✓ The personal token of Ada Example (user-10000001@example.com) is recognized.',
      '  The token came from CLICKUP_API_TOKEN.',
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

test('check prints only the required Workspaces, given by ID or by name', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.valid, '--workspace', 'acme', '--workspace', '9011234080');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('(user-10000001@example.com) is scoped to Acme.\n');
  expect(stdout).not.toContain('Globex');
});

test.each([
  ['repeated', ['--workspace', 'acme', '--workspace', 'globex']],
  ['a comma-separated list', ['--workspace', 'acme, globex']],
  ['a JSON array', ['--workspace', '["acme", 9011234081]']],
  ['a Workspace URL', ['--workspace', 'https://app.clickup.com/9011234080/home', '--workspace', 'globex']],
])('check --workspace requires several Workspaces if it is %s', async (_, args) => {
  const { stdout } = await check(sandbox.tokens.valid, ...args);
  expect(stdout).toContain('is scoped to Acme, Globex.\n');
});

test('check --workspace takes one value and rejects an empty value', async () => {
  const two = await check(sandbox.tokens.valid, '--workspace', 'acme', 'globex');
  expect(two).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('too many arguments') });
  const empty = await check(sandbox.tokens.valid, '--workspace', '');
  expect(empty).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--workspace') });
});

test('C28: check names CLICKUP_API_URL or --api-url, depending on which is invalid', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: 'ftp://example.com' };
  const fromEnvironment = await runCli(['check', '--json'], { env });
  expect(parseJson(fromEnvironment.stdout)).toMatchObject({ exitCode: 2, input: 'CLICKUP_API_URL' });
  const fromOption = await runCli(['check', '--json', '--api-url', 'ftp://example.com'], { env });
  expect(parseJson(fromOption.stdout)).toMatchObject({ exitCode: 2, input: '--api-url' });
});

test('check exits with 1 and prints the accessible Workspaces, cause and remedy if a Workspace is not authorized', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid, '--workspace', 'Initech');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(
    /^✗ Workspace "Initech" is not authorized for this token\n {2}The token has access to "Acme" \(9011234080\), .* The token came from CLICKUP_API_TOKEN\.\n {2}Likely cause: .*\n {2}What to do: .*\n$/,
  );
});

test('check --quiet prints nothing on success and the explanation on failure', async () => {
  expect(await check(sandbox.tokens.valid, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.revoked, '--quiet');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('✗ ClickUp rejected the token');
});

test('check --json prints one object with all known data and IDs as strings', async () => {
  const { stdout, stderr } = await check(sandbox.tokens.oneWorkspace, '--json', '--workspace', 'Acme');
  expect(stderr).toBe('');
  expect(parseJson(stdout)).toEqual({
    exitCode: 0,
    status: 'ok',
    message: 'The personal token of Ada Example (user-10000003@example.com) is scoped to Acme.',
    tokenSource: { kind: 'environment', name: 'CLICKUP_API_TOKEN' },
    tokenKind: 'personal',
    user: { id: '10000003', username: 'Ada Example', email: 'user-10000003@example.com' },
    workspaces: [{ id: '9011234080', name: 'Acme', role: 'owner', memberCount: 12 }],
    required: ['9011234080'],
    level: 'scoped',
    requirements: [
      {
        requirement: 'workspaces',
        input: 'workspaces',
        subject: { kind: 'workspace', id: '9011234080', name: 'Acme' },
        required: 'access',
        found: 'access',
        isMet: true,
      },
    ],
    rateLimit: { limit: 100, remaining: expect.any(Number), resetAt: expect.stringMatching(/^\d{4}-\d\d-.*Z$/) },
    warnings: [],
  });
});

test('check --json prints one object on failure, with the data obtained before, and nothing on standard error', async () => {
  const { exitCode, stdout, stderr } = await check(sandbox.tokens.valid, '--json', '--workspace', 'Initech');
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(parseJson(stdout)).toMatchObject({
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

test('check --json contains retryAt if the rate limit is exceeded', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.limited, '--json', '--attempts', '1');
  expect(exitCode).toBe(3);
  expect(Date.parse(String(parseJson(stdout)['retryAt']))).toBeGreaterThan(Date.now());
});

test('check lists at most 20 Workspaces and names the command that lists all', async () => {
  const { stdout } = await check(sandbox.tokens.many);
  expect(stdout).toContain('  and 40 more. To list all: clickup-auth workspaces\n');
  const all = await runCli(['workspaces'], {
    env: { CLICKUP_API_TOKEN: sandbox.tokens.many, CLICKUP_API_URL: sandbox.apiUrl },
  });
  expect(all.stdout.trimEnd().split('\n')).toHaveLength(60);
});

test('check prints a Workspace name with workflow commands and line breaks on one line', async () => {
  const { stdout } = await check(sandbox.tokens.hostile);
  expect(stdout.split('\n').filter((line) => line.includes('stop-commands'))).toHaveLength(1);
});

test('check prints no table if the token has access to no Workspaces', async () => {
  const { exitCode, stdout } = await check(sandbox.tokens.none);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('is recognized.');
  expect(stdout).not.toContain('MEMBERS');
});

test('init warns on standard error if the token has an unusual shape', async () => {
  const env = { CLICKUP_API_URL: sandbox.apiUrl };
  const { exitCode, stdout, stderr } = await runCli(['init', '--no-check', '--token-stdin'], {
    env,
    stdin: 'odd-token',
  });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: 'Warning: The token does not have the usual format of a ClickUp oauth token.\n',
  });
  expect(stdout).toContain('(not checked)');
});

test('workspaces exits with 0 if standard output is closed early', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.many, CLICKUP_API_URL: sandbox.apiUrl };
  const child = spawn(process.execPath, [CLI, 'workspaces'], { env });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const [exitCode]: number[] = await once(child, 'close');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

describe('workspaces', () => {
  test('prints IDs and names without a heading and sends one request', async () => {
    sandbox.resetCounts();
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    const { exitCode, stdout } = await runCli(['workspaces'], { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '9011234080  Acme\n9011234081  Globex\n' });
    expect(sandbox.requests.byPath).toEqual({ 'GET /team': 1 });
  });

  test('prints a sentence if the token has access to no Workspaces', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.none, CLICKUP_API_URL: sandbox.apiUrl };
    expect((await runCli(['workspaces'], { env })).stdout).toBe('The token has access to 0 Workspaces.\n');
  });

  test('prints IDs as strings with --json', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.oauth, CLICKUP_API_URL: sandbox.apiUrl };
    const { stdout } = await runCli(['workspaces', '--json'], { env });
    expect(parseJson(stdout)).toMatchObject({
      status: 'ok',
      tokenKind: 'oauth',
      workspaces: [{ id: '9011234080', name: 'Acme' }],
    });
  });
});
