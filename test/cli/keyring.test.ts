import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { submitConsent, loginEnvironment, findAuthorizationUrl, visit } from './browser.js';
import { installKeyring } from './keyring-stub.js';
import { temporaryDirectory, parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;
let cli: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  ({ cli } = installKeyring());
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function run(args: string[], home: string, env: Record<string, string> = {}, isLogin = false): Promise<CliResult> {
  let visited: Promise<unknown> | undefined;
  return runCli(args, {
    cli,
    cwd: home,
    env: { ...loginEnvironment(sandbox), ...env },
    onStderr: (all) => {
      const url = isLogin ? findAuthorizationUrl(all, sandbox) : undefined;
      if (url !== undefined)
        visited ??= submitConsent(url, 'connect', '9011234080').then((redirect) => visit(redirect.href));
    },
  });
}

const LOGIN = ['login', '--port', '0', '--json'];

test('login stores the token in the keyring and writes no .env', async () => {
  const home = temporaryDirectory();
  const { exitCode, stdout } = await run(LOGIN, home, {}, true);
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({ stored: { kind: 'keyring', name: 'the keyring' } });
  expect(existsSync(join(home, '.env'))).toBe(false);
  const { stdout: checked } = await run(['check', '--json'], home);
  expect(parseJson(checked)).toMatchObject({ status: 'ok', tokenSource: { kind: 'keyring' }, tokenKind: 'oauth' });
});

test('check does not send a token from the keyring to another API host', async () => {
  const home = temporaryDirectory();
  await run(LOGIN, home, {}, true);
  const { exitCode, stdout } = await run(['check', '--json'], home, { CLICKUP_API_URL: 'http://127.0.0.1:9' });
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({ status: 'token_missing' });
});

test('check uses .env in the working directory before the keyring', async () => {
  const home = temporaryDirectory();
  await run(LOGIN, home, {}, true);
  writeFileSync(join(home, '.env'), `CLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  const { stdout } = await run(['check', '--json'], home);
  expect(parseJson(stdout)).toMatchObject({ tokenSource: { kind: 'env-file', name: '.env' } });
});

test('login --file does not use the keyring', async () => {
  const home = temporaryDirectory();
  const { stdout } = await run([...LOGIN, '--file', '.env'], home, {}, true);
  expect(parseJson(stdout)).toMatchObject({ stored: { kind: 'env-file', name: '.env' } });
});

test('login stores the token in .env with a note if the keyring is locked', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'locked'), '');
  const { exitCode, stdout } = await run(LOGIN, home, {}, true);
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({
    stored: { kind: 'env-file', name: '.env' },
    notes: expect.arrayContaining([expect.stringContaining('The keyring is locked or its service is not running')]),
  });
  expect(readFileSync(join(home, '.env'), 'utf8')).toContain('CLICKUP_API_TOKEN=');
});

test('check treats a locked keyring as empty', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'locked'), '');
  const { exitCode, stdout } = await run(['check', '--json'], home);
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({ status: 'token_missing' });
});

test('check does not load a keyring library from the working directory', async () => {
  const home = temporaryDirectory();
  const library = join(home, 'node_modules/@napi-rs/keyring');
  mkdirSync(library, { recursive: true });
  writeFileSync(
    join(library, 'index.js'),
    `require('node:fs').writeFileSync(${JSON.stringify(join(home, 'ran'))}, '')`,
  );
  const { exitCode } = await runCli(['check'], { cwd: home });
  expect({ exitCode, ran: existsSync(join(home, 'ran')) }).toEqual({ exitCode: 2, ran: false });
});

test('C12: check limits the time for a keyring that hangs, says so, and reports the missing token', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'hangs'), '');
  const start = Date.now();
  const { exitCode, stderr } = await run(['check', '--timeout-seconds', '1'], home);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('The keyring did not respond within 1 s.');
  expect(Date.now() - start).toBeLessThan(4_000);
});

test('C12: login stores the token in .env with a note if the keyring hangs', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'hangs'), '');
  const { exitCode, stdout } = await run([...LOGIN, '--timeout-seconds', '2'], home, {}, true);
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({
    stored: { kind: 'env-file', name: '.env' },
    notes: expect.arrayContaining(['The keyring did not respond within 2 s, so the token was stored in .env instead.']),
  });
});

test('C12, S22: an interrupt ends check within a second while the keyring hangs', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, 'hangs'), '');
  const interrupt = new AbortController();
  const waiting = setInterval(() => {
    if (existsSync(join(home, 'keyring.log'))) interrupt.abort();
  }, 20);
  const start = Date.now();
  const { exitCode } = await runCli(['check'], { cli, cwd: home, signal: interrupt.signal });
  clearInterval(waiting);
  expect(exitCode).toBe(130);
  expect(Date.now() - start).toBeLessThan(4_000);
});

test('S1, S5: the process of the keyring has no token in its arguments and no secret in its environment', async () => {
  const home = temporaryDirectory();
  const { exitCode } = await run(LOGIN, home, { STAGING_TOKEN: 'other-secret' }, true);
  expect(exitCode).toBe(0);
  const log = readFileSync(join(home, 'keyring.log'), 'utf8');
  for (const secret of ['sandboxIssued', 'client-secret', 'other-secret']) expect(log).not.toContain(secret);
});

test('C13: login warns that .env or CLICKUP_API_TOKEN shadows the token in the keyring', async () => {
  const home = temporaryDirectory();
  writeFileSync(
    join(home, '.env'),
    `CLICKUP_API_TOKEN=${sandbox.tokens.valid}
`,
  );
  const { stdout } = await run(LOGIN, home, { CLICKUP_API_TOKEN: sandbox.tokens.revoked }, true);
  expect(parseJson(stdout)).toMatchObject({
    stored: { kind: 'keyring' },
    warnings: [
      expect.stringContaining('CLICKUP_API_TOKEN contains another token'),
      expect.stringContaining('.env in this directory contains another CLICKUP_API_TOKEN'),
    ],
  });
});
