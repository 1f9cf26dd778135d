import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

function audit(content: string, args: string[] = [], env: Record<string, string> = {}): Promise<CliResult> {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'tokens.env'), content);
  const allEnv = { CLICKUP_API_URL: sandbox.apiUrl, ...env };
  return runCli(['audit', ...args, 'tokens.env'], { cwd, env: allEnv });
}

test('C15: audit checks the names and the tokens of a mixed file', async () => {
  const { valid, oauth } = sandbox.tokens;
  const { exitCode, stdout } = await audit(`A=${valid}\nSTAGING\nexport PROD # note\n`, ['--json'], { STAGING: oauth });
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({
    message: '2 of 3 credentials passed the check.',
    credentials: [
      { name: 'A', status: 'ok' },
      { name: 'STAGING', status: 'ok' },
      { name: 'PROD', status: 'token_missing', message: expect.stringContaining('PROD is empty or not set') },
    ],
  });
});

test.each(['MY NAME', '=x', 'hunter2 hunter2', '- item', 'A: b'])(
  'C15: audit reports the line %j instead of skipping it, and does not quote it',
  async (line) => {
    const { exitCode, stdout, stderr } = await audit(`A=${sandbox.tokens.valid}\n${line}\n`);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('1 of 2 credentials passed the check.');
    expect(stderr).toContain('line 2 of tokens.env is invalid');
    expect(stdout + stderr).not.toContain(line);
  },
);

test('C16: audit reads the first name of a file with a byte order mark', async () => {
  const { stdout } = await audit(`\uFEFFFIRST=${sandbox.tokens.valid}\n`, ['--json']);
  expect(parseJson(stdout)).toMatchObject({ status: 'ok', credentials: [{ name: 'FIRST' }] });
  const names = await audit('\uFEFFFIRST\n', ['--json'], { FIRST: sandbox.tokens.valid });
  expect(parseJson(names.stdout)).toMatchObject({ status: 'ok', credentials: [{ name: 'FIRST' }] });
});

test('C16: audit checks every value of a name and reports the lines', async () => {
  const { valid, revoked } = sandbox.tokens;
  const { exitCode, stdout } = await audit(`A=${revoked}\nB=${valid}\nA=${valid}\n`, ['--json']);
  expect(exitCode).toBe(1);
  expect(parseJson(stdout)).toMatchObject({
    credentials: [{ name: 'A', status: 'token_rejected' }, { name: 'B' }, { name: 'A', status: 'ok' }],
    warnings: [expect.stringContaining('tokens.env has A on lines 1, 3. Every value is checked')],
  });
});

test('C16: audit reports that all entries were skipped, with their names', async () => {
  const { exitCode, stderr } = await audit('DB_PASSWORD=hunter2\nAPI=secret\n');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('All of its 2 entries were skipped');
  expect(stderr).toContain('DB_PASSWORD, API');
  expect(stderr).not.toContain('hunter2');
});

test.each([
  ['--workspace Acme', ['--workspace', 'Acme']],
  ['--env MY', ['--env', 'MY']],
  ['both, repeated', ['--env', 'MY', '--workspace', 'Acme', '--env', 'MY', '--workspace', 'Acme']],
])('C25: audit with %s before the file checks the file', async (_, args) => {
  const { exitCode, stdout } = await audit(`A=${sandbox.tokens.valid}\n`, [...args, '--json'], {
    MY: sandbox.tokens.oauth,
  });
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({
    credentials: expect.arrayContaining([expect.objectContaining({ name: 'A' })]),
  });
});

test('C30: audit --env names the variable that is not set, and the remedy sets it', async () => {
  const { exitCode, stdout, stderr } = await runCli(['audit', '--env', 'NOT_THERE']);
  expect(exitCode).toBe(2);
  expect(stdout).toContain('NOT_THERE is empty or not set.');
  expect(stderr).toContain('Set NOT_THERE to a personal token');
  expect(stderr).not.toContain('CLICKUP_API_TOKEN');
});

test('C30: audit says that the file does not exist', async () => {
  const { exitCode, stderr } = await runCli(['audit', '-f', 'missing.env']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('There is no such file.');
});

test('C10: audit prints the hint about the format of a token that fails', async () => {
  const { stdout } = await audit('CLICKUP_A=odd-token\n', ['--json']);
  expect(parseJson(stdout)['warnings']).toEqual([expect.stringContaining('CLICKUP_A: ')]);
});

test('S2: a file of lines that are almost names does not delay audit', async () => {
  const { exitCode } = await audit(`${'A \t'.repeat(20_000)}\n${' \n'.repeat(50_000)}${'A '.repeat(10_000)}!\n`);
  expect(exitCode).toBe(2);
});

test.each([
  ['audit', ['audit', '-']],
  ['check', ['check', '--token-stdin']],
  ['init', ['init', '--token-stdin']],
  ['check --file', ['check', '--file', 'pipe']],
])('S22: an interrupt ends %s while it reads a pipe that stays open', async (_, args) => {
  const interrupt = new AbortController();
  const start = Date.now();
  // Node.js must have installed the handlers.
  setTimeout(() => interrupt.abort(), 1_500);
  const never = new Promise<string>(() => undefined);
  const cwd = temporaryDirectory();
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const { exitCode } = await runCli(args, { cwd, signal: interrupt.signal, respond: () => never });
  expect(exitCode).toBe(130);
  // Without a handler for the pending read, the process would not exit before the time limit of 60 s.
  expect(Date.now() - start).toBeLessThan(20_000);
});
