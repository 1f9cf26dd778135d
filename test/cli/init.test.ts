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
import { writeEnvFile } from '../../cli/store/env-file.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { emptyFolder, parsed, removeFolders, runCli, type Ended, type Invocation } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

function init(cwd: string, token: string, args: string[] = [], invocation: Invocation = {}): Promise<Ended> {
  const env = { CLICKUP_API_URL: sandbox.apiUrl, ...invocation.env };
  return runCli(['init', '--token-stdin', ...args], { ...invocation, cwd, env, stdin: `${token}\n` });
}

function repository(): string {
  const folder = emptyFolder();
  execFileSync('git', ['init', '--quiet', folder]);
  return folder;
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

test('a token that works is written into a new .env that only its owner can read, and that git ignores', async () => {
  const cwd = repository();
  const { exitCode, stdout, stderr } = await init(cwd, sandbox.tokens.valid);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^✓ The personal token of Ada Example \(.*\) works and is stored in \.env\.\n/);
  expect(stdout).toContain('.env was added to .gitignore.');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe(`CLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
  expect(mode(join(cwd, '.env'))).toBe('600');
  expect(execFileSync('git', ['status', '--porcelain'], { cwd, encoding: 'utf8' })).toBe('?? .gitignore\n');
});

test('every other line is kept to the byte, and a wider mode is narrowed', async () => {
  const cwd = emptyFolder();
  const path = join(cwd, '.env');
  writeFileSync(path, '# mine\r\nA=1\r\n  export CLICKUP_API_TOKEN = "old" # note\r\nB="two\r\nlines"\r\nC=3', {
    mode: 0o644,
  });
  expect((await init(cwd, sandbox.tokens.oauth)).exitCode).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(
    `# mine\r\nA=1\r\n  export CLICKUP_API_TOKEN=${sandbox.tokens.oauth}\r\nB="two\r\nlines"\r\nC=3`,
  );
  expect(mode(path)).toBe('600');
  expect(readdirSync(cwd).toSorted()).toEqual(['.env', '.gitignore']);
});

test('a last line without an end gets one before the new line', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, '.env'), 'A=1');
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe(`A=1\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`);
});

test.each(['with#hash', 'with"double', "with'single", 'with$dollar', '$&', 'with=equals', 'with\\backslash'])(
  'the odd token %s is read back as it is, by Node too',
  async (token) => {
    const cwd = emptyFolder();
    const { exitCode } = await init(cwd, token, ['--no-check']);
    expect(exitCode).toBe(0);
    const read = execFileSync(process.execPath, ['--env-file=.env', '-p', 'process.env.CLICKUP_API_TOKEN'], { cwd });
    expect(read.toString().trimEnd()).toBe(token);
  },
);

test('a token that cannot be written so that it is read back is refused, and the file is as it was', () => {
  const path = join(emptyFolder(), '.env');
  writeFileSync(path, 'A=1\n');
  expect(() => writeEnvFile(path, `a'"\`#b`)).toThrow(/input_invalid/);
  expect(readFileSync(path, 'utf8')).toBe('A=1\n');
});

test('a line of this name within a quoted value is not taken for the variable', () => {
  const path = join(emptyFolder(), '.env');
  const text = 'NOTE="first\nCLICKUP_API_TOKEN=inside\nlast"\n';
  writeFileSync(path, text);
  expect(() => writeEnvFile(path, 'pk_1_A')).toThrow(/without changing another/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a token that does not work is not written', async () => {
  const cwd = emptyFolder();
  const { exitCode, stderr } = await init(cwd, sandbox.tokens.revoked);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('ClickUp rejected the token');
  expect(readdirSync(cwd)).toEqual([]);
});

test('--no-check writes without asking, and says so', async () => {
  const cwd = emptyFolder();
  sandbox.resetCounts();
  const { exitCode, stdout } = await init(cwd, sandbox.tokens.revoked, ['--no-check', '--json']);
  expect(exitCode).toBe(0);
  expect(parsed(stdout)).toMatchObject({
    status: 'ok',
    message: 'The personal token is stored in .env, unchecked.',
    stored: { kind: 'env-file', name: '.env' },
  });
  expect(sandbox.requests.total).toBe(0);
});

test('--file writes another file, and ignores that one', async () => {
  const cwd = repository();
  const { stdout } = await init(cwd, sandbox.tokens.valid, ['--file', '.env.local']);
  expect(stdout).toContain('clickup-auth check --file .env.local');
  expect(existsSync(join(cwd, '.env'))).toBe(false);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('.env.local\n');
});

test('a file that git tracks, or has staged, is refused before anything is asked', async () => {
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

test('a link is followed: what it points to is what git must not track', async () => {
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
  ['already names it', '.env\n', '.env\n'],
  ['covers it by a pattern', '*.env\n.env*\n', '*.env\n.env*\n'],
  ['undoes an earlier pattern', '.env\n!.env', '.env\n!.env\n.env\n'],
  ['has other endings', 'a\r\nb\r\n', 'a\r\nb\r\n.env\r\n'],
])('a .gitignore that %s', async (_, before, after) => {
  const cwd = repository();
  writeFileSync(join(cwd, '.gitignore'), before);
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe(after);
  expect(() => execFileSync('git', ['check-ignore', '--quiet', '.env'], { cwd })).not.toThrow();
});

test('a second run outside of any repository does not add the line again', async () => {
  const cwd = emptyFolder();
  await init(cwd, sandbox.tokens.valid);
  await init(cwd, sandbox.tokens.valid);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('.env\n');
});

test('without git at hand the token is stored, with a word on what nobody could ask', async () => {
  const cwd = emptyFolder();
  const { exitCode, stdout } = await init(cwd, sandbox.tokens.valid, [], { env: { PATH: cwd } });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('git is not available, so clickup-auth could not check whether git tracks .env');
});

test('a program that a repository names for git is not run', async () => {
  const cwd = repository();
  const hook = join(cwd, 'hook.sh');
  writeFileSync(hook, `#!/bin/sh\ntouch '${join(cwd, 'was-run')}'\n`);
  chmodSync(hook, 0o755);
  execFileSync('git', ['config', 'core.fsmonitor', hook], { cwd });
  writeFileSync(join(cwd, '.env'), 'A=1\n');
  expect((await init(cwd, sandbox.tokens.valid)).exitCode).toBe(0);
  expect(existsSync(join(cwd, 'was-run'))).toBe(false);
});

test('a folder that is not there is named', async () => {
  const { exitCode, stderr } = await init(emptyFolder(), sandbox.tokens.valid, ['--file', 'no/.env']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('a file in a folder that is there');
});

test.each([
  [['init'], 'There is no terminal to ask on.'],
  [['init', '--token-stdin'], 'Standard input is empty.'],
])('%j without a terminal and without a token says how to pass one', async (args, problem) => {
  const { exitCode, stderr } = await runCli(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(problem);
  expect(stderr).toContain('| clickup-auth init --token-stdin');
});
