import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvFile } from '../../cli/store/env-syntax.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { CLI, parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

/** Runs a command in a directory whose `.env` has this content. */
function withFile(content: string | Buffer, args: string[], stdin = ''): Promise<CliResult & { cwd: string }> {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, '.env'), content);
  return runCli(args, { cwd, stdin, env: { CLICKUP_API_URL: sandbox.apiUrl } }).then((result) => ({ ...result, cwd }));
}

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['a byte order mark', (line: string) => `\uFEFF${line}\n`],
  ['a line without a name above', (line: string) => `this is not valid\n= neither\n${line}`],
  ['a quote without an end above', (line: string) => `A='unclosed\n${line}\nB='other'\n`],
  ['`export` and a tab', (line: string) => `export\t${line}\n`],
  ['spaces around the equals sign', (line: string) => line.replace('=', ' = ')],
  ['line endings of old Macs', (line: string) => `A=1\r${line}\rB=2\r`],
  ['Windows line endings and a comment', (line: string) => `# it's\r\n${line} # note\r\n`],
  ['an older value above', (line: string) => `CLICKUP_API_TOKEN=pk_1_OLD\n${line}\n`],
  ['a value of several lines above', (line: string) => `KEY="-----BEGIN\nCLICKUP\n-----END"\n${line}\n`],
])('C2: check finds the token in a file with %s', async (_, content) => {
  const { exitCode, stdout } = await withFile(content(`CLICKUP_API_TOKEN=${sandbox.tokens.valid}`), [
    'check',
    '--json',
  ]);
  expect(parseJson(stdout)).toMatchObject({ status: 'ok', user: { id: '10000001' } });
  expect(exitCode).toBe(0);
});

test('C2: check warns if a file sets the name twice, with the lines and without the values', async () => {
  const { stderr } = await withFile(`CLICKUP_API_TOKEN=pk_1_OLD\n\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\n`, [
    'check',
  ]);
  expect(stderr).toContain('.env sets CLICKUP_API_TOKEN on lines 1 and 3. The last value is used.');
  expect(stderr).not.toContain('OLD');
});

test.each([
  ['check', ['check']],
  ['check --file', ['check', '--file', '.env']],
  ['audit', ['audit', '.env']],
  ['init', ['init', '--token-stdin']],
])('C2: %s reports a file in UTF-16', async (_, args) => {
  const before = utf16(`CLICKUP_API_TOKEN=${sandbox.tokens.valid}\r\n`);
  const { exitCode, stderr, cwd } = await withFile(before, args, sandbox.tokens.valid);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('is not UTF-8 text');
  expect(stderr).toContain('Save it as UTF-8.');
  expect(readFileSync(join(cwd, '.env')).equals(before)).toBe(true);
});

test('C2: init replaces every line of the token and keeps all other bytes', async () => {
  const latin1 = Buffer.from(
    '\u00EF\u00BB\u00BFNAME=caf\u00E9\r\nCLICKUP_API_TOKEN=old\r\nnot valid\r\nexport\tCLICKUP_API_TOKEN="older"\r\nB=2',
    'latin1',
  );
  const { exitCode, cwd } = await withFile(latin1, ['init', '--token-stdin'], sandbox.tokens.valid);
  expect(exitCode).toBe(0);
  const expected = `\u00EF\u00BB\u00BFNAME=caf\u00E9\r\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\r\nnot valid\r\nB=2`;
  expect(readFileSync(join(cwd, '.env')).toString('latin1')).toBe(expected);
});

test('C1: no variable of a file is applied, and no code of it runs', async () => {
  const cwd = temporaryDirectory();
  const evil = join(cwd, 'evil.cjs');
  writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(join(cwd, 'executed'))}, '')`);
  writeFileSync(
    join(cwd, '.env'),
    `NODE_OPTIONS="--require ${evil}"\nCLICKUP_API_TOKEN=${sandbox.tokens.valid}\nCLICKUP_ATTEMPTS=many\n`,
  );
  for (const args of [
    ['check'],
    ['check', '-f', '.env'],
    ['audit', '-f', '.env'],
    ['audit', '.env'],
    ['workspaces', '--file', '.env'],
  ]) {
    const { exitCode } = await runCli(args, { cwd, env: { CLICKUP_API_URL: sandbox.apiUrl } });
    expect({ args, exitCode, ran: existsSync(join(cwd, 'executed')) }).toEqual({ args, exitCode: 0, ran: false });
  }
});

test.each([['--env-file', '.env'], ['--env-file=.env'], ['--env-file-if-exists=.env']])(
  'C1: check explains that %s is not an option',
  async (...option) => {
    const { exitCode, stderr } = await withFile('A=1\n', ['check', ...option]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The option --env-file does not exist');
    expect(stderr).toContain('Use --file (-f)');
  },
);

test('C1: --file reads a pipe once, and waits for a writer that is late', async () => {
  const cwd = temporaryDirectory();
  const pipe = join(cwd, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const checked = runCli(['check', '--file', pipe], { cwd, env: { CLICKUP_API_URL: sandbox.apiUrl } });
  spawn('/bin/sh', ['-c', `sleep 0.3; echo CLICKUP_API_TOKEN=${sandbox.tokens.valid} > '${pipe}'`]);
  expect(await checked).toMatchObject({ exitCode: 0, stderr: '' });
  const script = `'${process.execPath}' '${CLI}' check --file <(echo CLICKUP_API_TOKEN=${sandbox.tokens.valid})`;
  const env = { PATH: process.env['PATH'], CLICKUP_API_URL: sandbox.apiUrl, HOME: cwd };
  const substituted = spawn('bash', ['-c', script], { cwd, env });
  expect(await new Promise((done) => substituted.on('close', done))).toBe(0);
});

test('C1: --file limits the time for a pipe that nothing writes to', async () => {
  const cwd = temporaryDirectory();
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const { exitCode, stderr } = await runCli(['check', '--file', 'pipe', '--timeout-seconds', '1'], { cwd });
  expect(exitCode).toBe(3);
  expect(stderr).toContain('did not end within 1 s.');
});

test.each(['check', 'init', 'logout'])('S7: %s does not wait for a .env that is a pipe', async (command) => {
  const cwd = temporaryDirectory();
  execFileSync('mkfifo', [join(cwd, '.env')]);
  const args = command === 'init' ? ['init', '--token-stdin', '--no-check'] : [command];
  const { exitCode, stderr } = await runCli(args, { cwd, stdin: sandbox.tokens.valid });
  expect(exitCode).toBe(command === 'logout' ? 3 : 2);
  expect(stderr).toContain('is a pipe, a socket or a device');
});

test.each([
  ['to a file in another directory', () => join(temporaryDirectory(), 'target')],
  ['to a device', () => '/dev/null'],
  ['without a target', () => 'missing'],
])('S7: init rejects a .env that is a symbolic link %s', async (_, makeTarget) => {
  const cwd = temporaryDirectory();
  const target = makeTarget();
  if (target.endsWith('target')) writeFileSync(target, 'A=1\n');
  symlinkSync(target, join(cwd, '.env'));
  const { exitCode, stderr } = await runCli(['init', '--token-stdin', '--no-check'], {
    cwd,
    stdin: sandbox.tokens.valid,
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('.env is invalid');
  expect(target.endsWith('target') ? readFileSync(target, 'utf8') : 'A=1\n').toBe('A=1\n');
});

test('C30: check says that the file of --file does not exist', async () => {
  const { stderr } = await withFile('', ['check', '-f', 'missing.env']);
  expect(stderr).toContain('There is no such file.');
});

test.each([
  ['CLICKUP_TOKEN', 'x'],
  ['CLICKUP_API_KEY', 'x'],
  ['ClickUp_PAT', 'x'],
  ['CLIKUP_API_TOKEN', 'x'],
  ['DEPLOY_TOKEN', 'pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'],
])('C14: check names the variable %s if only that is set', async (name, value) => {
  const { exitCode, stderr } = await runCli(['check'], { env: { [name]: value } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`Found ${name}, but the CLI reads only CLICKUP_API_TOKEN.`);
  expect(stderr).not.toContain('ABCDEFGHIJ');
  const inFile = await withFile(`${name}=${value}\n`, ['check', '--file', '.env']);
  expect(inFile.stderr).toContain(`Found ${name},`);
});

test('S2: the time to parse a file is proportional to its length', () => {
  const parts = ['A=\'\nB="\nC=`\n', '\n', ' \t', 'export ', "A='x' '", 'A=#', '"\n', 'A=\\"\n', '\r', "'"];
  for (const part of parts) {
    const time = (length: number): number => {
      const text = part.repeat(length / part.length);
      const times = Array.from({ length: 3 }, () => {
        const start = process.hrtime.bigint();
        parseEnvFile(text);
        return Number(process.hrtime.bigint() - start);
      });
      return Math.min(...times);
    };
    time(100_000);
    // Eight times the length. Quadratic time would be 64 times as long.
    expect(time(800_000) / Math.max(time(100_000), 1_000_000)).toBeLessThan(40);
  }
});
