import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners, once } from 'node:events';
import { ClientRequest, type ServerResponse } from 'node:http';
import { authenticate, parseToken, type AuthenticateOptions, type Reason } from '../../src/index.js';
import { playClickUp } from './clickup.js';
import { failureOf, OAUTH, PERSONAL } from './failure-of.js';
import { frozenTime } from './frozen-time.js';
import { replyText } from './reply-text.js';
import { closedPort, closeServers, json, serve } from './server.js';

/** So long that a test would end by its own bound first: what ends earlier was ended. */
const PATIENT = { timeoutMs: 3_600_000, requestTimeoutMs: 3_600_000 };

afterEach(closeServers);

describe('with ClickUp played in this process', () => {
  const clickup = playClickUp();

  /** Answers both requests with success, unless told otherwise. */
  function answers(
    { user = replyText('user'), team = replyText('teams') } = {},
    headers: Record<string, string>[] = [],
  ): void {
    clickup().get('/user').reply(200, user, headers[0]).get('/team').reply(200, team, headers[1]);
  }

  test('authenticate() gives token, identity, Workspaces with the user’s role, the required ones and no warning', async () => {
    answers();
    const session = await authenticate({ token: PERSONAL, workspaces: ['globex', '9011234080', 'Acme'] });
    const acme = { id: '9011234080', name: 'Acme', color: '#7b68ee', role: 'owner', memberCount: 4 };
    expect(session).toEqual({
      token: parseToken(PERSONAL),
      identity: { id: '12345678', username: 'Ada Example', email: 'ada@example.com' },
      workspaces: [acme, expect.objectContaining({ id: '9011234081', name: 'Globex' })],
      required: [expect.objectContaining({ id: '9011234081' }), acme],
      warnings: [],
    });
    expect(session.token.kind).toBe('personal');
  });

  test('authenticate() requires no Workspace when none is asked for', async () => {
    answers({ team: replyText('teams-none') });
    expect(await authenticate({ token: PERSONAL })).toMatchObject({ workspaces: [], required: [] });
  });

  test('authenticate() takes a Token, and tells what is unusual about it', async () => {
    answers();
    const session = await authenticate({ token: parseToken('pk_x') });
    expect(session.warnings).toEqual(['The token does not have the usual shape of a ClickUp personal token.']);
  });

  test('the Session has the rate limit of the answer after which fewer requests are left', async () => {
    const limits = [{ 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '98' }, { 'X-RateLimit-Remaining': '97' }];
    answers({}, limits);
    expect((await authenticate({ token: PERSONAL })).rateLimit).toEqual({ remaining: 97 });
  });

  const GOOD = { token: PERSONAL, attempts: 1 };
  const refuse = (status: number, name: string) => () =>
    void clickup().get('/user').reply(status, replyText(name)).get('/team').reply(status, replyText(name));

  /** One way to fail for each reason: a new reason does not compile until it has one. */
  const WAYS: Readonly<Record<Reason, readonly [AuthenticateOptions, () => unknown]>> = {
    token_missing: [{ token: ' "" ' }, () => undefined],
    token_malformed: [{ token: PERSONAL.replace('X', ' ') }, () => undefined],
    token_rejected: [GOOD, refuse(401, 'error-oauth-025')],
    workspace_not_authorized: [{ ...GOOD, workspaces: ['Initech'] }, answers],
    workspace_ambiguous: [
      { ...GOOD, workspaces: ['ACME'] },
      () => answers({ team: '{"teams":[{"id":"1","name":"Acme"},{"id":"2","name":"acme"}]}' }),
    ],
    rate_limited: [GOOD, refuse(429, 'error-rate-limit')],
    clickup_unavailable: [GOOD, () => void clickup().get(/./).times(2).reply(503, '<html></html>')],
    unreachable: [GOOD, () => void clickup().get(/./).times(2).replyWithError(fault('ECONNRESET'))],
    timed_out: [{ ...GOOD, requestTimeoutMs: 20 }, () => void clickup().get(/./).times(2).delay(60_000).reply(200)],
    cancelled: [{ ...GOOD, signal: AbortSignal.abort() }, () => undefined],
    reply_malformed: [GOOD, () => answers({ team: '<!DOCTYPE html><html></html>' })],
    request_refused: [GOOD, refuse(400, 'error-timeentry-052')],
    input_invalid: [{ ...GOOD, attempts: 0 }, () => undefined],
  };

  test.each(Object.entries(WAYS))('authenticate() can fail with %s', async (reason, [options, play]) => {
    play();
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
  ] as const)('the kind of the token is known when authenticate() fails with %s', async (reason) => {
    const [options, play] = WAYS[reason];
    play();
    expect((await failureOf(authenticate({ ...options, token: OAUTH }))).known.tokenKind).toBe('oauth');
  });

  test('all that ClickUp told is known when a required Workspace is missing', async () => {
    answers({}, [{ 'X-RateLimit-Remaining': '7' }]);
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

  test('the rate limit is known when ClickUp refuses', async () => {
    const headers = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '0' };
    clickup().get(/./).times(2).reply(429, replyText('error-rate-limit'), headers);
    const { known } = await failureOf(authenticate(GOOD));
    expect(known).toEqual({ tokenKind: 'personal', rateLimit: { limit: 100, remaining: 0 } });
  });

  test.each([PERSONAL, `my token: ${PERSONAL}`, PERSONAL.slice(20, 30)])(
    'a token among the Workspaces is refused before anything is sent, and not quoted (%#)',
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
    'another token among the Workspaces is refused before anything is sent, and not quoted (%#)',
    async (pasted) => {
      const token = '55555555_N4mB7vC2xZ9lK6jH3gF8dS5aP1oI0uYt';
      const { failure, message } = await failureOf(authenticate({ token, workspaces: ['Acme', pasted] }));
      const allowed = 'a Workspace ID or name as a string. This entry contains another token';
      expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaces[1]', allowed });
      expect(message).not.toContain(pasted.trim().slice(-12));
    },
  );

  test('a Workspace id that plain JavaScript passes as a number is refused before anything is sent', async () => {
    const workspaces: string[] = JSON.parse('["Acme", 9011234080]');
    const { failure } = await failureOf(authenticate({ token: PERSONAL, workspaces }));
    const allowed = 'a Workspace ID or name as a string';
    expect(failure).toEqual({ reason: 'input_invalid', input: 'workspaces[1]', allowed });
  });

  test('a fault of the caller’s own clock comes out of authenticate() as it is', async () => {
    answers();
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
  ])('authenticate() sends /user and /team at once, once each, with %s', async (_, token, header) => {
    const held: [string, ServerResponse][] = [];
    // Neither is answered before both are there.
    const server = await serve(({ url = '' }, response) => {
      held.push([url, response]);
      if (held.length < 2) return;
      for (const [path, one] of held) one.end(replyText(path === '/user' ? 'user' : 'teams'));
    });
    const { identity, workspaces } = await authenticate({ token, apiUrl: server.url, ...PATIENT });
    expect([identity.id, workspaces.length]).toEqual(['12345678', 2]);
    expect(server.seen.map(({ method, url }) => `${method} ${url}`).toSorted()).toEqual(['GET /team', 'GET /user']);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([header, header]);
  });

  test('the identity is known when /team fails after /user was answered', async () => {
    const answered = whenClosed('/user');
    const server = await serve(async ({ url }, response) => {
      if (url === '/user') return json(response, { user: { id: 7 } });
      await answered;
      return json(response, {}, 403);
    });
    const { failure, known } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...PATIENT }));
    expect(failure).toMatchObject({ reason: 'request_refused', status: 403, answer: { request: 'GET /team' } });
    expect(known).toEqual({ tokenKind: 'personal', identity: { id: '7' } });
  });

  test('the Workspaces and the rate limit are known when /user fails after /team was answered', async () => {
    const answered = whenClosed('/team');
    const server = await serve(async ({ url }, response) => {
      if (url === '/team')
        return json(response, { teams: [{ id: '1', name: 'Acme' }] }, 200, { 'X-RateLimit-Limit': '100' });
      await answered;
      return json(response, {}, 403);
    });
    const { failure, known } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...PATIENT }));
    expect(failure).toMatchObject({ reason: 'request_refused', answer: { request: 'GET /user' } });
    const workspaces = [{ id: '1', name: 'Acme' }];
    expect(known).toEqual({ tokenKind: 'personal', workspaces, rateLimit: { limit: 100 } });
  });

  test.each(['/user', '/team'])('when %s fails the other request is ended at once', async (failing) => {
    const ended: Promise<unknown>[] = [];
    const held: ServerResponse[] = [];
    const server = await serve(({ url }, response) => {
      held.push(response);
      if (url !== failing) ended.push(once(response, 'close'));
      if (held.length === 2) json(held[server.seen.findIndex((one) => one.url === failing)]!, {}, 401);
    });
    const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, ...PATIENT }));
    expect(failure).toMatchObject({ reason: 'request_refused', answer: { request: `GET ${failing}` } });
    expect(await Promise.all(ended)).toHaveLength(1);
  });

  test('a signal that is aborted already cancels before anything is sent', async () => {
    const server = await serve((_, response) => json(response, {}));
    const options = { token: PERSONAL, apiUrl: server.url, signal: AbortSignal.abort(), ...PATIENT };
    expect((await failureOf(authenticate(options))).reason).toBe('cancelled');
    expect(server.seen).toEqual([]);
  });

  test('a signal cancels both requests while ClickUp is silent', async () => {
    const controller = new AbortController();
    const ended: Promise<unknown>[] = [];
    const server = await serve((_, response) => {
      ended.push(once(response, 'close'));
      if (ended.length === 2) controller.abort();
    });
    const options = { token: PERSONAL, apiUrl: server.url, signal: controller.signal, ...PATIENT };
    expect((await failureOf(authenticate(options))).failure).toEqual({ reason: 'cancelled', input: 'signal' });
    expect(await Promise.all(ended)).toHaveLength(2);
  });

  test('a signal cancels while a retry is waited for', async () => {
    const controller = new AbortController();
    const server = await serve((_, response) => json(response, {}, 429, { 'Retry-After': '1800' }));
    // Chance is asked just before the wait, which is a real one.
    const random = (): number => {
      setImmediate(() => controller.abort());
      return 0;
    };
    const options = { token: PERSONAL, apiUrl: server.url, signal: controller.signal, random, ...PATIENT };
    expect((await failureOf(authenticate(options))).reason).toBe('cancelled');
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['success', 200],
    ['a refusal', 401],
    ['an outage', 503],
  ])('nothing listens to the caller’s signal after %s', async (_, status) => {
    const { signal } = new AbortController();
    const server = await serve(({ url }, response) =>
      json(response, url === '/user' ? { user: { id: 7 } } : { teams: [] }, status),
    );
    const { options } = frozenTime();
    await authenticate({ token: PERSONAL, apiUrl: server.url, signal, ...options }).catch(() => undefined);
    expect(server.seen.length).toBeGreaterThan(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('nothing listens to the caller’s signal after it was aborted, nor after a fault of the network', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    await failureOf(authenticate({ token: PERSONAL, apiUrl: server.url, signal: controller.signal, ...PATIENT }));
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);

    const { signal } = new AbortController();
    const apiUrl = `http://127.0.0.1:${await closedPort()}`;
    const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl, signal, attempts: 1 }));
    expect(failure).toMatchObject({ reason: 'unreachable', code: 'ECONNREFUSED' });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

function fault(code: string): Error {
  return Object.assign(new Error('the socket failed'), { code });
}

/** Resolves once the request of this process for `path` is over: its answer is read, and no byte of it is on its way. */
async function whenClosed(path: string): Promise<void> {
  const channel = 'http.client.request.start';
  await new Promise<void>((resolve) => {
    const look = (message: unknown): void => {
      if (!isStart(message) || message.request.path !== path) return;
      unsubscribe(channel, look);
      message.request.once('close', resolve);
    };
    subscribe(channel, look);
  });
}

function isStart(message: unknown): message is { readonly request: ClientRequest } {
  return (
    typeof message === 'object' && message !== null && 'request' in message && message.request instanceof ClientRequest
  );
}
