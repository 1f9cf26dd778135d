import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners, once } from 'node:events';
import { ClientRequest, type ServerResponse } from 'node:http';
import { authenticate, parseToken, type AuthenticateOptions, type Reason } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { failureOf, OAUTH, PERSONAL } from './failure-of.js';
import { fakeTime } from './fake-time.js';
import { responseBody } from './response-body.js';
import { closedPort, closeServers, json, serve } from './server.js';

/** Longer than the time limit of a test, so that a call that ends earlier was ended by something else. */
const LONG_TIMEOUTS = { timeoutMs: 3_600_000, requestTimeoutMs: 3_600_000 };

afterEach(closeServers);

describe('with mocked responses', () => {
  const clickup = mockClickUp();

  /** Mocks successful responses to both requests. */
  function mockSuccess(
    { user = responseBody('user'), team = responseBody('teams') } = {},
    headers: Record<string, string>[] = [],
  ): void {
    clickup().get('/user').reply(200, user, headers[0]).get('/team').reply(200, team, headers[1]);
  }

  test('authenticate() returns the token, its user, the Workspaces with roles, and the required Workspaces', async () => {
    mockSuccess();
    const session = await authenticate({ token: PERSONAL, workspaces: ['globex', '9011234080', 'Acme'] });
    const acme = { id: '9011234080', name: 'Acme', color: '#7b68ee', role: 'owner', memberCount: 4 };
    expect(session).toEqual({
      token: parseToken(PERSONAL),
      identity: { id: '12345678', username: 'Ada Example', email: 'ada@example.com' },
      workspaces: [acme, expect.objectContaining({ id: '9011234081', name: 'Globex' })],
      required: [expect.objectContaining({ id: '9011234081' }), acme],
      requirements: [
        expect.objectContaining({ requirement: 'workspaces', isMet: true }),
        expect.objectContaining({ requirement: 'workspaces', isMet: true }),
      ],
      warnings: [],
    });
    expect(session.token.kind).toBe('personal');
  });

  test('authenticate() requires no Workspace by default', async () => {
    mockSuccess({ team: responseBody('teams-none') });
    expect(await authenticate({ token: PERSONAL })).toMatchObject({ workspaces: [], required: [] });
  });

  test('authenticate() accepts a Token, and returns its warnings', async () => {
    mockSuccess();
    const session = await authenticate({ token: parseToken('pk_x') });
    expect(session.warnings).toEqual(['The token does not have the usual format of a ClickUp personal token.']);
  });

  test('authenticate() returns the rate limit with fewer remaining requests', async () => {
    const limits = [{ 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '98' }, { 'X-RateLimit-Remaining': '97' }];
    mockSuccess({}, limits);
    expect((await authenticate({ token: PERSONAL })).rateLimit).toEqual({ remaining: 97 });
  });

  const GOOD = { token: PERSONAL, attempts: 1 };
  const mockError = (status: number, name: string) => () =>
    void clickup().get('/user').reply(status, responseBody(name)).get('/team').reply(status, responseBody(name));

  const mockList = (status: number, body: object) => {
    mockSuccess();
    clickup()
      .get('/list/1')
      .reply(status, body)
      .get(/folder|space/)
      .times(2)
      .reply(401, body);
  };

  /** A failing call for each reason. Compilation fails until a new reason has one. */
  const FAILURES: Readonly<Record<Reason, readonly [AuthenticateOptions, () => unknown]>> = {
    token_missing: [{ token: ' "" ' }, () => undefined],
    token_malformed: [{ token: PERSONAL.replace('X', ' ') }, () => undefined],
    token_rejected: [GOOD, mockError(401, 'error-oauth-025')],
    workspace_not_authorized: [{ ...GOOD, workspaces: ['Initech'] }, mockSuccess],
    workspace_ambiguous: [
      { ...GOOD, workspaces: ['ACME'] },
      () => mockSuccess({ team: '{"teams":[{"id":"1","name":"Acme"},{"id":"2","name":"acme"}]}' }),
    ],
    user_unexpected: [{ ...GOOD, users: ['1'] }, mockSuccess],
    token_kind_unexpected: [{ ...GOOD, tokenKind: 'oauth' }, mockSuccess],
    role_insufficient: [{ ...GOOD, workspaces: ['Globex'], role: 'owner' }, mockSuccess],
    workspace_unexpected: [{ ...GOOD, workspaces: ['Acme'], onlyRequiredWorkspaces: true }, mockSuccess],
    resource_inaccessible: [{ ...GOOD, lists: ['1'] }, () => mockList(401, { ECODE: 'OAUTH_023', err: 'x' })],
    permission_insufficient: [{ ...GOOD, lists: ['1:edit'] }, () => mockList(200, { id: '1', name: 'a' })],
    rate_limited: [GOOD, mockError(429, 'error-rate-limit')],
    clickup_unavailable: [GOOD, () => void clickup().get(/./).times(2).reply(503, '<html></html>')],
    unreachable: [GOOD, () => void clickup().get(/./).times(2).replyWithError(networkError('ECONNRESET'))],
    timed_out: [{ ...GOOD, requestTimeoutMs: 20 }, () => void clickup().get(/./).times(2).delay(60_000).reply(200)],
    cancelled: [{ ...GOOD, signal: AbortSignal.abort() }, () => undefined],
    reply_malformed: [GOOD, () => mockSuccess({ team: '<!DOCTYPE html><html></html>' })],
    request_refused: [GOOD, mockError(400, 'error-timeentry-052')],
    input_invalid: [{ ...GOOD, attempts: 0 }, () => undefined],
  };

  test.each(Object.entries(FAILURES))('authenticate() can fail with %s', async (reason, [options, mock]) => {
    mock();
    const error = await failureOf(authenticate(options));
    expect(error.failure.reason).toBe(reason);
    expect(error.message.startsWith(`[${reason}] `)).toBe(true);
  });

  test.each([
    'token_rejected',
    'rate_limited',
    'clickup_unavailable',
    'unreachable',
    'timed_out',
    'cancelled',
  ] as const)('error.known has the kind of the token when authenticate() fails with %s', async (reason) => {
    const [options, mock] = FAILURES[reason];
    mock();
    expect((await failureOf(authenticate({ ...options, token: OAUTH }))).known.tokenKind).toBe('oauth');
  });

  test('error.known has the data of both responses when a required Workspace is missing', async () => {
    mockSuccess({}, [{ 'X-RateLimit-Remaining': '7' }]);
    const { failure, known } = await failureOf(authenticate({ token: PERSONAL, workspaces: ['Acme', ' Initech '] }));
    expect(failure).toMatchObject({
      input: 'workspaces[1]',
      missing: [{ input: 'workspaces[1]', wanted: 'Initech' }],
      visibleCount: 2,
    });
    expect(known).toMatchObject({
      tokenKind: 'personal',
      identity: { id: '12345678' },
      workspaces: [{ name: 'Acme', role: 'owner' }, { name: 'Globex' }],
      rateLimit: { remaining: 7 },
    });
  });

  test.each([
    ['both requests fail', mockError(401, 'error-oauth-025'), {}],
    ['a required Workspace is missing', mockSuccess, { workspaces: ['Initech'] }],
  ])('C10: error.known has the warnings of the token when %s', async (_, mock, options) => {
    mock();
    const { known } = await failureOf(authenticate({ ...GOOD, ...options, token: 'pk_x' }));
    expect(known.warnings).toEqual(['The token does not have the usual format of a ClickUp personal token.']);
  });

  test('error.known has the rate limit when ClickUp returns 429', async () => {
    const headers = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '0' };
    clickup().get(/./).times(2).reply(429, responseBody('error-rate-limit'), headers);
    const { known } = await failureOf(authenticate(GOOD));
    expect(known).toEqual({ tokenKind: 'personal', rateLimit: { limit: 100, remaining: 0 } });
  });

  test.each([PERSONAL, `my token: ${PERSONAL}`, PERSONAL.slice(20, 30)])(
    'authenticate() fails with input_invalid, without sending a request or quoting it, when a Workspace is the token (%#)',
    async (pasted) => {
      const { failure } = await failureOf(authenticate({ token: PERSONAL, workspaces: ['Acme', pasted] }));
      expect(failure).toEqual({
        reason: 'input_invalid',
        input: 'workspaces[1]',
        allowed: 'a Workspace ID or name as a string. This entry contains the token',
      });
    },
  );

  test.each([OAUTH, ` ${PERSONAL.replace('pk_1', 'pk_9').replace('Q7ZK', 'A1B2')}\n`])(
    'authenticate() fails with input_invalid, without sending a request or quoting it, when a Workspace is another token (%#)',
    async (pasted) => {
      const token = '55555555_N4mB7vC2xZ9lK6jH3gF8dS5aP1oI0uYt';
      const { failure, message } = await failureOf(authenticate({ token, workspaces: ['Acme', pasted] }));
      const allowed = 'a Workspace ID or name as a string. This entry contains another token';
      expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaces[1]', allowed });
      expect(message).not.toContain(pasted.trim().slice(-12));
    },
  );

  test('authenticate() fails with input_invalid, without sending a request, when a Workspace ID is a number', async () => {
    const workspaces: string[] = JSON.parse('["Acme", 9011234080]');
    const { failure } = await failureOf(authenticate({ token: PERSONAL, workspaces }));
    const allowed = 'a Workspace ID or name as a string';
    expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaces[1]', allowed });
  });

  test('authenticate() rethrows an error of the clock option', async () => {
    mockSuccess();
    const broken = new TypeError('the clock is broken');
    let reads = 0;
    const clock = (): number => {
      reads += 1;
      if (reads > 1) throw broken;
      return 0;
    };
    await expect(authenticate({ token: PERSONAL, clock })).rejects.toBe(broken);
  });
});

describe('with a server on loopback', () => {
  test.each([
    ['a personal token raw', PERSONAL, PERSONAL],
    ['an OAuth token with Bearer', OAUTH, `Bearer ${OAUTH}`],
  ])('authenticate() sends GET /user and GET /team in parallel, once each, with %s', async (_, token, header) => {
    const pending: [string, ServerResponse][] = [];
    // Respond only after both requests arrived.
    const server = await serve(({ url = '' }, response) => {
      pending.push([url, response]);
      if (pending.length < 2) return;
      for (const [path, one] of pending) one.end(responseBody(path === '/user' ? 'user' : 'teams'));
    });
    const { identity, workspaces } = await authenticate({ token, apiUrl: server.url, ...LONG_TIMEOUTS });
    expect([identity.id, workspaces.length]).toEqual(['12345678', 2]);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(['GET /team', 'GET /user']);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([header, header]);
  });

  test('error.known has the user when GET /team fails after GET /user succeeded', async () => {
    const finished = whenClosed('/user');
    const server = await serve(async ({ url }, response) => {
      if (url === '/user') return json(response, { user: { id: 7 } });
      await finished;
      return json(response, {}, 403);
    });
    const { failure, known } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...LONG_TIMEOUTS }));
    expect(failure).toMatchObject({ reason: 'request_refused', status: 403, answer: { request: 'GET /team' } });
    expect(known).toEqual({ tokenKind: 'personal', identity: { id: '7' } });
  });

  test('error.known has the Workspaces and the rate limit when GET /user fails after GET /team succeeded', async () => {
    const finished = whenClosed('/team');
    const server = await serve(async ({ url }, response) => {
      if (url === '/team')
        return json(response, { teams: [{ id: '1', name: 'Acme' }] }, 200, { 'X-RateLimit-Limit': '100' });
      await finished;
      return json(response, {}, 403);
    });
    const { failure, known } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...LONG_TIMEOUTS }));
    expect(failure).toMatchObject({ reason: 'request_refused', answer: { request: 'GET /user' } });
    const workspaces = [{ id: '1', name: 'Acme' }];
    expect(known).toEqual({ tokenKind: 'personal', workspaces, rateLimit: { limit: 100 } });
  });

  test.each(['/user', '/team'])('authenticate() aborts the other request when %s fails', async (failing) => {
    const closed: Promise<unknown>[] = [];
    const pending: ServerResponse[] = [];
    const server = await serve(({ url }, response) => {
      pending.push(response);
      if (url !== failing) closed.push(once(response, 'close'));
      if (pending.length === 2) json(pending[server.seen.findIndex((one) => one.url === failing)]!, {}, 401);
    });
    const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...LONG_TIMEOUTS }));
    expect(failure).toMatchObject({ reason: 'request_refused', answer: { request: `GET ${failing}` } });
    expect(await Promise.all(closed)).toHaveLength(1);
  });

  test('authenticate() fails with cancelled, without sending a request, when the signal is already aborted', async () => {
    const server = await serve((_, response) => json(response, {}));
    const options = { token: PERSONAL, apiUrl: server.url, signal: AbortSignal.abort(), ...LONG_TIMEOUTS };
    expect((await failureOf(authenticate(options))).reason).toBe('cancelled');
    expect(server.seen).toEqual([]);
  });

  test('authenticate() cancels both requests when the signal is aborted', async () => {
    const controller = new AbortController();
    const closed: Promise<unknown>[] = [];
    const server = await serve((_, response) => {
      closed.push(once(response, 'close'));
      if (closed.length === 2) controller.abort();
    });
    const options = { token: PERSONAL, apiUrl: server.url, signal: controller.signal, ...LONG_TIMEOUTS };
    expect((await failureOf(authenticate(options))).failure).toEqual({ reason: 'cancelled', input: 'signal' });
    expect(await Promise.all(closed)).toHaveLength(2);
  });

  test('authenticate() fails with cancelled when the signal is aborted during a pause', async () => {
    const controller = new AbortController();
    const server = await serve((_, response) => json(response, {}, 429, { 'Retry-After': '1800' }));
    // The random source is read just before the pause, which uses a timer.
    const random = (): number => {
      setImmediate(() => controller.abort());
      return 0;
    };
    const options = { token: PERSONAL, apiUrl: server.url, signal: controller.signal, random, ...LONG_TIMEOUTS };
    expect((await failureOf(authenticate(options))).reason).toBe('cancelled');
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['success', 200],
    ['a rejection', 401],
    ['an outage', 503],
  ])('authenticate() removes its listener from the signal after %s', async (_, status) => {
    const { signal } = new AbortController();
    const server = await serve(({ url }, response) =>
      json(response, url === '/user' ? { user: { id: 7 } } : { teams: [] }, status),
    );
    const { options } = fakeTime();
    await authenticate({ token: PERSONAL, apiUrl: server.url, signal, ...options }).catch(() => undefined);
    expect(server.seen.length).toBeGreaterThan(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('authenticate() removes its listener from the signal after an abort and after a network error', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, signal: controller.signal, ...LONG_TIMEOUTS }));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);

    const { signal } = new AbortController();
    const apiUrl = `http://127.0.0.1:${await closedPort()}`;
    const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl, signal, attempts: 1 }));
    expect(failure).toMatchObject({ reason: 'unreachable', code: 'ECONNREFUSED' });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

function networkError(code: string): Error {
  return Object.assign(new Error('the socket failed'), { code });
}

/** Resolves when the request for `path` in this process is closed, after its response was read. */
async function whenClosed(path: string): Promise<void> {
  const channel = 'http.client.request.start';
  await new Promise<void>((resolve) => {
    const onStart = (message: unknown): void => {
      if (!isStart(message) || message.request.path !== path) return;
      unsubscribe(channel, onStart);
      message.request.once('close', resolve);
    };
    subscribe(channel, onStart);
  });
}

function isStart(message: unknown): message is { readonly request: ClientRequest } {
  return (
    typeof message === 'object' && message !== null && 'request' in message && message.request instanceof ClientRequest
  );
}
