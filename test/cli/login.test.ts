import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { submitConsent, loginEnvironment, findAuthorizationUrl, visit, type PageResponse } from './browser.js';
import { temporaryDirectory, parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

interface Login {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Emulates the user and the browser at the consent page. Defaults to connecting Acme. */
  readonly browse?: (authorizationUrl: string) => Promise<PageResponse>;
}

interface LoggedIn extends CliResult {
  readonly page: PageResponse | undefined;
  readonly authorizationUrl: string;
}

async function connectAcme(authorizationUrl: string): Promise<PageResponse> {
  return visit((await submitConsent(authorizationUrl, 'connect', '9011234080')).href);
}

/** Runs `login` on a free port and emulates the user and the browser. */
async function login({
  args = [],
  env = {},
  cwd = temporaryDirectory(),
  browse = connectAcme,
}: Login = {}): Promise<LoggedIn> {
  let page: Promise<PageResponse> | undefined;
  let authorizationUrl = '';
  const ended = await runCli(['login', '--port', '0', ...args], {
    cwd,
    env: { ...loginEnvironment(sandbox), ...env },
    onStderr: (all) => {
      const url = findAuthorizationUrl(all, sandbox);
      if (url === undefined || page !== undefined) return;
      authorizationUrl = url;
      page = browse(url);
    },
  });
  return { ...ended, page: await page, authorizationUrl };
}

test('login stores a valid token and shows a success page', async () => {
  const cwd = temporaryDirectory();
  const { exitCode, stdout, page, authorizationUrl } = await login({ cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^✓ The OAuth token of Ada Example \(.*\) works and is stored in \.env\.\n/);
  expect(stdout).toContain('9011234080  Acme');
  expect(stdout).not.toContain('Globex');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toMatch(/^CLICKUP_API_TOKEN=\d+_sandboxIssued\w+\n$/);
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('You are signed in') });
  const query = new URL(authorizationUrl).searchParams;
  expect(query.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  // 256 bits.
  expect(query.get('state')).toMatch(/^[\w-]{43}$/);
});

test('login uses a new state for each sign-in', async () => {
  const states = [await login(), await login()].map(({ authorizationUrl }) =>
    new URL(authorizationUrl).searchParams.get('state'),
  );
  expect(new Set(states).size).toBe(2);
});

test('check uses the token that login stored in the working directory', async () => {
  const cwd = temporaryDirectory();
  await login({ cwd });
  const { exitCode, stdout } = await runCli(['check'], { cwd, env: { CLICKUP_API_URL: sandbox.apiUrl } });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('The token came from .env.');
});

test('login --json prints one object; no output contains the token, the code or the client secret', async () => {
  const cwd = temporaryDirectory();
  let code = '';
  const { stdout, stderr, page } = await login({
    cwd,
    args: ['--json', '--file', 'ci.env'],
    browse: async (url) => {
      const redirect = await submitConsent(url, 'connect', '9011234080', '9011234081');
      code = redirect.searchParams.get('code') ?? '';
      return visit(redirect.href);
    },
  });
  expect(parseJson(stdout)).toMatchObject({
    exitCode: 0,
    status: 'ok',
    stored: { kind: 'env-file', name: 'ci.env' },
    tokenKind: 'oauth',
    workspaces: [{ name: 'Acme' }, { name: 'Globex' }],
  });
  const token = readFileSync(join(cwd, 'ci.env'), 'utf8').trim().split('=')[1] ?? '';
  expect(code).toMatch(/^[0-9A-F]{32}$/);
  for (const secret of [token, code, 'sandbox-client-secret'])
    expect(stdout + stderr + page?.body).not.toContain(secret);
});

test('login exits with 1 and stores nothing if the user chooses Cancel', async () => {
  const cwd = temporaryDirectory();
  const { exitCode, stderr, page } = await login({
    cwd,
    browse: async (url) => visit((await submitConsent(url, 'cancel')).href),
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('✗ Access was not granted');
  expect(stderr).toContain('the error "access_denied"');
  expect(page).toMatchObject({ status: 403, body: expect.stringContaining('Access was not granted') });
  expect(readdirSync(cwd)).toEqual([]);
});

test('login removes control characters and markup from the error of the redirect', async () => {
  const { stderr } = await login({
    browse: async (url) => {
      const query = new URL(url).searchParams;
      const answer = new URLSearchParams({ state: query.get('state') ?? '', error: '\u001b[2J<b>::error::x' });
      return visit(`${query.get('redirect_uri')}?${answer.toString()}`);
    },
  });
  expect(stderr).toContain('the error " 2J b error x"');
  expect(stderr).not.toContain('\u001b');
});

test('login ignores forged redirects before the correct one', async () => {
  const statuses: number[] = [];
  const { exitCode } = await login({
    browse: async (url) => {
      const valid = await submitConsent(url, 'connect', '9011234080');
      for (const [name, value] of [
        ['state', 'guess'],
        ['code', ''],
      ]) {
        const forged = new URL(valid);
        forged.searchParams.set(name ?? '', value ?? '');
        statuses.push((await visit(forged.href)).status);
      }
      statuses.push((await visit(valid.href, { headers: { Host: 'attacker.example' } })).status);
      return visit(valid.href);
    },
  });
  expect(statuses).toEqual([400, 400, 421]);
  expect(exitCode).toBe(0);
});

test('login explains the ECODE and shows a failure page if ClickUp rejects the code', async () => {
  const { exitCode, stderr, page } = await login({
    browse: async (url) => {
      const query = new URL(url).searchParams;
      const answer = new URLSearchParams({ state: query.get('state') ?? '', code: 'FORGED' });
      return visit(`${query.get('redirect_uri')}?${answer.toString()}`);
    },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('OAUTH_013');
  expect(stderr).toContain('Sign in again to get a new code');
  expect(page).toMatchObject({ status: 400, body: expect.stringContaining('Sign-in failed') });
});

test('login explains that the client secret is wrong', async () => {
  const { exitCode, stderr } = await login({ env: { CLICKUP_CLIENT_SECRET: 'wrong' } });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the client secret belongs to a different app');
});

test('login rejects a .env that git tracks before it opens the consent page', async () => {
  const cwd = temporaryDirectory();
  execFileSync('git', ['init', '--quiet', cwd]);
  writeFileSync(join(cwd, '.env'), '');
  execFileSync('git', ['add', '.env'], { cwd });
  const { exitCode, stderr, authorizationUrl } = await login({ cwd });
  expect({ exitCode, authorizationUrl }).toEqual({ exitCode: 2, authorizationUrl: '' });
  expect(stderr).toContain('git tracks .env');
});

test.each([
  ['CLICKUP_CLIENT_ID', '--client-id is missing'],
  ['CLICKUP_CLIENT_SECRET', 'CLICKUP_CLIENT_SECRET is missing'],
])('login explains how to create an OAuth app if %s is not set', async (name, title) => {
  const { exitCode, stderr } = await login({ env: { [name]: '' } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`✗ ${title}`);
  expect(stderr).toContain('http://127.0.0.1:8976/callback');
});

test.each(['http://example.com/api', 'javascript:alert(1)', 'nonsense'])(
  'login rejects the --authorize-url %s',
  async (url) => {
    const { exitCode, stderr } = await login({ args: ['--authorize-url', url] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--authorize-url is invalid');
  },
);

test('login continues if no browser can be opened', async () => {
  const { PATH: _, ...env } = loginEnvironment(sandbox);
  const { exitCode } = await login({ env: { ...env, PATH: '/nonexistent' } });
  expect(exitCode).toBe(0);
});

test('login exits with 130 if it is interrupted while waiting for the redirect', async () => {
  const interrupt = new AbortController();
  const { exitCode, stderr } = await runCli(['login', '--port', '0'], {
    env: loginEnvironment(sandbox),
    signal: interrupt.signal,
    onStderr: (all) => {
      if (findAuthorizationUrl(all, sandbox) !== undefined) interrupt.abort();
    },
  });
  expect(exitCode).toBe(130);
  expect(stderr).toContain('✗ The check was cancelled');
});

test('init --login signs in and writes .env', async () => {
  const cwd = temporaryDirectory();
  let page: Promise<PageResponse> | undefined;
  const { exitCode } = await runCli(['init', '--login', '--port', '0'], {
    cwd,
    env: loginEnvironment(sandbox),
    onStderr: (all) => {
      const url = findAuthorizationUrl(all, sandbox);
      if (url !== undefined) page ??= connectAcme(url);
    },
  });
  expect(exitCode).toBe(0);
  expect((await page)?.status).toBe(200);
  expect(existsSync(join(cwd, '.env'))).toBe(true);
});

describe('login --no-browser', () => {
  const args = ['login', '--no-browser'];

  /** Pastes the text that `toRedirect` returns for the printed URL. */
  function paste(toRedirect: (authorizationUrl: string) => Promise<string>): Promise<CliResult> {
    return runCli(args, {
      env: loginEnvironment(sandbox),
      respond: (stderr) => {
        const url = findAuthorizationUrl(stderr, sandbox);
        return url === undefined ? undefined : toRedirect(url);
      },
    });
  }

  test('accepts the pasted redirect URL and opens no port', async () => {
    let connectionError: unknown;
    const { exitCode, stdout, stderr } = await paste(async (url) => {
      const redirect = await submitConsent(url, 'connect', '9011234080');
      connectionError = await visit(redirect.href).catch((error: unknown) => error);
      return ` ${redirect.href}\n`;
    });
    expect(exitCode).toBe(0);
    expect(connectionError).toMatchObject({ code: 'ECONNREFUSED' });
    expect(stderr).toContain('starts with http://127.0.0.1:8976/callback');
    expect(stdout).toContain('is stored in .env.');
  });

  const forged = (url: string, name: string, value: string): string => {
    const redirect = new URL(url);
    redirect.searchParams.set(name, value);
    return redirect.href;
  };

  test.each<[string, (redirect: string) => string, string]>([
    ['of another sign-in', (redirect) => forged(redirect, 'state', 'other'), 'The state does not match this sign-in.'],
    ['without a code', (redirect) => forged(redirect, 'code', ''), 'The redirect has no code.'],
    [
      'of another host',
      (redirect) => redirect.replace('127.0.0.1', 'attacker.example'),
      'a URL that starts with http://127',
    ],
    ['that is only a code', () => 'ABCDEF', 'a URL that starts with http://127'],
    ['that is empty', () => '', 'a URL that starts with http://127'],
  ])('rejects a redirect URL %s', async (_, change, problem) => {
    const { exitCode, stderr } = await paste(async (url) =>
      change((await submitConsent(url, 'connect', '9011234080')).href),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(problem);
  });

  test('reports Cancel', async () => {
    const { exitCode, stderr } = await paste(async (url) => (await submitConsent(url, 'cancel')).href);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Access was not granted');
  });

  test('exits with 130 if it is interrupted while waiting for input', async () => {
    const interrupt = new AbortController();
    const never = new Promise<string>(() => undefined);
    const { exitCode } = await runCli(args, {
      env: loginEnvironment(sandbox),
      signal: interrupt.signal,
      respond: (stderr) => {
        if (!stderr.includes('paste it here')) return undefined;
        interrupt.abort();
        return never;
      },
    });
    expect(exitCode).toBe(130);
  });
});
