import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import {
  authenticate,
  checkOptions,
  DEFAULT_API_URL,
  exchangeCode,
  verifyToken,
  type RequestOptions,
} from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { CLIENT_SECRET, CODE, failureOf, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';
import { closeServers, json, serve } from './server.js';

/** The failure of a call with an aborted signal. `cancelled` means that all options are valid. */
async function outcome(options: RequestOptions) {
  return (await failureOf(verifyToken(PERSONAL, { ...options, signal: AbortSignal.abort() }))).failure;
}

test('C31: the library ignores CLICKUP_API_URL, as docs/library.md states', () => {
  const before = process.env['CLICKUP_API_URL'];
  process.env['CLICKUP_API_URL'] = 'ftp://example.com';
  try {
    expect(() => checkOptions({})).not.toThrow();
    expect(() => checkOptions({ apiUrl: process.env['CLICKUP_API_URL'] })).toThrow('[input_invalid] apiUrl');
  } finally {
    if (before === undefined) delete process.env['CLICKUP_API_URL'];
    else process.env['CLICKUP_API_URL'] = before;
  }
  expect(readFileSync('docs/library.md', 'utf8')).toMatch(/ignores `CLICKUP_API_URL`/);
});

test('checkOptions() rejects the options that authenticate() rejects, without sending a request', () => {
  expect(() => checkOptions({ attempts: 4, apiUrl: 'http://127.0.0.1:1' })).not.toThrow();
  expect(() => checkOptions({ attempts: 11 })).toThrow('[input_invalid] attempts');
});

describe('numbers', () => {
  test.each([
    ['timeoutMs', 3_600_000],
    ['requestTimeoutMs', 3_600_000],
    ['attempts', 10],
    ['maxReplyBytes', 512 * 1024 * 1024],
  ])('%s must be a whole number from 1 to %i', async (input, max) => {
    const rejected = { reason: 'input_invalid', input, allowed: `a whole number from 1 to ${max}` };
    for (const value of [0, -1, 1.5, max + 1, NaN, Infinity])
      expect(await outcome({ [input]: value })).toEqual(rejected);
    for (const value of [1, max, undefined])
      expect(await outcome({ [input]: value })).toMatchObject({ reason: 'cancelled' });
  });

  test('every call fails with input_invalid when an option is invalid', async () => {
    const app = { clientId: 'app', clientSecret: CLIENT_SECRET, code: CODE };
    for (const call of [authenticate({ token: PERSONAL, timeoutMs: 0 }), exchangeCode({ ...app, timeoutMs: 0 })]) {
      expect((await failureOf(call)).failure).toMatchObject({ reason: 'input_invalid', input: 'timeoutMs' });
    }
  });
});

describe('apiUrl', () => {
  test.each([
    'https://api.clickup.com/api/v2',
    'https://gateway.example.com:8443/clickup/',
    'HTTPS://API.CLICKUP.COM',
    'http://127.0.0.1:8080',
    'http://127.1.2.3',
    'http://2130706433',
    'http://localhost:8080/api/v2',
    'http://[::1]:8080',
    'https://[::1]',
  ])('accepts %s', async (apiUrl) => {
    expect(await outcome({ apiUrl })).toEqual({ reason: 'cancelled', input: 'signal' });
  });

  test.each([
    'http://api.clickup.com/api/v2',
    'http://10.0.0.1',
    'http://128.0.0.1',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://0.0.0.0',
    'http://[::2]',
    'ftp://127.0.0.1',
    'file:///etc/hosts',
    'javascript:alert(1)',
    `https://${PERSONAL}@api.clickup.com`,
    `https://user:${PERSONAL}@api.clickup.com`,
    `https://api.clickup.com/api/v2?token=${PERSONAL}`,
    `https://api.clickup.com/api/v2#${PERSONAL}`,
    'api.clickup.com/api/v2',
    '//api.clickup.com',
    'https://',
    '',
  ])('rejects %p without quoting it', async (apiUrl) => {
    const allowed = 'an https:// URL, or http:// on loopback, without a user, query or fragment';
    expect(await outcome({ apiUrl })).toEqual({ reason: 'input_invalid', input: 'apiUrl', allowed });
  });

  describe('by default', () => {
    const clickup = mockClickUp();

    test('is the ClickUp API, version 2', async () => {
      expect(DEFAULT_API_URL).toBe('https://api.clickup.com/api/v2');
      clickup().get('/user').reply(200, responseBody('user'));
      expect(await verifyToken(PERSONAL)).toMatchObject({ id: '12345678' });
    });
  });
});

describe('on loopback', () => {
  afterEach(closeServers);
  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

  test.each(['', '/', '/api/v2', '/api/v2/', '/api/v2//'])(
    'the path %p of apiUrl is the prefix of the request path',
    async (path) => {
      const server = await serve((_, response) => json(response, { user: { id: 1 } }));
      await verifyToken(PERSONAL, { apiUrl: server.url + path });
      expect(server.seen.map(({ url }) => url)).toEqual([path.startsWith('/api') ? '/api/v2/user' : '/user']);
      expect(server.seen[0]?.headers.host).toBe(`127.0.0.1:${server.port}`);
    },
  );

  const withIpv6 = hasIpv6 ? describe : describe.skip;
  withIpv6('with IPv6', () => {
    test('verifyToken() connects to an IPv6 address', async () => {
      const server = await serve((_, response) => json(response, { user: { id: 1 } }), '::1');
      expect(server.url).toContain('http://[::1]:');
      expect(await verifyToken(PERSONAL, { apiUrl: server.url })).toEqual({ id: '1' });
    });
  });
});
