import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { escapeHtml } from '../../sandbox/response.js';
import { request, get, getAs, headerOf } from './client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});

afterEach(async () => {
  await sandbox.close();
});

function post(path: string, headers: Record<string, string> = {}): ReturnType<typeof request> {
  return request(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', headers });
}

async function statusOf(name: Parameters<typeof get>[1]): Promise<number> {
  return (await get(sandbox, name, '/user')).status;
}

describe('revoke and restore', () => {
  test('change a token while the sandbox is running', async () => {
    expect(await statusOf('valid')).toBe(200);
    sandbox.revoke('valid');
    const { status, json } = await get(sandbox, 'valid', '/team');
    expect({ status, json }).toEqual({ status: 401, json: { err: 'Token invalid', ECODE: 'OAUTH_025' } });
    expect(await statusOf('oauth')).toBe(200);
    sandbox.restore('valid');
    expect(await statusOf('valid')).toBe(200);
  });

  test('work over HTTP', async () => {
    const { status, json } = await post('revoke/valid');
    expect({ status, json }).toEqual({ status: 200, json: { revoked: 'valid' } });
    expect(await statusOf('valid')).toBe(401);
    expect((await post('restore/valid')).json).toEqual({ restored: 'valid' });
    expect(await statusOf('valid')).toBe(200);
  });

  test.each(['revoked', 'withdrawn'] as const)('make `%s` valid, then rejected again', async (name) => {
    expect(await statusOf(name)).toBe(401);
    sandbox.restore(name);
    expect((await get(sandbox, name, '/team')).json).toMatchObject({ teams: [{ name: 'Acme' }] });
    sandbox.revoke(name);
    expect(await statusOf(name)).toBe(401);
  });

  test('restore the behavior of a token that emulates an outage', async () => {
    sandbox.revoke('outage');
    expect(await statusOf('outage')).toBe(401);
    sandbox.restore('outage');
    expect(await statusOf('outage')).toBe(503);
  });

  test('take an issued token by its text, or by its name over HTTP', async () => {
    const token = sandbox.issueToken();
    const status = async (): Promise<number> => (await getAs(sandbox, headerOf(token), '/user')).status;
    expect(await status()).toBe(200);
    sandbox.revoke(token);
    expect(await status()).toBe(401);
    expect((await post('restore/issued-1')).json).toEqual({ restored: 'issued-1' });
    expect(await status()).toBe(200);
  });

  test('fail for an unknown token without quoting it', async () => {
    for (const act of ['revoke', 'restore'] as const) {
      expect(() => sandbox[act]('pk_12345678_ELSEWHERE')).toThrow(/^The sandbox has no such token\.$/);
    }
    const { status, json } = await post('revoke/nobody');
    expect({ status, json }).toEqual({ status: 404, json: { err: 'There is no token named nobody.' } });
  });

  test('change nothing if a web page sends the POST', async () => {
    await statusOf('valid');
    for (const path of ['revoke/valid', 'reset']) {
      expect((await post(path, { Origin: 'https://example.com' })).status).toBe(403);
    }
    expect(sandbox.requests.total).toBe(1);
    expect(await statusOf('valid')).toBe(200);
  });

  test('change nothing on a GET, which links and images send', async () => {
    expect((await request(`${sandbox.url}/_sandbox/revoke/valid`)).status).toBe(404);
    expect(await statusOf('valid')).toBe(200);
  });
});

describe('requests', () => {
  test('counts API requests by path and by token, including unknown tokens', async () => {
    await get(sandbox, 'valid', '/user');
    await get(sandbox, 'valid', '/user');
    await get(sandbox, 'outage', '/team');
    await getAs(sandbox, undefined, '/user');
    await getAs(sandbox, 'pk_unknown', '/nowhere');
    await request(`${sandbox.apiUrl}/oauth/token`, { method: 'POST', body: '{}' });
    const counts = {
      total: 6,
      byPath: { 'GET /user': 3, 'GET /team': 1, 'GET /nowhere': 1, 'POST /oauth/token': 1 },
      byToken: { valid: 2, outage: 1, '?': 3 },
    };
    expect(sandbox.requests).toEqual(counts);
    // Control requests are not counted.
    expect((await request(`${sandbox.url}/_sandbox/requests`)).json).toEqual(counts);
    expect(sandbox.requests).toEqual(counts);
  });

  test('returns a copy, and a reset clears the counts and the tokens that fail first', async () => {
    expect(await statusOf('flaky')).toBe(502);
    const before = sandbox.requests;
    expect(await statusOf('flaky')).toBe(200);
    expect(before.total).toBe(1);
    expect((await post('reset')).json).toEqual({ total: 0, byPath: {}, byToken: {} });
    expect(await statusOf('flaky')).toBe(502);
    sandbox.resetCounts();
    expect(sandbox.requests).toEqual({ total: 0, byPath: {}, byToken: {} });
    expect(await statusOf('flaky')).toBe(502);
  });

  test('a reset does not restore a revoked token', async () => {
    sandbox.revoke('valid');
    sandbox.resetCounts();
    expect(await statusOf('valid')).toBe(401);
  });
});

describe('start page', () => {
  test('lists every test token', async () => {
    const { status, headers, text } = await request(sandbox.url);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    expect(text.match(/<tr><th>\w+<\/th><td>/g)).toHaveLength(SANDBOX_TABLE.length);
    for (const { name, token, description, expected } of SANDBOX_TABLE) {
      expect(text).toContain(
        `<tr><th>${name}</th><td>${escapeHtml(description)}</td><td><code>${expected}</code></td><td><code>${token}</code></td></tr>`,
      );
    }
  });

  test('escapes HTML', () => {
    expect(escapeHtml(`<b title="a" id='b'>&`)).toBe('&#60;b title=&#34;a&#34; id=&#39;b&#39;&#62;&#38;');
  });
});
