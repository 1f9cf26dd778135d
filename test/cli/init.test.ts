import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeTokenToFile } from '../../cli/store/env-file.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import {
  temporaryDirectory,
  parseJson,
  removeTemporaryDirectories,
  runCli,
  type CliResult,
  type Invocation,
} from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function init(cwd: string, token: string, args: string[] = [], invocation: Invocation = {}): Promise<CliResult> {
  const env = { CLICKUP_API_URL: sandbox.apiUrl, ...invocation.env };
  return runCli(['init', '--token-stdin', ...args], { ...invocation, cwd, env, stdin: `${token}\n` });
}

function repository(): string {
  const directory = temporaryDirectory();
  execFileSync('git', ['init', '--quiet', directory]);
  return directory;
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

test('init writes a valid token to a new .env that only the owner can read and git ignores', async () => {
  const cwd = repository();
  const { exitCode, stdout, stderr } = await init(cwd, sandbox.tokens.valid);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^✓ The personal token of Ada Example \(.*\) works and is stored in \.env\.\n/);
  expect(stdout).toContain('.env was added to .gitignore.');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe(`CLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  expect(mode(join(cwd, '.env'))).toBe('600');
  expect(execFileSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' })).toBe('?? .gitignore\n');
});

test('init keeps every other line byte for byte and restricts the mode to 600', async () => {
  const cwd = temporaryDirectory();
  const path = join(cwd, '.env');
  writeFileSync(path, '# comment\r\nA=1\r\n  export CLICKUP_API_TOKEN = "old" # note\r\nB="two\r\nlines"\r\nC=3', {
    mode: 0o644,
  });
  expect((await init(cwd, sandbox.tokens.oauth)).exitCode).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(
    `# comment\r\nA=1\r\n  export CLICKUP_API_TOKEN=${sandbox.tokens.oauth}\r\nB="two\r\nlines"\r\nC=3`,
  );
  expect(mode(path)).toBe('600');
  expect(readdirSync(cwd).toSorted()).toEqual(['.env', '.gitignore']);
});

test('init adds a line break if the last line has none', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, '.env'), 'A=1');
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe(`A=1\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
});

test.each(['with#hash', 'with"double', "with'single", 'with$dollar', '$&', 'with=equals', 'with\\backslash'])(
  'init writes the token %s so that Node reads the same value',
  async (token) => {
    const cwd = temporaryDirectory();
    const { exitCode } = await init(cwd, token, ['--no-check']);
    expect(exitCode).toBe(0);
    const read = execFileSync(process.execPath, ['--env-file=.env', '-p', 'process.env.CLICKUP_API_TOKEN'], { cwd });
    expect(read.toString().trimEnd()).toBe(token);
  },
);

test('writeTokenToFile() fails and does not change the file if the token cannot be quoted', () => {
  const path = join(temporaryDirectory(), '.env');
  writeFileSync(path, 'A=1\n');
  expect(() => writeTokenToFile(path, `a'"\`#b`)).toThrow(/input_invalid/);
  expect(readFileSync(path, 'utf8')).toBe('A=1\n');
});

test('writeTokenToFile() does not change a line inside of a quoted value of another variable', () => {
  const path = join(temporaryDirectory(), '.env');
  const text = 'NOTE="first\nCLICKUP_API_TOKEN=inside\nlast"\n';
  writeFileSync(path, text);
  expect(() => writeTokenToFile(path, 'pk_1_A')).toThrow(/without changing other/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('init does not write a token that ClickUp rejects', async () => {
  const cwd = temporaryDirectory();
  const { exitCode, stderr } = await init(cwd, sandbox.tokens.revoked);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('ClickUp rejected the token');
  expect(readdirSync(cwd)).toEqual([]);
});

test('init --no-check writes the token without a request and reports that it is not checked', async () => {
  const cwd = temporaryDirectory();
  sandbox.resetCounts();
  const { exitCode, stdout } = await init(cwd, sandbox.tokens.revoked, ['--no-check', '--json']);
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({
    status: 'ok',
    message: 'The personal token is stored in .env (not checked).',
    stored: { kind: 'env-file', name: '.env' },
  });
  expect(sandbox.requests.total).toBe(0);
});

test('init --file writes another file and adds it to .gitignore', async () => {
  const cwd = repository();
  const { stdout } = await init(cwd, sandbox.tokens.valid, ['--file', '.env.local']);
  expect(stdout).toContain('clickup-auth check --file .env.local');
  expect(existsSync(join(cwd, '.env'))).toBe(false);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('.env.local\n');
});

test('init rejects a file that git tracks before it sends a request', async () => {
  const cwd = repository();
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  execFileSync('git', ['add', '.env'], { cwd });
  sandbox.resetCounts();
  const { exitCode, stderr } = await init(cwd, sandbox.tokens.valid);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('✗ git tracks .env');
  expect(stderr).toContain('git rm --cached .env');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe('A=1\n');
  expect(sandbox.requests.total).toBe(0);
});

test('init follows a symbolic link and rejects a target that git tracks', async () => {
  const cwd = repository();
  mkdirSync(join(cwd, 'shared'));
  writeFileSync(join(cwd, 'shared', 'env'), 'A=1\n');
  symlinkSync('shared/env', join(cwd, '.env'));
  execFileSync('git', ['add', 'shared/env'], { cwd });
  expect((await init(cwd, sandbox.tokens.valid)).exitCode).toBe(2);
  execFileSync('git', ['rm', '--quiet', '--cached', 'shared/env'], { cwd });
  expect((await init(cwd, sandbox.tokens.valid)).exitCode).toBe(0);
  expect(readFileSync(join(cwd, 'shared', 'env'), 'utf8')).toBe(`A=1\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  expect(readFileSync(join(cwd, 'shared', '.gitignore'), 'utf8')).toBe('env\n');
});

test.each([
  ['already contains the file', '.env\n', '.env\n'],
  ['matches the file by a pattern', '*.env\n.env*\n', '*.env\n.env*\n'],
  ['negates an earlier pattern', '.env\n!.env', '.env\n!.env\n.env\n'],
  ['has CRLF line endings', 'a\r\nb\r\n', 'a\r\nb\r\n.env\r\n'],
])('init handles a .gitignore that %s', async (_, before, after) => {
  const cwd = repository();
  writeFileSync(join(cwd, '.gitignore'), before);
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe(after);
  expect(() => execFileSync('git', ['check-ignore', '--quiet', '.env'], { cwd })).not.toThrow();
});

test('init does not add .env to .gitignore again on a second run outside of a repository', async () => {
  const cwd = temporaryDirectory();
  await init(cwd, sandbox.tokens.valid);
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('.env\n');
});

test('init stores the token with a note if git is not available', async () => {
  const cwd = temporaryDirectory();
  const { exitCode, stdout } = await init(cwd, sandbox.tokens.valid, [], { env: { PATH: cwd } });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('git is not available, so clickup-auth could not check whether git tracks .env');
});

test('init does not run a core.fsmonitor program that the repository configures', async () => {
  const cwd = repository();
  const hook = join(cwd, 'hook.sh');
  writeFileSync(hook, `#!/bin/sh\ntouch '${join(cwd, 'executed')}'\n`);
  chmodSync(hook, 0o755);
  execFileSync('git', ['config', 'core.fsmonitor', hook], { cwd });
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  expect((await init(cwd, sandbox.tokens.valid)).exitCode).toBe(0);
  expect(existsSync(join(cwd, 'executed'))).toBe(false);
});

test('init fails if the directory of --file does not exist', async () => {
  const { exitCode, stderr } = await init(temporaryDirectory(), sandbox.tokens.valid, ['--file', 'no/.env']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('a file in an existing directory');
});

test.each([
  [['init'], 'There is no terminal to prompt for the token.'],
  [['init', '--token-stdin'], 'Standard input is empty.'],
])('%j explains how to pass a token if there is no terminal and no token', async (args, problem) => {
  const { exitCode, stderr } = await runCli(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(problem);
  expect(stderr).toContain('| clickup-auth init --token-stdin');
});
