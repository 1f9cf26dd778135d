import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { CLI, parseJson, removeTemporaryDirectories, runCli, temporaryDirectory } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function env(token: string, more: Record<string, string> = {}): Record<string, string> {
  return { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: token, ...more };
}

/** Runs `check` with these streams, without blocking the sandbox in this process. */
async function checkWith(stdio: ['ignore', number | 'pipe', number | 'pipe'], token: string, args: string[] = []) {
  const child = spawn(process.execPath, [CLI, 'check', ...args], { stdio, env: { ...env(token), HOME: '/tmp' } });
  let stderr = '';
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  // The reader is gone before the command writes.
  child.stdout?.destroy();
  if (stdio[1] === 'pipe' && stdio[2] === 'pipe') child.stderr?.destroy();
  const [code] = await once(child, 'exit');
  return { code, stderr };
}

describe('C11: the exit code of check stays the same', () => {
  const cases = [
    ['valid', 0],
    ['revoked', 1],
    ['outage', 3],
  ] as const;

  test.each(cases)('if both pipes are closed (%s)', async (name, expected) => {
    const { code } = await checkWith(['ignore', 'pipe', 'pipe'], sandbox.tokens[name], ['--attempts', '1']);
    expect(code).toBe(expected);
  });

  test.each(cases)('if both streams are full (%s)', async (name, expected) => {
    const full = openSync('/dev/full', 'w');
    const { code } = await checkWith(['ignore', full, full], sandbox.tokens[name], ['--attempts', '1']);
    expect(code).toBe(expected);
  });

  test('without a stack trace if standard output is full', async () => {
    const { code, stderr } = await checkWith(['ignore', openSync('/dev/full', 'w'), 'pipe'], sandbox.tokens.valid);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('C17: in a directory that was deleted', () => {
  /** Runs the CLI in a directory that the shell deletes first. */
  async function inDeleted(args: string, more: Record<string, string> = {}) {
    const cwd = mkdtempSync(join(temporaryDirectory(), 'deleted-'));
    const script = `rmdir '${cwd}'; exec '${process.execPath}' '${CLI}' ${args}`;
    const child = spawn('/bin/sh', ['-c', script], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...more },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    const [code] = await once(child, 'close');
    return { code, output };
  }

  test.each(['--version', '--help', 'check --help'])('%s works', async (args) => {
    expect((await inDeleted(args)).code).toBe(0);
  });

  test('check works with a token in the environment, and reports a missing one', async () => {
    expect(await inDeleted('check', env(sandbox.tokens.valid))).toMatchObject({ code: 0 });
    const missing = await inDeleted('check');
    expect(missing).toMatchObject({ code: 2, output: expect.stringContaining('ClickUp token is missing') });
  });

  test.each(['init --token-stdin', 'audit tokens.env', 'check -f x', 'login --client-id x'])(
    '%s says so',
    async (args) => {
      const { code, output } = await inDeleted(args, { CLICKUP_CLIENT_SECRET: 'x' });
      expect(code).toBe(2);
      expect(output).toContain('✗ The working directory does not exist');
      expect(output).not.toContain('    at ');
    },
  );
});

test('C17: without HOME and with an unknown user, only commands that need a home directory fail', async () => {
  // Emulates os.homedir() for a user that the system does not know.
  const preload = join(temporaryDirectory(), 'home.cjs');
  writeFileSync(
    preload,
    "require('node:os').homedir = () => { throw Object.assign(new Error('x'), { code: 'ERR_SYSTEM_ERROR' }); };",
  );
  const options = { NODE_OPTIONS: `--require ${preload}` };
  expect(await runCli(['check'], { env: env(sandbox.tokens.valid, options) })).toMatchObject({ exitCode: 0 });
  expect(await runCli(['--version'], { env: options })).toMatchObject({ exitCode: 0 });
  const install = await runCli(['terraform', 'install'], { env: options });
  expect(install.exitCode).toBe(2);
  expect(install.stderr).toContain('✗ The home directory does not exist');
  expect(install.stderr).toContain('Set HOME');
  expect(await runCli(['terraform', 'install', '--directory', 'mirror'], { env: options })).toMatchObject({
    exitCode: 0,
  });
});

test.each([
  ['check', ['check', '--token-stdin']],
  ['init', ['init', '--token-stdin']],
])('C23: %s --token-stdin reads a whole line from a pipe that stays open', async (_, args) => {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: temporaryDirectory(),
    env: { PATH: process.env['PATH'], CLICKUP_API_URL: sandbox.apiUrl },
  });
  child.stdin.on('error', () => undefined).write(`\n${sandbox.tokens.valid}\n`);
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test.each([
  ['check', ['check', '--token-stdin'], ''],
  ['check with a part of a line', ['check', '--token-stdin'], 'pk_1'],
  ['init', ['init', '--token-stdin'], ''],
  ['audit', ['audit', '-'], 'A=x\n'],
])('C23: %s limits the time for a pipe that stays open', async (_, args, text) => {
  const child = spawn(process.execPath, [CLI, ...args, '--timeout-seconds', '1', '--json'], {
    cwd: temporaryDirectory(),
    env: {},
  });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stdin.on('error', () => undefined).write(text);
  const [code] = await once(child, 'close');
  expect(code).toBe(3);
  expect(parseJson(stdout)).toMatchObject({
    status: 'timed_out',
    message: expect.stringContaining('did not end within 1 s'),
  });
});

test('C23: --token-stdin reads every line of a pipe that ends, so that a text of several lines is rejected', async () => {
  const { exitCode } = await runCli(['check', '--token-stdin'], {
    stdin: `${sandbox.tokens.valid}\nsecond line\n`,
    env: { CLICKUP_API_URL: sandbox.apiUrl },
  });
  expect(exitCode).toBe(2);
});

describe('C26: on a Node.js that is too old', () => {
  /** Runs the CLI with another version in `process.versions`. */
  function runAs(version: string, args: string[]) {
    const script = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
      process.argv.splice(1, 0, ${JSON.stringify(CLI)}); require(${JSON.stringify(CLI)});`;
    return spawnSync(process.execPath, ['-e', script, '--', ...args], { encoding: 'utf8', env: {} });
  }

  test.each(['4.9.1', '14.21.3', '18.20.4', '20.0.0', '20.12.2', '20.18.3'])(
    '%s, every command says which version it requires',
    (version) => {
      for (const args of [['check'], ['--version'], []]) {
        const { status, stdout, stderr } = runAs(version, args);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).toContain(`clickup-auth requires Node.js 20.19 or later. This is Node.js ${version}.`);
      }
    },
  );

  test('--json prints one object', () => {
    const { stdout } = runAs('18.20.4', ['check', '--json']);
    expect(parseJson(stdout)).toMatchObject({
      exitCode: 2,
      status: 'input_invalid',
      explanation: { cause: 'Node.js is too old.' },
    });
  });

  test.each(['20.19.0', '22.0.0', '26.1.0', '100.0.0'])('%s is not too old', (version) => {
    expect(runAs(version, ['--version']).status).toBe(0);
  });
});
