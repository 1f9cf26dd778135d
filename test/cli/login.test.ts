import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { consent, loginEnvironment, toldAddress, visit, type Shown } from './browser.js';
import { emptyFolder, parsed, removeFolders, runCli, type Ended } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
  removeFolders();
});

interface Login {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What the person does at the consent page. Default: connects Acme. */
  readonly person?: (authorizationUrl: string) => Promise<Shown>;
}

interface LoggedIn extends Ended {
  readonly shown: Shown | undefined;
  readonly authorizationUrl: string;
}

async function connectAcme(authorizationUrl: string): Promise<Shown> {
  return visit((await consent(authorizationUrl, 'connect', '9011234080')).href);
}

/** Runs `login` on a free port, and plays the person and the browser. */
async function login({
  args = [],
  env = {},
  cwd = emptyFolder(),
  person = connectAcme,
}: Login = {}): Promise<LoggedIn> {
  let answered: Promise<Shown> | undefined;
  let authorizationUrl = '';
  const ended = await runCli(['login', '--port', '0', ...args], {
    cwd,
    env: { ...loginEnvironment(sandbox), ...env },
    onStderr: (all) => {
      const told = toldAddress(all, sandbox);
      if (told === undefined || answered !== undefined) return;
      authorizationUrl = told;
      answered = person(told);
    },
  });
  return { ...ended, shown: await answered, authorizationUrl };
}

test('a sign-in ends with a token that works, stored, and a page that says so', async () => {
  const cwd = emptyFolder();
  const { exitCode, stdout, shown, authorizationUrl } = await login({ cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^✓ The OAuth token of Ada Example \(.*\) works and is stored in \.env\.\n/);
  expect(stdout).toContain('9011234080  Acme');
  expect(stdout).not.toContain('Globex');
  expect(readFileSync(join(cwd, '.env'), 'utf8')).toMatch(/^CLICKUP_API_TOKEN=\d+_sandboxIssued\w+\n$/);
  expect(shown).toMatchObject({ status: 200, body: expect.stringContaining('You are signed in') });
  const query = new URL(authorizationUrl).searchParams;
  expect(query.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  // 256 bits.
  expect(query.get('state')).toMatch(/^[\w-]{43}$/);
});

test('two sign-ins have two states', async () => {
  const states = [await login(), await login()].map(({ authorizationUrl }) =>
    new URL(authorizationUrl).searchParams.get('state'),
  );
  expect(new Set(states).size).toBe(2);
});

test('the token is what `check` then finds in this folder', async () => {
  const cwd = emptyFolder();
  await login({ cwd });
  const { exitCode, stdout } = await runCli(['check'], { cwd, env: { CLICKUP_API_URL: sandbox.apiUrl } });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('It came from .env.');
});

test('--json prints one object, and no token, code or secret is told anywhere', async () => {
  const cwd = emptyFolder();
  let code = '';
  const { stdout, stderr, shown } = await login({
    cwd,
    args: ['--json', '--file', 'ci.env'],
    person: async (url) => {
      const redirect = await consent(url, 'connect', '9011234080', '9011234081');
      code = redirect.searchParams.get('code') ?? '';
      return visit(redirect.href);
    },
  });
  expect(parsed(stdout)).toMatchObject({
    exitCode: 0,
    status: 'ok',
    stored: { kind: 'env-file', name: 'ci.env' },
    tokenKind: 'oauth',
    workspaces: [{ name: 'Acme' }, { name: 'Globex' }],
  });
  const token = readFileSync(join(cwd, 'ci.env'), 'utf8').trim().split('=')[1] ?? '';
  expect(code).toMatch(/^[0-9A-F]{32}$/);
  for (const secret of [token, code, 'sandbox-client-secret'])
    expect(stdout + stderr + shown?.body).not.toContain(secret);
});

test('Cancel on the consent page ends with 1, its word, and nothing stored', async () => {
  const cwd = emptyFolder();
  const { exitCode, stderr, shown } = await login({
    cwd,
    person: async (url) => visit((await consent(url, 'cancel')).href),
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('✗ Access was not granted');
  expect(stderr).toContain('the error "access_denied"');
  expect(shown).toMatchObject({ status: 403, body: expect.stringContaining('Access was not granted') });
  expect(readdirSync(cwd)).toEqual([]);
});

test('an error full of commands is told by its letters only', async () => {
  const { stderr } = await login({
    person: async (url) => {
      const query = new URL(url).searchParams;
      const answer = new URLSearchParams({ state: query.get('state') ?? '', error: '\u001b[2J<b>::error::x' });
      return visit(`${query.get('redirect_uri')}?${answer.toString()}`);
    },
  });
  expect(stderr).toContain('the error " 2J b error x"');
  expect(stderr).not.toContain('\u001b');
});

test('forged redirects before the right one change nothing', async () => {
  const refused: number[] = [];
  const { exitCode } = await login({
    person: async (url) => {
      const right = await consent(url, 'connect', '9011234080');
      for (const [name, value] of [
        ['state', 'guess'],
        ['code', ''],
      ]) {
        const forged = new URL(right);
        forged.searchParams.set(name ?? '', value ?? '');
        refused.push((await visit(forged.href)).status);
      }
      refused.push((await visit(right.href, { headers: { Host: 'attacker.example' } })).status);
      return visit(right.href);
    },
  });
  expect(refused).toEqual([400, 400, 421]);
  expect(exitCode).toBe(0);
});

test('a code that ClickUp does not know fails with its ECODE explained, and the page does not say that it worked', async () => {
  const { exitCode, stderr, shown } = await login({
    person: async (url) => {
      const query = new URL(url).searchParams;
      const answer = new URLSearchParams({ state: query.get('state') ?? '', code: 'FORGED' });
      return visit(`${query.get('redirect_uri')}?${answer.toString()}`);
    },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('OAUTH_013');
  expect(stderr).toContain('Sign in again to get a new code');
  expect(shown).toMatchObject({ status: 400, body: expect.stringContaining('The sign-in failed') });
});

test('a wrong client secret fails as such', async () => {
  const { exitCode, stderr } = await login({ env: { CLICKUP_CLIENT_SECRET: 'wrong' } });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the client secret belongs to a different app');
});

test('a .env that git tracks is refused before anyone signs in', async () => {
  const cwd = emptyFolder();
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
])('without %s the answer says how to get one', async (name, title) => {
  const { exitCode, stderr } = await login({ env: { [name]: '' } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`✗ ${title}`);
  expect(stderr).toContain('http://127.0.0.1:8976/callback');
});

test.each(['http://example.com/api', 'javascript:alert(1)', 'nonsense'])(
  'the consent page %s is refused',
  async (url) => {
    const { exitCode, stderr } = await login({ args: ['--authorize-url', url] });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--authorize-url is invalid');
  },
);

test('a machine without a browser still prints the address and waits', async () => {
  const { PATH: _, ...env } = loginEnvironment(sandbox);
  const { exitCode } = await login({ env: { ...env, PATH: '/nonexistent' } });
  expect(exitCode).toBe(0);
});

test('an interrupt while the browser is away ends with 130', async () => {
  const interrupt = new AbortController();
  const { exitCode, stderr } = await runCli(['login', '--port', '0'], {
    env: loginEnvironment(sandbox),
    signal: interrupt.signal,
    onStderr: (all) => {
      if (toldAddress(all, sandbox) !== undefined) interrupt.abort();
    },
  });
  expect(exitCode).toBe(130);
  expect(stderr).toContain('✗ The check was cancelled');
});

test('init --login writes .env by a sign-in', async () => {
  const cwd = emptyFolder();
  let answered: Promise<Shown> | undefined;
  const { exitCode } = await runCli(['init', '--login', '--port', '0'], {
    cwd,
    env: loginEnvironment(sandbox),
    onStderr: (all) => {
      const told = toldAddress(all, sandbox);
      if (told !== undefined) answered ??= connectAcme(told);
    },
  });
  expect(exitCode).toBe(0);
  expect((await answered)?.status).toBe(200);
  expect(existsSync(join(cwd, '.env'))).toBe(true);
});

describe('--no-browser', () => {
  const args = ['login', '--no-browser'];

  /** Pastes what is decided from the address that was printed. */
  function paste(decide: (authorizationUrl: string) => Promise<string>): Promise<Ended> {
    return runCli(args, {
      env: loginEnvironment(sandbox),
      reply: (stderr) => {
        const told = toldAddress(stderr, sandbox);
        return told === undefined ? undefined : decide(told);
      },
    });
  }

  test('takes the pasted redirect, and listens on nothing', async () => {
    let refused: unknown;
    const { exitCode, stdout, stderr } = await paste(async (url) => {
      const redirect = await consent(url, 'connect', '9011234080');
      refused = await visit(redirect.href).catch((error: unknown) => error);
      return ` ${redirect.href}\n`;
    });
    expect(exitCode).toBe(0);
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect(stderr).toContain('begins with http://127.0.0.1:8976/callback');
    expect(stdout).toContain('is stored in .env.');
  });

  const forged = (url: string, name: string, value: string): string => {
    const redirect = new URL(url);
    redirect.searchParams.set(name, value);
    return redirect.href;
  };

  test.each<[string, (redirect: string) => string, string]>([
    [
      'of another sign-in',
      (redirect) => forged(redirect, 'state', 'other'),
      'Its state is not the one of this sign-in.',
    ],
    ['without a code', (redirect) => forged(redirect, 'code', ''), 'It has no code.'],
    [
      'of another host',
      (redirect) => redirect.replace('127.0.0.1', 'attacker.example'),
      'one that begins with http://127',
    ],
    ['that is a code alone', () => 'ABCDEF', 'one that begins with http://127'],
    ['that is empty', () => '', 'one that begins with http://127'],
  ])('refuses an address %s', async (_, change, problem) => {
    const { exitCode, stderr } = await paste(async (url) => change((await consent(url, 'connect', '9011234080')).href));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(problem);
  });

  test('tells a Cancel', async () => {
    const { exitCode, stderr } = await paste(async (url) => (await consent(url, 'cancel')).href);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Access was not granted');
  });

  test('an interrupt while nothing is pasted ends with 130', async () => {
    const interrupt = new AbortController();
    const never = new Promise<string>(() => undefined);
    const { exitCode } = await runCli(args, {
      env: loginEnvironment(sandbox),
      signal: interrupt.signal,
      reply: (stderr) => {
        if (!stderr.includes('paste it here')) return undefined;
        interrupt.abort();
        return never;
      },
    });
    expect(exitCode).toBe(130);
  });
});
