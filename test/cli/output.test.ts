import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { describeWith } from '../tools.js';
import { portOf } from './port.js';
import { loginEnvironment } from './browser.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory } from './run.js';
import { runOnTerminal } from './terminal.js';

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

test.each([
  ['an unusual token that ClickUp rejects', 'odd-token'],
  ['a token of which the end is missing', 'pk_12345678_ABC'],
])('C10: check prints the hint about %s, as text and in --json', async (_, token) => {
  const { exitCode, stderr } = await runCli(['check'], { env: env(token) });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Warning: .*token/m);
  const { stdout } = await runCli(['check', '--json'], { env: env(token) });
  expect(parseJson(stdout)['warnings']).toEqual([expect.stringMatching(/token/i)]);
  expect((await runCli(['check', '--quiet'], { env: env(token) })).stderr).toContain('Warning: ');
});

test.each([
  ['unreachable', 'valid', { CLICKUP_API_URL: 'http://127.0.0.1:9' }],
  ['clickup_unavailable', 'outage', {}],
  ['timed_out', 'slow', { CLICKUP_TIMEOUT_SECONDS: '1' }],
  ['reply_malformed', 'cutJson', {}],
] as const)('C27: check does not name the source of the token for %s', async (status, name, more) => {
  const { stdout } = await runCli(['check', '--json', '--attempts', '1'], { env: env(sandbox.tokens[name], more) });
  expect(parseJson(stdout)['status']).toBe(status);
  expect(parseJson(stdout)['message']).not.toContain('The token came from');
  expect(parseJson(stdout)).toMatchObject({ tokenSource: { kind: 'environment' } });
});

test.each(['revoked', 'withdrawn'] as const)('C27: check names the source of the token `%s`', async (name) => {
  const { stderr } = await runCli(['check'], { env: env(sandbox.tokens[name]) });
  expect(stderr).toContain('The token came from CLICKUP_API_TOKEN.');
});

test.each([
  ['check', ['check', '--quiet']],
  ['check --json', ['check', '--json']],
  ['workspaces', ['workspaces']],
  ['init', ['init', '--token-stdin']],
  ['audit', ['audit', '--env', 'CLICKUP_API_TOKEN']],
])('S14: %s warns about NODE_TLS_REJECT_UNAUTHORIZED=0', async (_, args) => {
  for (const token of [sandbox.tokens.valid, sandbox.tokens.revoked]) {
    const { stdout, stderr } = await runCli(args, {
      stdin: token,
      env: env(token, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
    });
    expect(args.includes('--json') ? parseJson(stdout)['warnings'] : [stderr]).toEqual(
      expect.arrayContaining([
        expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate verification'),
      ]),
    );
  }
});

test('C13: init warns that CLICKUP_API_TOKEN shadows the stored token, and not if it is the same', async () => {
  const { valid, revoked } = sandbox.tokens;
  const shadowed = await runCli(['init', '--token-stdin', '--json'], { stdin: valid, env: env(revoked) });
  expect(parseJson(shadowed.stdout)['warnings']).toEqual([
    expect.stringContaining('CLICKUP_API_TOKEN contains another token, which the CLI uses before .env.'),
  ]);
  const text = await runCli(['init', '--token-stdin'], { stdin: valid, env: env(revoked) });
  expect(text.stderr).toContain('unset CLICKUP_API_TOKEN');
  const same = await runCli(['init', '--token-stdin'], { stdin: valid, env: env(` "${valid}"`) });
  expect(same.stderr).toBe('');
});

describe('S11: usage errors do not quote', () => {
  const SECRET = 'K7Q2-hunter2.secret';
  test.each([
    [['check', `--clientsecret=${SECRET}`]],
    [['login', `--client_secret=${SECRET}`]],
    [['login', '--clientSecret', SECRET]],
    [['check', `--tokn=${SECRET}`]],
    [['check', `--token-stdin=${SECRET}`]],
    [['check', `--quiet=${SECRET}`]],
    [['check', `--wrkspace=${SECRET}`]],
    [['check', '--tokn', SECRET]],
    [['check', `-t${SECRET}`]],
    [['check', `-p=${SECRET}`]],
    [['check', SECRET]],
    [[SECRET]],
    [['help', SECRET]],
    [['terraform', SECRET]],
    [['audit', 'x', SECRET]],
    [['sandbox', `--port=${SECRET}`]],
    [['login', `--port=${SECRET}`]],
    [['check', `--timeout-seconds=${SECRET}`]],
    [['check', `--api-url=${SECRET}`]],
    [['check', `--api-url=http://x/${SECRET}`]],
    [['login', `--authorize-url=http://x/${SECRET}`]],
  ])('the value of %j', async (args) => {
    for (const more of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await runCli([...args, ...more], {
        env: { ...loginEnvironment(sandbox), CLICKUP_API_TOKEN: sandbox.tokens.valid },
      });
      expect(stdout + stderr).not.toContain('hunter2');
      expect(exitCode).toBe(args[0] === 'help' ? exitCode : 2);
    }
  });

  test('but name the option', async () => {
    const { stderr } = await runCli(['check', `--wrkspace=${SECRET}`]);
    expect(stderr).toContain("unknown option '--wrkspace'");
  });
});

describe('S12: text of ClickUp is harmless', () => {
  const HOSTILE = [
    '\u001b]0;title\u0007',
    '\u009b31m',
    '\u202Eevil',
    '\u2066x',
    '\u{E0041}',
    '\u2028',
    '##[add-mask]x',
    '\r::error::x',
    '\u007f',
    'Acme',
  ].join('|');
  let server: Server;
  let apiUrl = '';

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      const body =
        url?.endsWith('/user') === true
          ? { user: { id: 1, username: HOSTILE, email: HOSTILE } }
          : { teams: [{ id: '1', name: HOSTILE, members: [] }] };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    apiUrl = `http://127.0.0.1:${portOf(server)}`;
  });

  afterAll(() => new Promise((done) => server.close(done)));

  test.each([
    ['check', ['check']],
    ['check --json', ['check', '--json']],
    ['check of a missing Workspace', ['check', '--workspace', 'Other']],
    ['check of a missing Workspace --json', ['check', '--workspace', 'Other', '--json']],
    ['workspaces', ['workspaces']],
    ['workspaces --json', ['workspaces', '--json']],
    ['audit', ['audit', '--env', 'CLICKUP_API_TOKEN']],
    ['audit --json', ['audit', '--env', 'CLICKUP_API_TOKEN', '--json']],
  ])('in the output of %s', async (_, args) => {
    const { stdout, stderr } = await runCli(args, {
      env: { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: apiUrl },
    });
    expect(stdout + stderr).toContain('Acme');
    // oxlint-disable-next-line no-control-regex -- The output must contain none of them.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\u2028\u2029]|##\[|^\s*::/mu);
    expect(args.includes('--json') ? JSON.stringify(parseJson(stdout)) : 'Acme').toContain('Acme');
  });

  test('and --json keeps the name', async () => {
    const { stdout } = await runCli(['workspaces', '--json'], {
      env: { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: apiUrl },
    });
    expect(parseJson(stdout)).toMatchObject({ workspaces: [{ name: HOSTILE }] });
  });
});

describeWith('script', 'on a narrow terminal', () => {
  test.each([40, 80, 200])('C29: lines are wrapped at words and indented with %d columns', async (columns) => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'f'), `A=${sandbox.tokens.revoked}\nB=${sandbox.tokens.valid}\n`);
    for (const args of [
      ['check', '--workspace', 'Initech'],
      ['check'],
      ['audit', 'f'],
      ...(columns < 80 ? [] : [['--help']]),
    ]) {
      const more = { NO_COLOR: '1', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      const token = args.length === 1 ? sandbox.tokens.revoked : sandbox.tokens.valid;
      const { stdout } = await runOnTerminal(args, { cwd, columns, env: env(token, more) });
      const lines = stdout
        .replace(/\r/g, '')
        .split('\n')
        .filter((line) => !line.includes('Checked'));
      const words = stdout.split(/\s+/).map((word) => word.length);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
        Math.max(Math.min(columns, 100), Math.max(...words) + 4),
      );
      const isIndented = lines.some((line) => line.startsWith('    '));
      expect(isIndented || args[0] !== 'check' || columns > 40).toBe(true);
    }
  });
});
