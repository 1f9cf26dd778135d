import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { submitConsent, loginEnvironment, findAuthorizationUrl, visit } from './browser.js';
import { temporaryDirectory, parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;
let installed: string;

/**
 * A stub of @napi-rs/keyring that stores tokens in files, because build machines have no keyring. It emulates a locked
 * keyring if a file `locked` exists.
 */
const LIBRARY = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.AsyncEntry = class {
  constructor(service, account, options) {
    if (options.linux.store !== 'secret-service') throw new Error('Unexpected store.');
    this.file = join(process.env.HOME, encodeURIComponent(service + ' ' + account));
    this.isLocked = existsSync(join(process.env.HOME, 'locked'));
  }
  async getPassword() {
    if (this.isLocked) throw new Error('locked');
    return existsSync(this.file) ? readFileSync(this.file, 'utf8') : null;
  }
  async setPassword(text) {
    if (this.isLocked) throw new Error('locked');
    writeFileSync(this.file, text);
  }
};
`;

beforeAll(async () => {
  sandbox = await startSandbox();
  // The layout of an npm installation: the optional peer dependency is next to this package.
  installed = join(temporaryDirectory(), 'node_modules');
  for (const directory of ['cli', 'src'])
    cpSync(`dist/${directory}`, join(installed, 'clickup-auth/dist', directory), { recursive: true });
  const library = join(installed, '@napi-rs/keyring');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), '{"name": "@napi-rs/keyring", "main": "index.js"}');
  writeFileSync(join(library, 'index.js'), LIBRARY);
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function run(args: string[], home: string, env: Record<string, string> = {}, isLogin = false): Promise<CliResult> {
  let visited: Promise<unknown> | undefined;
  return runCli(args, {
    cli: join(installed, 'clickup-auth/dist/cli/main.js'),
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
