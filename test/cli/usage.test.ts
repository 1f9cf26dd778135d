import { internalErrorReport } from '../../cli/output/error-report.js';
import { EXIT_CODES } from '../../cli/output/exit-codes.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { VERSION, type Reason } from '../../src/index.js';
import { parseJson, removeTemporaryDirectories, runCli } from './run.js';

afterAll(removeTemporaryDirectories);

const COMMANDS = ['check', 'workspaces', 'login', 'init', 'audit', 'sandbox', 'terraform install'];

test('--help lists every command and shows an example', async () => {
  const { exitCode, stdout, stderr } = await runCli(['--help']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  for (const command of COMMANDS) expect(stdout).toContain(command);
  expect(stdout).toContain('Example:\n  clickup-auth check');
});

test.each(COMMANDS)('%s --help shows an example of the command', async (command) => {
  const { exitCode, stdout } = await runCli([...command.split(' '), '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`Example:\\n(  .*\\n)*?  .*clickup-auth ${command}`));
});

test('--version prints the version', async () => {
  expect(await runCli(['--version'])).toEqual({ exitCode: 0, stdout: `${VERSION}\n`, stderr: '' });
});

test.each([[[]], [['terraform']]])(
  'prints help on standard error and exits with 2 if the command is missing (%j)',
  async (args) => {
    const { exitCode, stdout, stderr } = await runCli(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('Usage: clickup-auth');
  },
);

test.each([
  [['chek'], "unknown command 'chek' (Did you mean check?)", 'clickup-auth --help'],
  [
    ['check', '--wrkspace', 'x'],
    "unknown option '--wrkspace' (Did you mean --workspace?)",
    'clickup-auth check --help',
  ],
  [['check', 'Acme'], "too many arguments for 'check'. Expected 0 arguments but got 1", 'clickup-auth check --help'],
  [['check', '--api-url'], "option '--api-url <url>' argument missing", 'clickup-auth check --help'],
])('%j exits with 2, names the problem and points to --help', async (args, problem, remedy) => {
  const { exitCode, stdout, stderr } = await runCli(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(problem);
  expect(stderr).toContain(`What to do: Run \`${remedy}\``);
});

test.each([
  ['login', '--port', 'http', 'a whole number from 0 to 65535'],
  ['audit', '--concurrency', '0', 'a whole number from 1 to 200'],
  ['check', '--attempts', '', 'a non-empty value'],
])('%s reports an invalid %s under that name', async (command, option, value, allowed) => {
  const { exitCode, stdout } = await runCli([command, option, value, '--json'], { env: { CLICKUP_CLIENT_ID: 'x' } });
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({ status: 'input_invalid', input: option });
  expect(parseJson(stdout)['message']).toContain(allowed);
});

test('sandbox reports an invalid --port under that name', async () => {
  const { exitCode, stderr } = await runCli(['sandbox', '--port', '70000']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--port');
  expect(stderr).toContain('a whole number from 0 to 65535');
});

test.each([
  ['check', ['(default: 60,', '(default: 4,', 'https://api.clickup.com/api/v2']],
  ['login', ['(default: 8976)', '(default: the keyring, then .env)']],
  ['init', ['(default: .env)']],
  ['audit', ['(default: 20)']],
  ['sandbox', ['(default: 8787)']],
])('%s --help states the defaults', async (command, defaults) => {
  const { stdout } = await runCli([command, '--help']);
  const text = stdout.replace(/\s+/g, ' ');
  for (const one of defaults) expect(text).toContain(one);
});

test.each(['check', 'workspaces', 'login', 'init', 'audit'])('%s takes a file as -f, --file', async (command) => {
  expect((await runCli([command, '--help'])).stdout).toContain('-f, --file <file>');
});

test('--json prints one object for a usage error', async () => {
  const { exitCode, stdout, stderr } = await runCli(['check', '--nonsense', '--json']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(parseJson(stdout)).toMatchObject({ exitCode: 2, status: 'input_invalid', input: 'command line' });
});

describe('secrets on the command line', () => {
  const personal = 'pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
  const oauth = '12345678_abcdefghijklmnopqrstuvwxyz';
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => sandbox.close());

  test.each([
    [['check', personal]],
    [['check', '--token', personal]],
    [['check', `--token=${personal}`]],
    [['check', '--token', 'anything']],
    [['check', '--workspace', oauth]],
    [['check', `-f=${oauth}`]],
    [['login', '--client-secret', 'anything']],
    [['login', '--client-secret=anything']],
    [['init', oauth]],
    [[personal]],
  ])('%j is rejected without a request and without repeating the secret', async (args) => {
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
    const { exitCode, stdout, stderr } = await runCli(args, { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('history');
    expect(stderr).toContain('process list');
    for (const secret of [personal, oauth, 'anything']) expect(stderr).not.toContain(secret);
    expect(sandbox.requests.total).toBe(0);
  });

  test('--token-stdin is accepted', async () => {
    const { exitCode } = await runCli(['check', '--token-stdin'], {
      stdin: sandbox.tokens.valid,
      env: { CLICKUP_API_URL: sandbox.apiUrl },
    });
    expect(exitCode).toBe(0);
  });
});

test.each<[number, Reason[]]>([
  [1, ['token_rejected', 'workspace_not_authorized', 'workspace_ambiguous', 'request_refused']],
  [2, ['token_missing', 'token_malformed', 'input_invalid']],
  [3, ['rate_limited', 'clickup_unavailable', 'unreachable', 'timed_out', 'reply_malformed']],
  [130, ['cancelled']],
])('exit code %d is used for %j', (exitCode, reasons) => {
  expect(reasons.map((reason) => EXIT_CODES[reason])).toEqual(reasons.map(() => exitCode));
});

test('internalErrorReport() contains the class and code of the error but not its message', () => {
  const error = Object.assign(new TypeError('pk_1_SECRET'), { code: 'ERR_X' });
  const { exitCode, explanation, data } = internalErrorReport(error);
  expect(exitCode).toBe(3);
  expect(explanation?.happened).toBe('An unexpected TypeError (ERR_X) occurred.');
  expect(JSON.stringify(data)).not.toContain('SECRET');
  expect(internalErrorReport('text').explanation?.happened).toBe('An unexpected string occurred.');
});

describe('an interrupt', () => {
  test('ends check with 130 and status cancelled', async () => {
    const sandbox = await startSandbox({ slowMs: 600_000, onAnswer: () => interrupt.abort() });
    const interrupt = new AbortController();
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.slow };
    const { exitCode, stdout } = await runCli(['check', '--json'], { env, signal: interrupt.signal });
    await sandbox.close();
    expect(exitCode).toBe(130);
    expect(parseJson(stdout)).toMatchObject({ exitCode: 130, status: 'cancelled' });
  });

  test('ends sandbox with 0', async () => {
    const interrupt = new AbortController();
    const running = runCli(['sandbox', '--port', '0'], {
      signal: interrupt.signal,
      onStdout: (all) => {
        if (all.includes('Press Ctrl-C to stop.')) interrupt.abort();
      },
    });
    const { exitCode, stdout, stderr } = await running;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/export CLICKUP_API_URL=http:\/\/127\.0\.0\.1:\d+\/api\/v2\n/);
    expect(stdout).toContain('export CLICKUP_API_TOKEN=pk_');
    expect(stdout).toContain('revoked ');
  });
});

test('sandbox exits with 2 if the port is in use', async () => {
  const sandbox = await startSandbox();
  const { exitCode, stderr } = await runCli(['sandbox', '--port', new URL(sandbox.url).port]);
  await sandbox.close();
  expect(exitCode).toBe(2);
  expect(stderr).toContain('The given port is in use');
});
