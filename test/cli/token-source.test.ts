import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { emptyFolder, parsed, removeFolders, runCli } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

/** A token in each place, so that the user's id tells which one was taken. */
async function sourceWith(args: string[], { env = true, store = true } = {}): Promise<unknown[]> {
  const { tokens, apiUrl } = sandbox;
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'other.env'), `CLICKUP_API_TOKEN="${tokens.oneWorkspace}"\n`);
  if (store) writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${tokens.guest}\n`);
  const { stdout } = await runCli(['check', '--json', ...args], {
    cwd,
    stdin: `${tokens.large}\n`,
    env: { CLICKUP_API_URL: apiUrl, ...(env && { CLICKUP_API_TOKEN: tokens.sameName }) },
  });
  const { tokenSource, user, status } = parsed(stdout);
  return [status, tokenSource, user?.id];
}

test('--token-stdin is first', async () => {
  expect(await sourceWith(['--token-stdin'])).toEqual(['ok', { kind: 'stdin', name: 'standard input' }, '10000006']);
});

test('--file precedes the environment', async () => {
  expect(await sourceWith(['--file', 'other.env'])).toEqual([
    'ok',
    { kind: 'env-file', name: 'other.env' },
    '10000003',
  ]);
});

test('CLICKUP_API_TOKEN precedes the store', async () => {
  expect(await sourceWith([])).toEqual(['ok', { kind: 'environment', name: 'CLICKUP_API_TOKEN' }, '10000005']);
});

test('.env in this folder is the store', async () => {
  expect(await sourceWith([], { env: false })).toEqual(['ok', { kind: 'env-file', name: '.env' }, '10000004']);
});

test('no token anywhere says where was looked, and how to get one', async () => {
  const { exitCode, stderr, stdout } = await runCli(['check']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(
    'CLICKUP_API_TOKEN is not set, and no token was found in .env in this directory or in the keyring.',
  );
  expect(stderr).toContain('clickup-auth login');
});

test('a source that is asked for is not replaced by another one', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'empty.env'), 'OTHER=1\n');
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
  const file = await runCli(['check', '--file', 'empty.env'], { cwd, env });
  expect(file).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('empty.env holds no CLICKUP_API_TOKEN.') });
  const stdin = await runCli(['check', '--token-stdin'], { cwd, env });
  expect(stdin).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Standard input is empty.') });
});

test('--token-stdin and --file together are refused', async () => {
  const { exitCode, stderr } = await runCli(['check', '--token-stdin', '-f', 'x']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('either --token-stdin or --file, not both');
});

test('an --file that is not there, or is a folder, holds no token', async () => {
  const absent = await runCli(['check', '-f', 'absent.env']);
  expect(absent).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('absent.env holds no CLICKUP_API_TOKEN'),
  });
  const folder = await runCli(['check', '-f', '.']);
  expect(folder).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('a file that can be read (EISDIR)') });
});

test('only the token is taken from a file: where it is sent is not for a folder to decide', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${sandbox.tokens.valid}\nCLICKUP_API_URL=${sandbox.apiUrl}\n`);
  sandbox.resetCounts();
  await runCli(['check', '--attempts', '1'], { cwd, env: { CLICKUP_API_URL: 'http://127.0.0.1:9' } });
  expect(sandbox.requests.total).toBe(0);
});

test('a malformed token says where it came from, and nothing of it', async () => {
  const env = { CLICKUP_API_TOKEN: 'pk_1234567_SECRET SECRET' };
  const { exitCode, stderr } = await runCli(['check'], { env });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('it contains whitespace. The token came from CLICKUP_API_TOKEN.');
  expect(stderr).not.toContain('SECRET');
});

describe('options of the environment', () => {
  const env = (): Record<string, string> => ({ CLICKUP_API_TOKEN: sandbox.tokens.valid });

  test('--api-url precedes CLICKUP_API_URL', async () => {
    const { exitCode } = await runCli(['check', '--api-url', sandbox.apiUrl], {
      env: { ...env(), CLICKUP_API_URL: 'http://127.0.0.1:9' },
    });
    expect(exitCode).toBe(0);
  });

  test('CLICKUP_ATTEMPTS bounds the requests, and --attempts precedes it', async () => {
    const { apiUrl, tokens } = sandbox;
    const flaky = { CLICKUP_API_TOKEN: tokens.flaky, CLICKUP_API_URL: apiUrl, CLICKUP_ATTEMPTS: '1' };
    expect((await runCli(['check'], { env: flaky })).exitCode).toBe(3);
    sandbox.resetCounts();
    expect((await runCli(['check', '--attempts', '3'], { env: flaky })).exitCode).toBe(0);
  });

  test('CLICKUP_TIMEOUT_SECONDS bounds the whole check', async () => {
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
  ])('a bad %s (%s) is named', async (name, value) => {
    const { exitCode, stderr } = await runCli(['check'], { env: { ...env(), [name]: value } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`✗ ${name} is invalid`);
  });

  test.each([
    ['--timeout-seconds', '1.5', '--timeout-seconds'],
    ['--attempts', '11', '--attempts'],
    ['--api-url', 'http://example.com', '--api-url'],
  ])('a bad %s is named', async (option, value, named) => {
    const { exitCode, stderr } = await runCli(['check', option, value], { env: env() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`✗ ${named} is invalid`);
  });
});
