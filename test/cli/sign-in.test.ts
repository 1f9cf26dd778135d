import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Socket } from 'node:net';
import { portOf } from './port.js';
import { join } from 'node:path';
import { listen } from '../../cli/login/listener.js';
import { PAGES } from '../../cli/login/page.js';
import { pastedQuery } from '../../cli/login/redirect.js';
import { remoteEnvironment } from '../../cli/login/remote.js';
import { SANDBOX_APP, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { findAuthorizationUrl, loginEnvironment, submitConsent, visit } from './browser.js';
import { parseJson, removeTemporaryDirectories, runCli, temporaryDirectory, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

/** Runs `login` with an opener that records its arguments and its environment. The user signs in with the printed URL. */
async function login(
  args: string[] = [],
  more: Record<string, string> = {},
  opener = 'exit 0',
): Promise<CliResult & { opened: string; url: string }> {
  const cwd = temporaryDirectory();
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  const log = join(cwd, 'opened.log');
  writeFileSync(
    join(bin, 'xdg-open'),
    `#!/bin/sh\n{ env; echo "ARGS: $*"; } > '${log}.new'; mv '${log}.new' '${log}'\n${opener}\n`,
  );
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const env = loginEnvironment(sandbox);
  let url = '';
  let visited: Promise<unknown> | undefined;
  const result = await runCli(['login', '--port', '0', ...args], {
    cwd,
    env: { ...env, DISPLAY: ':0', ...more, PATH: `${bin}:${env['PATH'] ?? ''}` },
    onStderr: (all) => {
      url = findAuthorizationUrl(all, sandbox) ?? '';
      if (url !== '')
        visited ??= waitFor(log)
          .then(() => submitConsent(url, 'connect', '9011234080'))
          .then((redirect) => visit(redirect.href));
    },
  });
  await visited;
  return { ...result, url, opened: readFileSync(log, 'utf8') };
}

async function waitFor(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((done) => setTimeout(done, 20));
}

test('S1: the arguments of the browser contain no state, and its environment no secret', async () => {
  const { exitCode, url, opened } = await login([], { STAGING_TOKEN: 'other-secret', HTTPS_PROXY: '' });
  expect(exitCode).toBe(0);
  const state = new URL(url).searchParams.get('state') ?? '?';
  expect(opened).toMatch(/^ARGS: http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/m);
  for (const secret of [state, SANDBOX_APP.clientSecret, SANDBOX_APP.clientId, 'other-secret'])
    expect(opened).not.toContain(secret);
  expect(opened).toMatch(/^DISPLAY=:0$/m);
});

describe('listen()', () => {
  const start = () => listen({ port: 0, state: 'state', timeoutMs: 60_000, signal: new AbortController().signal });

  test('S1: redirectOnce() redirects one GET request with the right Host to the consent page', async () => {
    const listener = await start();
    const url = listener.redirectOnce('https://consent.example/?state=state');
    expect((await visit(url, { headers: { Host: 'attacker.example' } })).status).toBe(421);
    expect((await visit(url, { method: 'HEAD' })).status).toBe(404);
    expect(await visit(url)).toMatchObject({
      status: 302,
      headers: { location: 'https://consent.example/?state=state', 'cache-control': 'no-store' },
    });
    expect((await visit(url)).status).toBe(404);
    await listener.close();
  });

  test('S15: the redirect arrives while hundreds of silent connections are open', async () => {
    const listener = await start();
    const { port } = new URL(listener.redirectUri);
    const sockets: Socket[] = [];
    for (let index = 0; index < 300; index += 1) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
      await new Promise((done) => socket.once('connect', done));
      // Half of a request must not count as a request.
      if (index % 2 === 0) socket.write('GET /callback HTTP/1.1\r\n');
    }
    const browser = visit(`${listener.redirectUri}?state=state&code=CODE`);
    const { redirect, respond } = await listener.result;
    expect(redirect).toEqual({ kind: 'code', code: 'CODE' });
    // More connections do not close that of the browser.
    for (let index = 0; index < 100; index += 1)
      sockets.push(connect(Number(port), '127.0.0.1').on('error', () => undefined));
    await respond(PAGES.signedIn);
    expect((await browser).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

test.each([
  ['an SSH session', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, 'This is an SSH session.'],
  ['a container', { container: 'podman' }, 'This is a container.'],
  ['WSL', { WSL_INTEROP: '/run/WSL/1_interop' }, 'This is WSL'],
  ['no display', { DISPLAY: '' }, 'DISPLAY is not set'],
  ['a remote workspace', { CODESPACES: 'true' }, 'remote development environment'],
])('C18: login says immediately how to continue with %s', async (_, env, why) => {
  const { exitCode, stderr } = await login([], env);
  expect(exitCode).toBe(0);
  // On a machine that is a container, that is the reason.
  const reasons = [why, ...(existsSync('/.dockerenv') ? ['This is a container.'] : [])];
  expect(reasons.filter((reason) => stderr.includes(reason))).not.toEqual([]);
  expect(stderr).toContain('--no-browser');
  expect(stderr).toMatch(/ssh -L (\d+):127\.0\.0\.1:\1 HOST/);
});

test('C18: login says how to continue if the browser cannot be opened', async () => {
  const { stderr } = await login([], {}, 'exit 3');
  expect(stderr).toContain('--no-browser');
});

test('C18: remoteEnvironment() finds nothing on a desktop', () => {
  expect(remoteEnvironment({ env: {}, platform: 'darwin' })).toBeUndefined();
  expect(remoteEnvironment({ env: {}, platform: 'win32' })).toBeUndefined();
});

const REDIRECT = 'http://127.0.0.1:8976/callback';

test.each([
  ['in double quotes', `"${REDIRECT}?code=C&state=S"`],
  ['in typographic brackets', `<${REDIRECT}?code=C&state=S>`],
  ['in backquotes and spaces', `  \`${REDIRECT}?code=C&state=S\`  `],
  ['without a scheme', '127.0.0.1:8976/callback?code=C&state=S'],
  ['with https', 'https://127.0.0.1:8976/callback?code=C&state=S'],
  ['with localhost', 'http://localhost:8976/callback?code=C&state=S'],
  ['as the query only', '?code=C&state=S'],
  ['as the query without a question mark', 'state=S&code=C'],
  ['over several lines', `${REDIRECT}?code=C\n  &state=S\n`],
  ['with escaped ampersands', `${REDIRECT}?code=C&amp;state=S`],
  ['with a period at the end', `${REDIRECT}?state=S&code=C.`],
])('C19: pastedQuery() reads a redirect URL %s', (_, text) => {
  const query = pastedQuery(text, REDIRECT);
  expect([query?.get('code'), query?.get('state')]).toEqual(['C', 'S']);
});

test.each([
  '',
  'C',
  'http://attacker.example/callback?code=C&state=S',
  'http://127.0.0.1:8977/callback?code=C',
  'http://127.0.0.1:8976/other?code=C',
  'javascript:alert(1)',
  'x'.repeat(100_000),
])('C19: pastedQuery() rejects %.40j', (text) => expect(pastedQuery(text, REDIRECT)).toBeUndefined());

test('C19: login --no-browser ignores wrong lines until the redirect URL follows, while the pipe stays open', async () => {
  const cwd = temporaryDirectory();
  const env = { ...loginEnvironment(sandbox), HOME: cwd };
  const child = spawn(process.execPath, ['dist/cli/main.js', 'login', '--no-browser', '--file', join(cwd, '.env')], {
    env,
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const isNew = findAuthorizationUrl(stderr, sandbox) === undefined;
    stderr += text;
    const url = findAuthorizationUrl(stderr, sandbox);
    if (url === undefined || !isNew) return;
    void submitConsent(url, 'connect', '9011234080').then(({ search }) =>
      child.stdin.write(`https://example.com/\nwrong\n'${search}'\n`),
    );
  });
  expect(await new Promise((done) => child.on('close', done))).toBe(0);
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toContain('CLICKUP_API_TOKEN=');
});

test.each(['login', 'sandbox'])('C20: %s names the port that is in use, and the ways out', async (command) => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const port = portOf(server);
  const { exitCode, stderr } = await runCli([command, '--port', String(port)], { env: loginEnvironment(sandbox) });
  server.close();
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`✗ Port ${port} is in use`);
  expect(stderr).toContain('--port');
  expect(stderr).toContain(
    command === 'login' ? 'With --no-browser, no port is needed.' : 'Use 0 to select a free port.',
  );
  expect(stderr).not.toContain('misspelled');
});

test.each([
  ['in quotes', (value: string) => `"${value}"`],
  ['with spaces', (value: string) => `  ${value}\t`],
  ['in quotes and spaces', (value: string) => ` ' ${value} ' `],
])('C21: login accepts a client ID and a client secret %s', async (_, change) => {
  const env = {
    CLICKUP_CLIENT_ID: change(SANDBOX_APP.clientId),
    CLICKUP_CLIENT_SECRET: change(SANDBOX_APP.clientSecret),
  };
  const { exitCode, url } = await login([], env);
  expect(exitCode).toBe(0);
  expect(new URL(url).searchParams.get('client_id')).toBe(SANDBOX_APP.clientId);
});

test.each([
  ['CLICKUP_CLIENT_ID', 'MY CLIENT'],
  ['CLICKUP_CLIENT_ID', '${CLIENT_ID}'],
  ['CLICKUP_CLIENT_ID', '<your client id here>'],
  ['CLICKUP_CLIENT_ID', 'pk_12345678_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'],
  ['CLICKUP_CLIENT_SECRET', 'a b'],
])('C21: login rejects %s=%s before it opens the browser, without quoting the value', async (name, value) => {
  const { exitCode, stdout, stderr } = await runCli(['login', '--json'], {
    env: { ...loginEnvironment(sandbox), [name]: value },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
  expect(parseJson(stdout)).toMatchObject({ status: 'input_invalid', input: name });
  expect(stdout).not.toContain(value);
});

test('S11: login prints no secret that stands in place of the client ID or in --authorize-url', async () => {
  const secret = SANDBOX_APP.clientSecret;
  const wrongId = await runCli(['login'], { env: { ...loginEnvironment(sandbox), CLICKUP_CLIENT_ID: secret } });
  const wrongUrl = await runCli(['login'], {
    env: { ...loginEnvironment(sandbox), CLICKUP_AUTHORIZE_URL: `${sandbox.authorizeUrl}?s=${secret}` },
  });
  for (const { exitCode, stdout, stderr } of [wrongId, wrongUrl]) {
    expect(exitCode).toBe(2);
    expect(stdout + stderr).not.toContain(secret);
  }
});
