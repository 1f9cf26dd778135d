import { SANDBOX_APP, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { request, getAs, type TestResponse } from './client.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
});

const REDIRECT = 'http://localhost:4567/callback';
const QUERY = { client_id: SANDBOX_APP.clientId, redirect_uri: REDIRECT, state: 'a b&c"<' };
const ACME = '9011234080';
const GLOBEX = '9011234081';

function consentUrl(query: Record<string, string>): string {
  return `${sandbox.authorizeUrl}?${new URLSearchParams(query).toString()}`;
}

/** Submits the form of the consent page. */
async function submit(form: [string, string][], query: Record<string, string> = QUERY): Promise<URL> {
  const page = await request(consentUrl(query));
  const action = /<form method="post" action="([^"]*)">/.exec(page.text)?.[1] ?? 'no form';
  const unescaped = action.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const body = new URLSearchParams(form);
  const { status, headers } = await request(new URL(unescaped, sandbox.authorizeUrl).href, { method: 'POST', body });
  expect(status).toBe(302);
  return new URL(headers.get('location') ?? '');
}

async function codeFor(...workspaces: string[]): Promise<string> {
  const selected = workspaces.map((id): [string, string] => ['workspace', id]);
  const target = await submit([...selected, ['answer', 'connect']]);
  return target.searchParams.get('code') ?? '';
}

function exchange(body: string, type = 'application/json'): Promise<TestResponse> {
  return request(`${sandbox.apiUrl}/oauth/token`, { method: 'POST', body, headers: { 'Content-Type': type } });
}

function exchangeCode(code: string, other: Record<string, unknown> = {}): Promise<TestResponse> {
  const app = { client_id: SANDBOX_APP.clientId, client_secret: SANDBOX_APP.clientSecret };
  return exchange(JSON.stringify({ ...app, code, ...other }));
}

function errorOf({ status, json }: TestResponse): unknown {
  return { status, ECODE: json?.ECODE };
}

describe('consent page', () => {
  test('lists both Workspaces as selected, and is not cached', async () => {
    const { status, headers, text } = await request(consentUrl(QUERY));
    expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-store' });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const boxes = [...text.matchAll(/<input type="checkbox" name="workspace" value="(\d+)" checked> (\w+)/g)];
    expect(boxes.map(([, id, name]) => [id, name])).toEqual([
      [ACME, 'Acme'],
      [GLOBEX, 'Globex'],
    ]);
  });

  test('redirects with a code and the unchanged state on Connect', async () => {
    const target = await submit([
      ['workspace', ACME],
      ['answer', 'connect'],
    ]);
    expect(`${target.origin}${target.pathname}`).toBe(REDIRECT);
    expect([...target.searchParams.keys()]).toEqual(['code', 'state']);
    expect(target.searchParams.get('code')).toMatch(/^[0-9A-F]{32}$/);
    expect(target.searchParams.get('state')).toBe(QUERY.state);
  });

  test('redirects with error=access_denied and the state, but no code, on Cancel', async () => {
    const target = await submit([
      ['workspace', ACME],
      ['answer', 'cancel'],
    ]);
    expect(Object.fromEntries(target.searchParams)).toEqual({ error: 'access_denied', state: QUERY.state });
  });

  test('returns no state if none was sent, and keeps the query of the redirect URI', async () => {
    const query = { client_id: SANDBOX_APP.clientId, redirect_uri: `${REDIRECT}?from=test` };
    const target = await submit([['answer', 'cancel']], query);
    expect(Object.fromEntries(target.searchParams)).toEqual({ from: 'test', error: 'access_denied' });
  });

  test.each(['http://127.0.0.1:1/callback', 'http://[::1]:65535/callback', 'http://localhost/callback'])(
    'accepts the redirect URI %s',
    async (redirect_uri) => {
      expect((await request(consentUrl({ ...QUERY, redirect_uri }))).status).toBe(200);
    },
  );

  test.each([
    ['an unregistered redirect URI', { ...QUERY, redirect_uri: 'https://example.com/callback' }, 401, 'OAUTH_007'],
    ['another path', { ...QUERY, redirect_uri: 'http://localhost:4567/other' }, 401, 'OAUTH_007'],
    ['https on loopback', { ...QUERY, redirect_uri: 'https://localhost:4567/callback' }, 401, 'OAUTH_007'],
    ['a redirect URI that is not a URL', { ...QUERY, redirect_uri: 'callback' }, 401, 'OAUTH_007'],
    ['no redirect URI', { client_id: SANDBOX_APP.clientId }, 400, 'OAUTH_017'],
    ['an unknown client', { ...QUERY, client_id: 'OTHER' }, 401, 'OAUTH_010'],
    ['no client', { redirect_uri: REDIRECT }, 401, 'OAUTH_010'],
  ] as const)('rejects %s on GET and POST, without a redirect', async (_, query, status, ECODE) => {
    const url = consentUrl(query);
    const responses = [
      await request(url),
      await request(url, { method: 'POST', body: new URLSearchParams({ answer: 'connect' }) }),
    ];
    for (const response of responses) {
      expect(errorOf(response)).toEqual({ status, ECODE });
      expect(response.headers.get('location')).toBeNull();
    }
  });
});

describe('POST /oauth/token', () => {
  test('returns only a token, which is authorized for the selected Workspaces', async () => {
    const { status, json } = await exchangeCode(await codeFor(GLOBEX));
    expect({ status, json }).toEqual({ status: 200, json: { access_token: expect.stringMatching(/^\d+_\w+$/) } });
    const { json: teams } = await getAs(sandbox, `Bearer ${json?.access_token}`, '/team');
    expect(teams).toMatchObject({ teams: [{ id: GLOBEX }] });
  });

  test('returns a token without access to any Workspace if none was selected', async () => {
    const { json } = await exchangeCode(await codeFor());
    expect((await getAs(sandbox, `Bearer ${json?.access_token}`, '/team')).json).toEqual({ teams: [] });
  });

  test('rejects a used code with OAUTH_014', async () => {
    const code = await codeFor(ACME);
    expect((await exchangeCode(code)).status).toBe(200);
    expect((await exchangeCode(code)).json).toEqual({ err: 'Code already used', ECODE: 'OAUTH_014' });
  });

  test('accepts a code after it was sent with a wrong client secret', async () => {
    const code = await codeFor(ACME);
    expect(errorOf(await exchangeCode(code, { client_secret: 'wrong' }))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
    expect((await exchangeCode(code)).status).toBe(200);
  });

  test.each([
    ['an unknown code', { code: 'ABC' }, 'OAUTH_013'],
    ['no code', { code: undefined }, 'OAUTH_013'],
    ['a code that is not a string', { code: 5 }, 'OAUTH_013'],
    ['an unknown client', { client_id: 'OTHER' }, 'OAUTH_010'],
    ['no secret', { client_secret: undefined }, 'OAUTH_010'],
  ])('rejects %s', async (_, other, ECODE) => {
    expect(errorOf(await exchangeCode('ABC', other))).toEqual({ status: 401, ECODE });
  });

  test.each([
    ['a form', new URLSearchParams({ ...QUERY }).toString()],
    ['truncated JSON', '{"client_id": "SANDBOXCLIENT", "cl'],
    ['null', 'null'],
    ['a list', '["SANDBOXCLIENT"]'],
    ['empty', ''],
  ])('rejects a body that is %s with OAUTH_010', async (_, body) => {
    expect(errorOf(await exchange(body))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
  });

  test('ignores secrets in the query', async () => {
    const code = await codeFor(ACME);
    const query = new URLSearchParams({
      client_id: SANDBOX_APP.clientId,
      client_secret: SANDBOX_APP.clientSecret,
      code,
    });
    const url = `${sandbox.apiUrl}/oauth/token?${query.toString()}`;
    expect(errorOf(await request(url, { method: 'POST' }))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
  });

  test('closes the connection if the body exceeds 64 KiB', async () => {
    await expect(exchange('x'.repeat(65_537))).rejects.toThrow('fetch failed');
  });
});
