import { SANDBOX_APP, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { ask, getAs, type Reply } from './client.js';

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

/** Sends the page's form, as its button does. */
async function answer(form: [string, string][], query: Record<string, string> = QUERY): Promise<URL> {
  const page = await ask(consentUrl(query));
  const action = /<form method="post" action="([^"]*)">/.exec(page.text)?.[1] ?? 'no form';
  const unescaped = action.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const body = new URLSearchParams(form);
  const { status, headers } = await ask(new URL(unescaped, sandbox.authorizeUrl).href, { method: 'POST', body });
  expect(status).toBe(302);
  return new URL(headers.get('location') ?? '');
}

async function codeFor(...workspaces: string[]): Promise<string> {
  const ticked = workspaces.map((id): [string, string] => ['workspace', id]);
  const target = await answer([...ticked, ['answer', 'connect']]);
  return target.searchParams.get('code') ?? '';
}

function exchange(body: string, type = 'application/json'): Promise<Reply> {
  return ask(`${sandbox.apiUrl}/oauth/token`, { method: 'POST', body, headers: { 'Content-Type': type } });
}

function exchangeCode(code: string, other: Record<string, unknown> = {}): Promise<Reply> {
  const app = { client_id: SANDBOX_APP.clientId, client_secret: SANDBOX_APP.clientSecret };
  return exchange(JSON.stringify({ ...app, code, ...other }));
}

function refused({ status, json }: Reply): unknown {
  return { status, ECODE: json?.ECODE };
}

describe('the consent page', () => {
  test('offers both Workspaces, each ticked, and is not cached', async () => {
    const { status, headers, text } = await ask(consentUrl(QUERY));
    expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 200, cache: 'no-store' });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const boxes = [...text.matchAll(/<input type="checkbox" name="workspace" value="(\d+)" checked> (\w+)/g)];
    expect(boxes.map(([, id, name]) => [id, name])).toEqual([
      [ACME, 'Acme'],
      [GLOBEX, 'Globex'],
    ]);
  });

  test('`Connect` leads to the redirect URI with a code and the state as it came', async () => {
    const target = await answer([
      ['workspace', ACME],
      ['answer', 'connect'],
    ]);
    expect(`${target.origin}${target.pathname}`).toBe(REDIRECT);
    expect([...target.searchParams.keys()]).toEqual(['code', 'state']);
    expect(target.searchParams.get('code')).toMatch(/^[0-9A-F]{32}$/);
    expect(target.searchParams.get('state')).toBe(QUERY.state);
  });

  test('`Cancel` leads there with error=access_denied and the state, and no code', async () => {
    const target = await answer([
      ['workspace', ACME],
      ['answer', 'cancel'],
    ]);
    expect(Object.fromEntries(target.searchParams)).toEqual({ error: 'access_denied', state: QUERY.state });
  });

  test('no state comes back when none was sent, and the redirect URI keeps its own query', async () => {
    const query = { client_id: SANDBOX_APP.clientId, redirect_uri: `${REDIRECT}?from=test` };
    const target = await answer([['answer', 'cancel']], query);
    expect(Object.fromEntries(target.searchParams)).toEqual({ from: 'test', error: 'access_denied' });
  });

  test.each(['http://127.0.0.1:1/callback', 'http://[::1]:65535/callback', 'http://localhost/callback'])(
    '%s is registered',
    async (redirect_uri) => {
      expect((await ask(consentUrl({ ...QUERY, redirect_uri }))).status).toBe(200);
    },
  );

  test.each([
    ['an unregistered redirect URI', { ...QUERY, redirect_uri: 'https://example.com/callback' }, 401, 'OAUTH_007'],
    ['another path', { ...QUERY, redirect_uri: 'http://localhost:4567/other' }, 401, 'OAUTH_007'],
    ['https on loopback', { ...QUERY, redirect_uri: 'https://localhost:4567/callback' }, 401, 'OAUTH_007'],
    ['a redirect URI that is no URL', { ...QUERY, redirect_uri: 'callback' }, 401, 'OAUTH_007'],
    ['no redirect URI', { client_id: SANDBOX_APP.clientId }, 400, 'OAUTH_017'],
    ['an unknown client', { ...QUERY, client_id: 'OTHER' }, 401, 'OAUTH_010'],
    ['no client', { redirect_uri: REDIRECT }, 401, 'OAUTH_010'],
  ] as const)('%s is refused, as a page and as a form, and sends nobody anywhere', async (_, query, status, ECODE) => {
    const url = consentUrl(query);
    const replies = [
      await ask(url),
      await ask(url, { method: 'POST', body: new URLSearchParams({ answer: 'connect' }) }),
    ];
    for (const reply of replies) {
      expect(refused(reply)).toEqual({ status, ECODE });
      expect(reply.headers.get('location')).toBeNull();
    }
  });
});

describe('POST /oauth/token', () => {
  test('gives a token, and nothing else, that works with Bearer for the Workspaces that were ticked', async () => {
    const { status, json } = await exchangeCode(await codeFor(GLOBEX));
    expect({ status, json }).toEqual({ status: 200, json: { access_token: expect.stringMatching(/^\d+_\w+$/) } });
    const { json: teams } = await getAs(sandbox, `Bearer ${json?.access_token}`, '/team');
    expect(teams).toMatchObject({ teams: [{ id: GLOBEX }] });
  });

  test('gives a token that sees nothing when nothing was ticked', async () => {
    const { json } = await exchangeCode(await codeFor());
    expect((await getAs(sandbox, `Bearer ${json?.access_token}`, '/team')).json).toEqual({ teams: [] });
  });

  test('a code works once: OAUTH_014', async () => {
    const code = await codeFor(ACME);
    expect((await exchangeCode(code)).status).toBe(200);
    expect((await exchangeCode(code)).json).toEqual({ err: 'Code already used', ECODE: 'OAUTH_014' });
  });

  test('a code that was refused for its secret is not used up', async () => {
    const code = await codeFor(ACME);
    expect(refused(await exchangeCode(code, { client_secret: 'wrong' }))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
    expect((await exchangeCode(code)).status).toBe(200);
  });

  test.each([
    ['an unknown code', { code: 'ABC' }, 'OAUTH_013'],
    ['no code', { code: undefined }, 'OAUTH_013'],
    ['a code that is no text', { code: 5 }, 'OAUTH_013'],
    ['an unknown client', { client_id: 'OTHER' }, 'OAUTH_010'],
    ['no secret', { client_secret: undefined }, 'OAUTH_010'],
  ])('%s is refused', async (_, other, ECODE) => {
    expect(refused(await exchangeCode('ABC', other))).toEqual({ status: 401, ECODE });
  });

  test.each([
    ['a form', new URLSearchParams({ ...QUERY }).toString()],
    ['JSON that ends in the middle', '{"client_id": "SANDBOXCLIENT", "cl'],
    ['null', 'null'],
    ['a list', '["SANDBOXCLIENT"]'],
    ['nothing', ''],
  ])('a body that is %s names no client: OAUTH_010', async (_, body) => {
    expect(refused(await exchange(body))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
  });

  test('secrets in the query are not read', async () => {
    const code = await codeFor(ACME);
    const query = new URLSearchParams({
      client_id: SANDBOX_APP.clientId,
      client_secret: SANDBOX_APP.clientSecret,
      code,
    });
    const url = `${sandbox.apiUrl}/oauth/token?${query.toString()}`;
    expect(refused(await ask(url, { method: 'POST' }))).toEqual({ status: 401, ECODE: 'OAUTH_010' });
  });

  test('a body beyond 64 KiB ends the connection', async () => {
    await expect(exchange('x'.repeat(65_537))).rejects.toThrow('fetch failed');
  });
});
