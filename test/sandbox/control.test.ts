import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { escapeHtml } from '../../sandbox/answer.js';
import { ask, get, getAs, headerOf } from './client.js';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});

afterEach(async () => {
  await sandbox.close();
});

function post(path: string, headers: Record<string, string> = {}): ReturnType<typeof ask> {
  return ask(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', headers });
}

async function statusOf(name: Parameters<typeof get>[1]): Promise<number> {
  return (await get(sandbox, name, '/user')).status;
}

describe('revoke and restore', () => {
  test('a token is revoked and restored while it runs, through the object', async () => {
    expect(await statusOf('valid')).toBe(200);
    sandbox.revoke('valid');
    const { status, json } = await get(sandbox, 'valid', '/team');
    expect({ status, json }).toEqual({ status: 401, json: { err: 'Token invalid', ECODE: 'OAUTH_025' } });
    expect(await statusOf('oauth')).toBe(200);
    sandbox.restore('valid');
    expect(await statusOf('valid')).toBe(200);
  });

  test('and over HTTP', async () => {
    const { status, json } = await post('revoke/valid');
    expect({ status, json }).toEqual({ status: 200, json: { revoked: 'valid' } });
    expect(await statusOf('valid')).toBe(401);
    expect((await post('restore/valid')).json).toEqual({ restored: 'valid' });
    expect(await statusOf('valid')).toBe(200);
  });

  test.each(['revoked', 'withdrawn'] as const)('`%s` works once it is restored, and dies again', async (name) => {
    expect(await statusOf(name)).toBe(401);
    sandbox.restore(name);
    expect((await get(sandbox, name, '/team')).json).toMatchObject({ teams: [{ name: 'Acme' }] });
    sandbox.revoke(name);
    expect(await statusOf(name)).toBe(401);
  });

  test('a row that plays a fault plays it again after both', async () => {
    sandbox.revoke('outage');
    expect(await statusOf('outage')).toBe(401);
    sandbox.restore('outage');
    expect(await statusOf('outage')).toBe(503);
  });

  test('an issued token is revoked by its text through the object, and by its name over HTTP', async () => {
    const token = sandbox.issueToken();
    const status = async (): Promise<number> => (await getAs(sandbox, headerOf(token), '/user')).status;
    expect(await status()).toBe(200);
    sandbox.revoke(token);
    expect(await status()).toBe(401);
    expect((await post('restore/issued-1')).json).toEqual({ restored: 'issued-1' });
    expect(await status()).toBe(200);
  });

  test('a token that it does not have is an error, which does not quote it', async () => {
    for (const act of ['revoke', 'restore'] as const) {
      expect(() => sandbox[act]('pk_12345678_ELSEWHERE')).toThrow(/^The sandbox has no such token\.$/);
    }
    const { status, json } = await post('revoke/nobody');
    expect({ status, json }).toEqual({ status: 404, json: { err: 'There is no token named nobody.' } });
  });

  test('a POST from a web page changes nothing', async () => {
    await statusOf('valid');
    for (const path of ['revoke/valid', 'reset']) {
      expect((await post(path, { Origin: 'https://example.com' })).status).toBe(403);
    }
    expect(sandbox.requests.total).toBe(1);
    expect(await statusOf('valid')).toBe(200);
  });

  test('a GET, as a link or an image sends it, changes nothing', async () => {
    expect((await ask(`${sandbox.url}/_sandbox/revoke/valid`)).status).toBe(404);
    expect(await statusOf('valid')).toBe(200);
  });
});

describe('the counts', () => {
  test('tell how often the API was asked, by path and by token, an unknown one included', async () => {
    await get(sandbox, 'valid', '/user');
    await get(sandbox, 'valid', '/user');
    await get(sandbox, 'outage', '/team');
    await getAs(sandbox, undefined, '/user');
    await getAs(sandbox, 'pk_unknown', '/nowhere');
    await ask(`${sandbox.apiUrl}/oauth/token`, { method: 'POST', body: '{}' });
    const counts = {
      total: 6,
      byPath: { 'GET /user': 3, 'GET /team': 1, 'GET /nowhere': 1, 'POST /oauth/token': 1 },
      byToken: { valid: 2, outage: 1, '?': 3 },
    };
    expect(sandbox.requests).toEqual(counts);
    // The sandbox's own pages are not counted.
    expect((await ask(`${sandbox.url}/_sandbox/requests`)).json).toEqual(counts);
    expect(sandbox.requests).toEqual(counts);
  });

  test('that were taken do not change, and a reset starts from nothing, first times included', async () => {
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

  test('a reset leaves a revoked token revoked', async () => {
    sandbox.revoke('valid');
    sandbox.resetCounts();
    expect(await statusOf('valid')).toBe(401);
  });
});

describe('the page of the table', () => {
  test('shows every row with its token', async () => {
    const { status, headers, text } = await ask(sandbox.url);
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    expect(text.match(/<tr><th>\w+<\/th><td>/g)).toHaveLength(SANDBOX_TABLE.length);
    for (const { name, token, plays, expected } of SANDBOX_TABLE) {
      expect(text).toContain(
        `<tr><th>${name}</th><td>${escapeHtml(plays)}</td><td><code>${expected}</code></td><td><code>${token}</code></td></tr>`,
      );
    }
  });

  test('shows what it plays as text, whatever it holds', () => {
    expect(escapeHtml(`<b title="a" id='b'>&`)).toBe('&#60;b title=&#34;a&#34; id=&#39;b&#39;&#62;&#38;');
  });
});
