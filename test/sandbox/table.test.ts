import { SANDBOX_TABLE, startSandbox, type Sandbox, type SandboxTokenName } from '../../sandbox/index.js';
import { get, getRaw, headerOf, row, type TestResponse } from './client.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 1 });
});

afterAll(async () => {
  await sandbox.close();
});

beforeEach(() => sandbox.resetCounts());

/** Status and the part of the body that identifies the response: the ECODE, the names of the Workspaces, or the user. */
function summarize({ status, json, text }: TestResponse): unknown {
  if (json === undefined) return [status, text.startsWith('<') ? 'html' : text];
  const { ECODE, user, teams } = json;
  return [status, ECODE ?? teams?.map(({ name }) => name).join() ?? user];
}

const USER = [200, expect.objectContaining({ username: 'Ada Example' })];
const works = (...names: string[]): Responses => ({ user: USER, team: [200, names.join()] });
const both = (...response: unknown[]): Responses => ({ user: response, team: response });
const BRANCHES = Array.from({ length: 60 }, (_, index) => `Branch ${index + 1}`);

interface Responses {
  readonly user: unknown;
  readonly team: unknown;
}

const FIRST_RESPONSES: Readonly<Record<Exclude<SandboxTokenName, 'truncated' | 'cutJson'>, Responses>> = {
  valid: works('Acme', 'Globex'),
  oauth: works('Acme'),
  oneWorkspace: works('Acme'),
  guest: { user: [200, expect.objectContaining({ username: null })], team: [200, 'Acme'] },
  sameName: works('Umbrella', 'Umbrella'),
  large: works('Massive Dynamic'),
  many: works(...BRANCHES),
  none: works(),
  hostile: { user: USER, team: [200, expect.stringContaining('::error::')] },
  revoked: both(401, 'OAUTH_025'),
  withdrawn: both(401, 'OAUTH_027'),
  limited: both(429, 'APP_002'),
  limitedOnce: both(429, 'APP_002'),
  outage: both(503, 'html'),
  flaky: both(502, 'html'),
  slow: works('Acme'),
  html: { user: USER, team: [200, 'html'] },
  wrongShape: { user: USER, team: [200, 'Acme'] },
  redirect: both(302, 'Moved'),
  echo: both(401, 'OAUTH_999'),
  lying: { user: USER, team: [200, row('lying').token] },
  colleague: { user: [200, expect.objectContaining({ username: 'Grace Example' })], team: [200, 'Acme'] },
  reader: works('Acme'),
  noLists: works('Acme'),
  listedOnly: works('Acme'),
  noRole: works('Acme'),
};

const NAMES = SANDBOX_TABLE.map(({ name }) => name).filter(
  (name): name is keyof typeof FIRST_RESPONSES => name in FIRST_RESPONSES,
);

test('these tests cover every test token', () => {
  expect([...NAMES, 'truncated', 'cutJson'].toSorted()).toEqual(SANDBOX_TABLE.map(({ name }) => name).toSorted());
});

test.each(NAMES)('first responses to the token `%s` for /user and /team', async (name) => {
  const [user, team] = await Promise.all([get(sandbox, name, '/user'), get(sandbox, name, '/team')]);
  expect({ user: summarize(user), team: summarize(team) }).toEqual(FIRST_RESPONSES[name]);
});

test.each(['limitedOnce', 'flaky'] as const)(
  'the token `%s` works from the second request for each path',
  async (name) => {
    await get(sandbox, name, '/user');
    expect(summarize(await get(sandbox, name, '/user'))).toEqual(USER);
    expect((await get(sandbox, name, '/team')).status).not.toBe(200);
    expect((await get(sandbox, name, '/team')).status).toBe(200);
  },
);

test('errors of the API are JSON with err and ECODE', async () => {
  for (const name of ['revoked', 'withdrawn', 'limited', 'echo'] as const) {
    const { json, headers } = await get(sandbox, name, '/user');
    expect(json).toEqual({ err: expect.stringMatching(/\w/), ECODE: expect.stringMatching(/^[A-Z]+_\d{3}$/) });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  }
});

test('`truncated` closes the connection after half of the body', async () => {
  const { status, headers, text, error } = await getRaw(sandbox.url, '/api/v2/team', {
    Authorization: row('truncated').token,
  });
  expect({ status, error }).toEqual({ status: 200, error: 'ECONNRESET' });
  expect(text.length).toBe(Math.floor(Number(headers['content-length']) / 2));
});

test('`cutJson` returns a complete response with truncated JSON', async () => {
  const { headers, text, error } = await getRaw(sandbox.url, '/api/v2/team', { Authorization: row('cutJson').token });
  expect(error).toBeUndefined();
  expect(headers['content-type']).toBe('application/json');
  expect(text).toMatch(/^\{"teams"/);
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect((await get(sandbox, 'cutJson', '/user')).status).toBe(200);
});

test('`wrongShape` lists a Workspace without an ID', async () => {
  expect((await get(sandbox, 'wrongShape', '/team')).json).toEqual({ teams: [{ name: 'Acme' }] });
});

test('`redirect` redirects to another host over HTTPS', async () => {
  const location = (await get(sandbox, 'redirect', '/user')).headers.get('location');
  expect(location).toMatch(/^https:\/\/example\.com\//);
});

test('`echo` returns an error whose text contains the token', async () => {
  expect((await get(sandbox, 'echo', '/user')).json).toMatchObject({ err: expect.stringContaining(row('echo').token) });
});

test('`slow` does not block other requests, and the client can disconnect', async () => {
  const slow = await startSandbox({ slowMs: 600_000 });
  const client = new AbortController();
  const pending = get(slow, 'slow', '/user', { signal: client.signal }).catch(({ name }: Error) => name);
  expect((await get(slow, 'valid', '/user')).status).toBe(200);
  client.abort();
  expect(await pending).toBe('AbortError');
  await slow.close();
});

test('each token has the format of its kind, is unique, and contains SANDBOX', () => {
  for (const { name, token } of SANDBOX_TABLE) {
    const isOauth = name === 'oauth' || name === 'withdrawn';
    expect(token).toMatch(isOauth ? /^\d{8}_SANDBOX[A-Z0-9]{25}$/ : /^pk_\d{8}_SANDBOX[A-Z0-9]{25}$/);
  }
  expect(new Set(SANDBOX_TABLE.map(({ token }) => token.split('SANDBOX')[1])).size).toBe(SANDBOX_TABLE.length);
});

test('sandbox.tokens contains the tokens of the table by name', () => {
  expect(sandbox.tokens).toEqual(Object.fromEntries(SANDBOX_TABLE.map(({ name, token }) => [name, token])));
  expect(headerOf(sandbox.tokens.oauth)).toMatch(/^Bearer \d/);
});
