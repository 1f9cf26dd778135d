import { inspect } from 'node:util';
import { authenticate, authorizationUrl, exchangeCode, explain, type ExchangeCodeOptions } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { CLIENT_SECRET, CODE, failureOf, OAUTH } from './failure-of.js';
import { fakeTime } from './fake-time.js';
import { responseBody } from './response-body.js';
import { closeServers, json, serve } from './server.js';
import { catchAuthError } from './auth-errors.js';

const APP = { clientId: 'QY1AP', redirectUri: 'http://127.0.0.1:4180/callback', state: 'b4 &=?#é' };
const EXCHANGE: ExchangeCodeOptions = { clientId: 'QY1AP', clientSecret: CLIENT_SECRET, code: CODE };

describe('authorizationUrl()', () => {
  test('returns the URL of the consent page with client ID, redirect URI and state', () => {
    expect(authorizationUrl({ ...APP, clientId: ' QY1AP\n' })).toBe(
      'https://app.clickup.com/api?client_id=QY1AP' +
        '&redirect_uri=http%3A%2F%2F127.0.0.1%3A4180%2Fcallback&state=b4+%26%3D%3F%23%C3%A9',
    );
  });

  test('does not normalize the redirect URI', () => {
    const redirectUri = 'HTTPS://Example.com:443/a/../b?x=1';
    expect(new URL(authorizationUrl({ ...APP, redirectUri })).searchParams.get('redirect_uri')).toBe(redirectUri);
  });

  test('keeps the query of a different authorizeUrl', () => {
    const url = authorizationUrl({ ...APP, authorizeUrl: 'http://127.0.0.1:4180/authorize?tenant=7', state: 's' });
    expect(url).toBe(
      'http://127.0.0.1:4180/authorize?tenant=7&client_id=QY1AP' +
        '&redirect_uri=http%3A%2F%2F127.0.0.1%3A4180%2Fcallback&state=s',
    );
  });

  test.each([
    ['clientId', ' '],
    ['state', ''],
    ['redirectUri', '/callback'],
    ['redirectUri', ''],
    ['authorizeUrl', 'app.clickup.com'],
  ])('fails with input_invalid when %s is invalid: %p', (input, value) => {
    const { failure } = catchAuthError(() => authorizationUrl({ ...APP, [input]: value }));
    expect(failure).toMatchObject({ reason: 'input_invalid', input });
  });
});

describe('exchangeCode() with a server on loopback', () => {
  afterEach(closeServers);

  test.each([
    ['the client secret', CLIENT_SECRET],
    ['a part of the client secret', `x${CLIENT_SECRET.slice(4, 14)}x`],
    ['the client secret in another case', CLIENT_SECRET.toLowerCase()],
    ['the code', CODE],
  ])('S10: a later response that contains %s is rejected without quoting it', async (_, username) => {
    const server = await serve(({ url }, response) => {
      if (url === '/oauth/token') return json(response, { access_token: OAUTH });
      return json(response, url === '/user' ? { user: { id: 7, username } } : { teams: [] });
    });
    const token = await exchangeCode({ ...EXCHANGE, apiUrl: server.url });
    const { failure } = await failureOf(authenticate({ token, apiUrl: server.url }));
    expect(failure).toMatchObject({ reason: 'reply_malformed', problem: 'the response contains the token' });
    const workspaces = [username];
    expect((await failureOf(authenticate({ token, apiUrl: server.url, workspaces }))).reason).toBe('input_invalid');
  });

  test('S10: the secrets of the exchange are not in any form of the token', async () => {
    const server = await serve((_, response) => json(response, { access_token: OAUTH }));
    const token = await exchangeCode({ ...EXCHANGE, apiUrl: server.url });
    const printed = [inspect(token, { showHidden: true, depth: 9 }), JSON.stringify(token), String(token)].join();
    expect([CLIENT_SECRET, CODE].filter((secret) => printed.includes(secret.slice(0, 8)))).toEqual([]);
  });

  test('posts client ID, secret and code as JSON, without a query and without an Authorization header', async () => {
    const server = await serve((_, response) => json(response, { access_token: OAUTH }));
    const token = await exchangeCode({ ...EXCHANGE, code: `${CODE}\n`, apiUrl: `${server.url}/api/v2` });
    expect(String(token)).toBe('[ClickUp oauth token]');
    expect([token.kind, token.authorization]).toEqual(['oauth', `Bearer ${OAUTH}`]);
    expect(server.seen).toHaveLength(1);
    const [{ method, url, headers, body } = { headers: {}, body: '' }] = server.seen;
    expect([method, url]).toEqual(['POST', '/api/v2/oauth/token']);
    expect(JSON.parse(body)).toEqual({ client_id: 'QY1AP', client_secret: CLIENT_SECRET, code: CODE });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-length': String(body.length) });
    expect(headers.authorization).toBeUndefined();
  });

  test('sends Content-Length in bytes, not in characters', async () => {
    const server = await serve((_, response) => json(response, { access_token: OAUTH }));
    await exchangeCode({ ...EXCHANGE, clientId: 'é€', apiUrl: server.url });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ client_id: 'é€' });
  });

  test.each([500, 503, 429])('sends one request when the status is %i, with any value of attempts', async (status) => {
    const { options, pauses } = fakeTime();
    const server = await serve((_, response) => json(response, {}, status, { 'Retry-After': '1' }));
    await failureOf(exchangeCode({ ...EXCHANGE, ...options, apiUrl: server.url, attempts: 4 }));
    expect([server.seen.length, pauses]).toEqual([1, []]);
  });

  test('sends one request when the connection is closed, because the code may be used up', async () => {
    const server = await serve((_, response) => response.destroy());
    const { failure } = await failureOf(exchangeCode({ ...EXCHANGE, apiUrl: server.url }));
    expect(failure).toMatchObject({ reason: 'unreachable', code: 'ECONNRESET' });
    expect(server.seen).toHaveLength(1);
  });

  test('fails with cancelled when the signal is aborted', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const { reason } = await failureOf(exchangeCode({ ...EXCHANGE, apiUrl: server.url, signal: controller.signal }));
    expect(reason).toBe('cancelled');
  });
});

describe('exchangeCode() with mocked responses', () => {
  const clickup = mockClickUp();

  test.each([
    ['OAUTH_007', 400, 'redirect URI is not registered'],
    ['OAUTH_010', 401, 'No OAuth app has this client ID'],
    ['OAUTH_013', 401, 'unknown or has expired'],
    ['OAUTH_014', 400, 'already used'],
    ['OAUTH_017', 400, 'redirect URI is missing'],
  ])('fails with request_refused and explains %s', async (ecode, status, cause) => {
    clickup().post('/oauth/token').reply(status, { err: 'no', ECODE: ecode });
    const { failure } = await failureOf(exchangeCode(EXCHANGE));
    const answer = { request: 'POST /oauth/token', status, ecode, text: 'no' };
    expect(failure).toEqual({ reason: 'request_refused', input: 'code', status, ecode, answer });
    expect(explain(failure).cause).toContain(cause);
  });

  test('fails with request_refused for a code that means token_rejected in other requests', async () => {
    clickup().post('/oauth/token').reply(401, responseBody('error-oauth-025'));
    const { failure } = await failureOf(exchangeCode(EXCHANGE));
    expect(failure).toMatchObject({ reason: 'request_refused', ecode: 'OAUTH_025' });
    expect(explain(failure).remedy).toContain('common_errors');
  });

  test('returns the token of the documented response', async () => {
    clickup().post('/oauth/token').reply(200, responseBody('access-token'));
    expect((await exchangeCode(EXCHANGE)).kind).toBe('oauth');
  });

  test.each([
    ['body', []],
    ['access_token', {}],
    ['access_token', { access_token: null }],
  ])('fails with reply_malformed at %s when it is invalid (%#)', async (path, body) => {
    clickup().post('/oauth/token').reply(200, JSON.stringify(body));
    expect((await failureOf(exchangeCode(EXCHANGE))).failure).toMatchObject({ reason: 'reply_malformed', path });
  });

  test.each(['clientId', 'clientSecret', 'code'])(
    'fails with input_invalid, without sending a request, when %s is empty',
    async (input) => {
      const { failure } = await failureOf(exchangeCode({ ...EXCHANGE, [input]: ' \n' }));
      expect(failure).toEqual({ reason: 'input_invalid', input, allowed: 'a non-empty string' });
    },
  );

  test('fails with reply_malformed when the access token is invalid as a header value', async () => {
    for (const text of ['', 'a b']) {
      clickup().post('/oauth/token').reply(200, { access_token: text });
      const { failure } = await failureOf(exchangeCode(EXCHANGE));
      expect(failure).toMatchObject({ reason: 'reply_malformed', path: 'access_token' });
    }
  });

  test('omits the code from an error that contains it', async () => {
    clickup()
      .post('/oauth/token')
      .reply(400, { err: `Unknown code ${CODE}`, ECODE: 'OAUTH_013' });
    expect((await failureOf(exchangeCode(EXCHANGE))).failure).toMatchObject({ ecode: 'OAUTH_013' });
  });

  test('omits the secret from an error that contains it', async () => {
    clickup()
      .post('/oauth/token')
      .reply(400, { err: `Wrong secret ${CLIENT_SECRET}`, ECODE: 'OAUTH_010' });
    expect((await failureOf(exchangeCode(EXCHANGE))).failure).toMatchObject({ ecode: 'OAUTH_010' });
  });
});
