import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { temporaryDirectory, parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

beforeEach(() => sandbox.resetCounts());

function audit(content: string, args: string[] = [], env: Record<string, string> = {}): Promise<CliResult> {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'tokens.env'), content);
  const allEnv = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_ATTEMPTS: '1', ...env };
  return runCli(['audit', 'tokens.env', ...args], { cwd, env: allEnv });
}

test('audit prints a table and exits with 0 if all credentials work', async () => {
  const { tokens } = sandbox;
  const { exitCode, stdout, stderr } = await audit(
    `PROD=${tokens.valid}\nSTAGING=${tokens.many}\nGUEST=${tokens.guest}\n`,
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining([
      'NAME     STATUS  DETAIL',
      'PROD     ok      Ada Example (user-10000001@example.com): Acme, Globex',
      'STAGING  ok      Ada Example (user-10000007@example.com): Branch 1, Branch 2, Branch 3, Branch 4, Branch 5, 55 more',
      'GUEST    ok      user-10000004@example.com: Acme',
      '✓ 3 of 3 credentials passed the check.',
    ]),
  );
});

test.each([
  [
    'is 1 if a token is rejected, even if others are missing or could not be checked',
    ['revoked', 'outage', 'MISSING'],
    1,
  ],
  ['is 2 if a token is missing, even if another could not be checked', ['outage', 'MISSING'], 2],
  ['is 3 if a token could not be checked and the others work', ['outage', 'valid'], 3],
] as const)('the exit code of audit %s', async (_, names, worst) => {
  const token = (name: (typeof names)[number]): string => (name === 'MISSING' ? '' : sandbox.tokens[name]);
  const { exitCode, stderr } = await audit(names.map((name) => `CLICKUP_${name}=${token(name)}`).join('\n'));
  expect(exitCode).toBe(worst);
  expect(stderr).toMatch(/^✗ CLICKUP_\w+: .*\n/);
});

test('audit --json contains every result and the status of the worst one', async () => {
  const { tokens } = sandbox;
  const { exitCode, stdout, stderr } = await audit(`A=${tokens.oauth}\nB=${tokens.revoked}\nDB_PASSWORD=hunter2\n`, [
    '--json',
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(parseJson(stdout)).toEqual({
    exitCode: 1,
    status: 'token_rejected',
    message: '1 of 2 credentials passed the check.',
    credentials: [
      expect.objectContaining({
        name: 'A',
        status: 'ok',
        tokenKind: 'oauth',
        workspaces: [expect.objectContaining({ name: 'Acme' })],
      }),
      {
        name: 'B',
        status: 'token_rejected',
        message: expect.stringContaining('OAUTH_025'),
        explanation: expect.objectContaining({ remedy: expect.any(String) }),
        tokenKind: 'personal',
        rateLimit: expect.anything(),
      },
    ],
    skipped: ['DB_PASSWORD'],
  });
});

test('audit skips entries that do not look like a ClickUp token and prints their names', async () => {
  const { tokens } = sandbox;
  const content = `DATABASE_URL=postgres://user:hunter2@db/x\nMY_CLICKUP=odd-token\nOK=${tokens.valid}\nBROKEN="a b"\n`;
  const { stdout, stderr } = await audit(content);
  expect(sandbox.requests.byToken).toEqual({ valid: 2, '?': expect.any(Number) });
  expect(stdout).toMatch(/MY_CLICKUP +token_rejected/);
  expect(stderr).toContain('Warning: Skipped, because neither the name nor the value looks like a ClickUp token: ');
  expect(stderr).toMatch(/DATABASE_URL/);
  expect(stdout + stderr).not.toContain('hunter2');
});

test('audit reads environment variables if the file contains only names, comments and blank lines', async () => {
  const { tokens } = sandbox;
  const { stdout } = await audit('# comment\nPROD_TOKEN\n\n  STAGING_TOKEN  \n', ['--json'], {
    PROD_TOKEN: tokens.valid,
    STAGING_TOKEN: tokens.oauth,
  });
  expect(parseJson(stdout)).toMatchObject({
    message: '2 of 2 credentials passed the check.',
    credentials: [{ name: 'PROD_TOKEN' }, { name: 'STAGING_TOKEN' }],
  });
});

test('audit checks --env variables in addition to tokens from standard input', async () => {
  const { tokens } = sandbox;
  const env = { CLICKUP_API_URL: sandbox.apiUrl, ONE: tokens.valid };
  const { exitCode, stdout } = await runCli(['audit', '-', '--env', 'ONE', '--json'], {
    env,
    stdin: `TWO=${tokens.oauth}`,
  });
  expect(exitCode).toBe(0);
  expect(parseJson(stdout)).toMatchObject({ credentials: [{ name: 'ONE' }, { name: 'TWO' }] });
});

test('audit accepts --file instead of the argument, but not both', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'tokens.env'), `ONE=${sandbox.tokens.valid}\n`);
  const env = { CLICKUP_API_URL: sandbox.apiUrl };
  const { stdout } = await runCli(['audit', '-f', 'tokens.env', '--json'], { env, cwd });
  expect(parseJson(stdout)).toMatchObject({ exitCode: 0, credentials: [{ name: 'ONE' }] });
  const both = await runCli(['audit', 'tokens.env', '--file', 'tokens.env', '--json'], { env, cwd });
  expect(parseJson(both.stdout)).toMatchObject({ exitCode: 2, input: '--file' });
});

test('audit --workspace takes one value, so that it does not consume the file argument', async () => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'tokens.env'), `ONE=${sandbox.tokens.valid}\n`);
  const args = ['audit', '--workspace', 'Acme', 'tokens.env', '--json'];
  const { stdout } = await runCli(args, { env: { CLICKUP_API_URL: sandbox.apiUrl }, cwd });
  expect(parseJson(stdout)).toMatchObject({ exitCode: 0, credentials: [{ name: 'ONE', required: ['9011234080'] }] });
});

test('audit checks a token with several names once', async () => {
  const { tokens } = sandbox;
  await audit(`A=${tokens.valid}\nB="Bearer ${tokens.valid}"\nC=${tokens.valid}\n`);
  expect(sandbox.requests.total).toBe(2);
});

test('audit --workspace requires the Workspace for each token', async () => {
  const { tokens } = sandbox;
  const { exitCode, stdout } = await audit(`A=${tokens.valid}\nB=${tokens.oauth}\n`, ['--workspace', 'Globex']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/A +ok/);
  expect(stdout).toMatch(/B +workspace_not_authorized/);
});

test('audit prints no warnings with 60 parallel checks', async () => {
  const content = Array.from({ length: 60 }, (_, index) => `T${index}=${sandbox.issueToken()}\n`).join('');
  const { exitCode, stdout, stderr } = await audit(content, ['--concurrency', '60']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain('60 of 60 credentials passed the check.');
});

test('audit --concurrency limits the number of parallel checks', async () => {
  let open = 0;
  let most = 0;
  const { createServer } = await import('node:http');
  // Responds after the client has sent all parallel requests, so that `most` is the concurrency.
  const pending: (() => void)[] = [];
  const server = createServer((_, response) => {
    open += 1;
    most = Math.max(most, open);
    pending.push(() => {
      open -= 1;
      response.writeHead(503).end();
    });
    setImmediate(() => {
      for (const respond of pending.splice(0)) respond();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const content = Array.from({ length: 12 }, (_, index) => `T${index}=${sandbox.issueToken()}`).join('\n');
  const { stdout } = await audit(content, ['--concurrency', '2', '--json'], { CLICKUP_API_URL: url });
  server.close();
  expect(parseJson(stdout)).toMatchObject({ message: '0 of 12 credentials passed the check.' });
  expect(most).toBeGreaterThan(0);
  // A check sends two requests.
  expect(most).toBeLessThanOrEqual(4);
});

test('audit --quiet prints only the explanation of the worst result', async () => {
  const { stdout, stderr } = await audit(`A=${sandbox.tokens.revoked}\n`, ['--quiet']);
  expect(stdout).toBe('');
  expect(stderr).toContain('✗ A: ClickUp rejected the token');
});

test.each([
  ['no file and no --env', ['audit'], '✗ No tokens to check\n  No file or --env option was given.'],
  ['a missing file', ['audit', 'missing'], '✗ Cannot read missing\n  The attempt to read missing failed with ENOENT.'],
  ['--concurrency 0', ['audit', 'x', '--concurrency', '0'], 'Expected a whole number from 1 to 200'],
])('audit exits with 2 for %s', async (_, args, problem) => {
  const { exitCode, stderr } = await runCli(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(problem);
});

test('audit exits with 2 if the file contains no ClickUp token', async () => {
  const { exitCode, stderr } = await audit('DB=x\n');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('tokens.env contains no ClickUp tokens.');
});

test.each([
  ['a personal token without a name', (personal: string) => `${personal}\n`, 1],
  ['an OAuth token without a name', (personal: string, oauth: string) => `PROD=${personal}\n${oauth}\n`, 2],
  ['a token in place of a name', (personal: string) => `# comment\nPROD=${personal}\n${personal}=x\n`, 3],
])('audit rejects %s by its line number without printing it', async (_, content, line) => {
  const { valid, oauth } = sandbox.tokens;
  for (const args of [[], ['--json']]) {
    const { exitCode, stdout, stderr } = await audit(content(valid, oauth), args);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toContain(`line ${line} of tokens.env is invalid`);
    for (const token of [valid, oauth]) expect(stdout + stderr).not.toContain(token.slice(-12));
  }
  expect(sandbox.requests.total).toBe(0);
});

test('audit exits with 130 on an interrupt and prints the results so far', async () => {
  const slow = await startSandbox({
    slowMs: 600_000,
    onAnswer: ({ token }) => {
      if (token === 'slow') interrupt.abort();
    },
  });
  const interrupt = new AbortController();
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'f'), `A=${slow.tokens.valid}\nB=${slow.tokens.slow}\n`);
  const { exitCode, stdout } = await runCli(['audit', 'f', '--json', '--concurrency', '1'], {
    cwd,
    env: { CLICKUP_API_URL: slow.apiUrl },
    signal: interrupt.signal,
  });
  await slow.close();
  expect(exitCode).toBe(130);
  expect(parseJson(stdout)).toMatchObject({ credentials: [{ status: 'ok' }, { status: 'cancelled' }] });
});
