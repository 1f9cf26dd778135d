import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { consent, loginEnvironment, toldAddress, visit } from './browser.js';
import { emptyFolder, parsed, removeFolders, runCli, type Ended } from './run.js';

let sandbox: Sandbox;
let installed: string;

/**
 * What is used of @napi-rs/keyring, on a file: a build machine has no keyring. It plays a locked one where `locked` is
 * among its files.
 */
const LIBRARY = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.AsyncEntry = class {
  constructor(service, account, options) {
    if (options.linux.store !== 'secret-service') throw new Error('Another store.');
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
  // As npm installs them: the optional peer beside this package.
  installed = join(emptyFolder(), 'node_modules');
  for (const room of ['cli', 'src'])
    cpSync(`dist/${room}`, join(installed, 'clickup-auth/dist', room), { recursive: true });
  const library = join(installed, '@napi-rs/keyring');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), '{"name": "@napi-rs/keyring", "main": "index.js"}');
  writeFileSync(join(library, 'index.js'), LIBRARY);
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

function run(args: string[], home: string, env: Record<string, string> = {}, isLogin = false): Promise<Ended> {
  let visited: Promise<unknown> | undefined;
  return runCli(args, {
    cli: join(installed, 'clickup-auth/dist/cli/main.js'),
    cwd: home,
    env: { ...loginEnvironment(sandbox), ...env },
    onStderr: (all) => {
      const told = isLogin ? toldAddress(all, sandbox) : undefined;
      if (told !== undefined) visited ??= consent(told, 'connect', '9011234080').then((url) => visit(url.href));
    },
  });
}

const LOGIN = ['login', '--port', '0', '--json'];

test('a login stores the token in the keyring, and no file holds it', async () => {
  const home = emptyFolder();
  const { exitCode, stdout } = await run(LOGIN, home, {}, true);
  expect(exitCode).toBe(0);
  expect(parsed(stdout)).toMatchObject({ stored: { kind: 'keyring', name: 'the keyring' } });
  expect(existsSync(join(home, '.env'))).toBe(false);
  const { stdout: checked } = await run(['check', '--json'], home);
  expect(parsed(checked)).toMatchObject({ status: 'ok', tokenSource: { kind: 'keyring' }, tokenKind: 'oauth' });
});

test('a token of one API is not sent to another host', async () => {
  const home = emptyFolder();
  await run(LOGIN, home, {}, true);
  const { exitCode, stdout } = await run(['check', '--json'], home, { CLICKUP_API_URL: 'http://127.0.0.1:9' });
  expect(exitCode).toBe(2);
  expect(parsed(stdout)).toMatchObject({ status: 'token_missing' });
});

test('.env in this folder precedes the keyring', async () => {
  const home = emptyFolder();
  await run(LOGIN, home, {}, true);
  writeFileSync(join(home, '.env'), `CLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  const { stdout } = await run(['check', '--json'], home);
  expect(parsed(stdout)).toMatchObject({ tokenSource: { kind: 'env-file', name: '.env' } });
});

test('--file is asked for: the keyring is left alone', async () => {
  const home = emptyFolder();
  const { stdout } = await run([...LOGIN, '--file', '.env'], home, {}, true);
  expect(parsed(stdout)).toMatchObject({ stored: { kind: 'env-file', name: '.env' } });
});

test('a keyring that is locked takes nothing: the token goes into .env, with a word', async () => {
  const home = emptyFolder();
  writeFileSync(join(home, 'locked'), '');
  const { exitCode, stdout } = await run(LOGIN, home, {}, true);
  expect(exitCode).toBe(0);
  expect(parsed(stdout)).toMatchObject({
    stored: { kind: 'env-file', name: '.env' },
    notes: expect.arrayContaining([expect.stringContaining('The keyring is locked or its service is not running')]),
  });
  expect(readFileSync(join(home, '.env'), 'utf8')).toContain('CLICKUP_API_TOKEN=');
});

test('a keyring that is locked holds nothing', async () => {
  const home = emptyFolder();
  writeFileSync(join(home, 'locked'), '');
  const { exitCode, stdout } = await run(['check', '--json'], home);
  expect(exitCode).toBe(2);
  expect(parsed(stdout)).toMatchObject({ status: 'token_missing' });
});

test('a library in the folder where someone stands is not loaded', async () => {
  const home = emptyFolder();
  const library = join(home, 'node_modules/@napi-rs/keyring');
  mkdirSync(library, { recursive: true });
  writeFileSync(
    join(library, 'index.js'),
    `require('node:fs').writeFileSync(${JSON.stringify(join(home, 'ran'))}, '')`,
  );
  const { exitCode } = await runCli(['check'], { cwd: home });
  expect({ exitCode, ran: existsSync(join(home, 'ran')) }).toEqual({ exitCode: 2, ran: false });
});
