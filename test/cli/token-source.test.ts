import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { temporaryDirectory, parseJson, removeTemporaryDirectories, runCli } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

/** Runs `check` with another token in each source. The user ID shows which source was used. */
async function checkSource(args: string[], { env = true } = {}): Promise<unknown[]> {
  const { tokens, apiUrl } = sandbox;
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'other.env'), `CLICKUP_API_TOKEN="${tokens.oneWorkspace}"\n`);
  writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${tokens.guest}\n`);
  const { stdout } = await runCli(['check', '--json', ...args], {
    cwd,
    stdin: `${tokens.large}\n`,
    env: { CLICKUP_API_URL: apiUrl, ...(env && { CLICKUP_API_TOKEN: tokens.sameName }) },
  });
  const { tokenSource, user, status } = parseJson(stdout);
  return [status, tokenSource, user?.id];
}

test('--token-stdin overrides all other sources', async () => {
  expect(await checkSource(['--token-stdin'])).toEqual(['ok', { kind: 'stdin', name: 'standard input' }, '10000006']);
});

test('--file overrides CLICKUP_API_TOKEN', async () => {
  expect(await checkSource(['--file', 'other.env'])).toEqual([
    'ok',
    { kind: 'env-file', name: 'other.env' },
    '10000003',
  ]);
});

test('CLICKUP_API_TOKEN overrides .env', async () => {
  expect(await checkSource([])).toEqual(['ok', { kind: 'environment', name: 'CLICKUP_API_TOKEN' }, '10000005']);
});

test('check reads .env in the working directory if CLICKUP_API_TOKEN is not set', async () => {
  expect(await checkSource([], { env: false })).toEqual(['ok', { kind: 'env-file', name: '.env' }, '10000004']);
});

test('check lists the searched sources and a fix if there is no token', async () => {
  const { exitCode, stderr, stdout } = await runCli(['check']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(
    'CLICKUP_API_TOKEN is not set, and no token was found in .env in this directory or in the keyring.',
  );
  expect(stderr).toContain('clickup-auth login');
});

test('--file and --token-stdin do not fall back to other sources', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'empty.env'), 'OTHER=1\n');
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
  const file = await runCli(['check', '--file', 'empty.env'], { cwd, env });
  expect(file).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('No CLICKUP_API_TOKEN was found in empty.env.'),
  });
  const stdin = await runCli(['check', '--token-stdin'], { cwd, env });
  expect(stdin).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Standard input is empty.') });
});

test('check rejects --token-stdin together with --file', async () => {
  const { exitCode, stderr } = await runCli(['check', '--token-stdin', '-f', 'x']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('either --token-stdin or --file, not both');
});

test('check fails if the --file does not exist or is a directory', async () => {
  const missing = await runCli(['check', '-f', 'missing.env']);
  expect(missing).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('No CLICKUP_API_TOKEN was found in missing.env.'),
  });
  const directory = await runCli(['check', '-f', '.']);
  expect(directory).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('failed with EISDIR') });
});

test('check ignores CLICKUP_API_URL in .env, so that a file cannot redirect requests', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${sandbox.tokens.valid}\nCLICKUP_API_URL=${sandbox.apiUrl}\n`);
  sandbox.resetCounts();
  await runCli(['check', '--attempts', '1'], { cwd, env: { CLICKUP_API_URL: 'http://127.0.0.1:9' } });
  expect(sandbox.requests.total).toBe(0);
});

test('check names the source of a malformed token and prints no part of the token', async () => {
  const env = { CLICKUP_API_TOKEN: 'pk_1234567_SECRET SECRET' };
  const { exitCode, stderr } = await runCli(['check'], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('it contains whitespace. The token came from CLICKUP_API_TOKEN.');
  expect(stderr).not.toContain('SECRET');
});

describe('options and their environment variables', () => {
  const env = (): Record<string, string> => ({ CLICKUP_API_TOKEN: sandbox.tokens.valid });

  test('--api-url overrides CLICKUP_API_URL', async () => {
    const { exitCode } = await runCli(['check', '--api-url', sandbox.apiUrl], {
      env: { ...env(), CLICKUP_API_URL: 'http://127.0.0.1:9' },
    });
    expect(exitCode).toBe(0);
  });

  test('CLICKUP_ATTEMPTS limits the requests, and --attempts overrides it', async () => {
    const { apiUrl, tokens } = sandbox;
    const flaky = { CLICKUP_API_TOKEN: tokens.flaky, CLICKUP_API_URL: apiUrl, CLICKUP_ATTEMPTS: '1' };
    expect((await runCli(['check'], { env: flaky })).exitCode).toBe(3);
    sandbox.resetCounts();
    expect((await runCli(['check', '--attempts', '3'], { env: flaky })).exitCode).toBe(0);
  });

  test('CLICKUP_TIMEOUT_SECONDS limits the whole check', async () => {
    const { apiUrl, tokens } = sandbox;
    const slow = { CLICKUP_API_TOKEN: tokens.slow, CLICKUP_API_URL: apiUrl, CLICKUP_TIMEOUT_SECONDS: '1' };
    const { exitCode, stderr } = await runCli(['check'], { env: slow });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('took longer than 1 s.');
  });

  test.each([
    ['CLICKUP_TIMEOUT_SECONDS', '0'],
    ['CLICKUP_TIMEOUT_SECONDS', '3601'],
    ['CLICKUP_ATTEMPTS', 'many'],
  ])('check names the variable %s if its value is invalid (%s)', async (name, value) => {
    const { exitCode, stderr } = await runCli(['check'], { env: { ...env(), [name]: value } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`✗ ${name} is invalid`);
  });

  test.each([
    ['--timeout-seconds', '1.5', '--timeout-seconds'],
    ['--attempts', '11', '--attempts'],
    ['--api-url', 'http://example.com', '--api-url'],
  ])('check names the option %s if its value is invalid', async (option, value, named) => {
    const { exitCode, stderr } = await runCli(['check', option, value], { env: env() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`✗ ${named} is invalid`);
  });
});
