import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SANDBOX_TOKENS } from '../../sandbox/index.js';
import { installKeyring } from './keyring-stub.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';

afterAll(removeTemporaryDirectories);

const TOKEN = SANDBOX_TOKENS.valid;
const { cli, storeInKeyring, keyringFile } = installKeyring();

function logout(cwd: string, args: string[] = [], env: Record<string, string> = {}): Promise<CliResult> {
  return runCli(['logout', ...args], { cli, cwd, env });
}

test('C22: logout removes the token from the keyring and from .env, and keeps the other lines', async () => {
  const cwd = temporaryDirectory();
  storeInKeyring(cwd, TOKEN);
  writeFileSync(join(cwd, '.env'), `A=1\nCLICKUP_API_TOKEN=${TOKEN}\nB='2'\nexport\tCLICKUP_API_TOKEN="old"\n`);
  const { exitCode, stdout } = await logout(cwd, ['--json']);
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({
    status: 'ok',
    message: 'The token was removed from .env and the keyring.',
    warnings: [],
  });
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe("A=1\nB='2'\n");
  expect(existsSync(keyringFile(cwd))).toBe(false);
  expect((await runCli(['check'], { cli, cwd })).exitCode).toBe(2);
});

test('C22: logout deletes a file that has only the token, and says that ClickUp still accepts it', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${TOKEN}\n`);
  const { stdout } = await logout(cwd);
  expect(stdout).toContain('✓ The token was removed from .env.');
  expect(stdout).toContain('ClickUp still accepts the token.');
  expect(existsSync(join(cwd, '.env'))).toBe(false);
});

test('C22: logout without a stored token changes nothing', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, '.env'), 'A=1');
  const { exitCode, stdout } = await logout(cwd);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('No stored token was found.');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe('A=1');
});

test('C22: logout --file changes only that file', async () => {
  const cwd = temporaryDirectory();
  storeInKeyring(cwd, TOKEN);
  for (const name of ['.env', 'ci.env']) writeFileSync(join(cwd, name), `CLICKUP_API_TOKEN=${TOKEN}\nA=1\n`);
  expect((await logout(cwd, ['--file', 'ci.env'])).stdout).toContain('The token was removed from ci.env.');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toContain(TOKEN);
  expect(readFileSync(join(cwd, 'ci.env'), 'utf8')).toBe('A=1\n');
  expect(existsSync(keyringFile(cwd))).toBe(true);
});

test('C22: logout names the places that it cannot reach', async () => {
  const cwd = temporaryDirectory();
  execFileSync('git', ['init', '--quiet', cwd]);
  writeFileSync(join(cwd, '.env'), `CLICKUP_API_TOKEN=${TOKEN}\nA=1\n`);
  execFileSync('git', ['add', '.env'], { cwd });
  writeFileSync(join(cwd, 'locked'), '');
  const { exitCode, stdout, stderr } = await logout(cwd, [], { CLICKUP_API_TOKEN: TOKEN });
  expect(exitCode).toBe(3);
  expect(stdout).toContain('The token was removed from .env.');
  expect(stderr).toContain('git may track .env, and its history may contain the token.');
  expect(stderr).toContain('The environment variable CLICKUP_API_TOKEN still contains a token.');
  expect(stderr).toContain('The keyring is locked or its service is not running, so it may still contain the token.');
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('C22: logout removes the token from the keyring even if .env cannot be read', async () => {
  const cwd = temporaryDirectory();
  storeInKeyring(cwd, TOKEN);
  mkdirSync(join(cwd, '.env'));
  const { exitCode, stderr } = await logout(cwd);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('The token may still be in .env.');
  expect(existsSync(keyringFile(cwd))).toBe(false);
});

test('C22: logout follows a symbolic link within the directory, and no other', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'target'), `CLICKUP_API_TOKEN=${TOKEN}\nA=1\n`);
  symlinkSync('target', join(cwd, '.env'));
  expect((await logout(cwd)).exitCode).toBe(0);
  expect(readFileSync(join(cwd, 'target'), 'utf8')).toBe('A=1\n');
  const outside = join(temporaryDirectory(), 'target');
  writeFileSync(outside, `CLICKUP_API_TOKEN=${TOKEN}\n`);
  symlinkSync(outside, join(cwd, 'other.env'));
  expect((await logout(cwd, ['-f', 'other.env'])).exitCode).toBe(3);
  expect(readFileSync(outside, 'utf8')).toContain(TOKEN);
});
