import { setImmediate } from 'node:timers/promises';
import { getWorkspacePlan, verifyToken, type RetryEvent } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { fakeTime } from './fake-time.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();

/** Mocks `times` failed responses and then a successful one. Returns a function that counts the requests. */
function mockFailures(times: number, status: number, headers: Record<string, string> = {}): () => number {
  let requests = 0;
  clickup()
    .get('/user')
    .times(times)
    .reply(() => [status, (requests += 1) && '{}', headers]);
  clickup()
    .get('/user')
    .reply(() => [200, (requests += 1) && responseBody('user')]);
  return () => requests;
}

describe('verifyToken() retries', () => {
  test.each([500, 502, 503, 504, 520])('status %i', async (status) => {
    const { options, pauses } = fakeTime({ random: 0.5 });
    const countRequests = mockFailures(3, status);
    expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
    expect(countRequests()).toBe(4);
    expect(pauses).toEqual([125, 250, 500]);
  });

  test.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'ERR_PROXY_502'])(
    'the network error %s',
    async (code) => {
      const { options, pauses } = fakeTime();
      clickup()
        .get('/user')
        .replyWithError(Object.assign(new Error('failed'), { code }));
      clickup().get('/user').reply(200, responseBody('user'));
      expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
      expect(pauses).toHaveLength(1);
    },
  );

  test('a request that exceeds requestTimeoutMs', async () => {
    const { options, pauses } = fakeTime();
    clickup().get('/user').delay(60_000).reply(200, '{}');
    clickup().get('/user').reply(200, responseBody('user'));
    expect(await verifyToken(PERSONAL, { ...options, requestTimeoutMs: 50 })).toMatchObject({ id: '12345678' });
    expect(pauses).toHaveLength(1);
  });
});

test('A22: onRetry receives the reason, the number of the failed attempt and the pause, before each pause', async () => {
  const { options, pauses } = fakeTime({ random: 0.5 });
  mockFailures(2, 503);
  const events: unknown[] = [];
  const onRetry = (event: RetryEvent): void => void events.push([event, pauses.length]);
  await verifyToken(PERSONAL, { ...options, onRetry });
  expect(events).toEqual([
    [{ reason: 'clickup_unavailable', attempt: 1, delayMs: 125 }, 0],
    [{ reason: 'clickup_unavailable', attempt: 2, delayMs: 250 }, 1],
  ]);
});

test.each([
  ['the last attempt', 503, 1],
  ['a failure that is not retried', 401, 4],
])('A22: onRetry is not called for %s', async (_, status, attempts) => {
  const { options } = fakeTime();
  const events: RetryEvent[] = [];
  const onRetry = (event: RetryEvent): void => void events.push(event);
  mockFailures(1, status);
  await failureOf(verifyToken(PERSONAL, { ...options, attempts, onRetry }));
  expect(events).toEqual([]);
});

describe('a call does not retry', () => {
  test.each([400, 401, 403, 404, 302, 418])('status %i', async (status) => {
    const { options, pauses } = fakeTime();
    const countRequests = mockFailures(1, status);
    await failureOf(verifyToken(PERSONAL, options));
    expect([countRequests(), pauses]).toEqual([1, []]);
  });

  test.each(['{}', '<html></html>', '{"user": {"id": 1', ''])('a malformed response: %p', async (body) => {
    const { options, pauses } = fakeTime();
    clickup().get('/user').times(2).reply(200, body);
    expect((await failureOf(verifyToken(PERSONAL, options))).reason).toBe('reply_malformed');
    expect(pauses).toEqual([]);
  });

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('the certificate error %s', async (code) => {
    const { options, pauses } = fakeTime();
    clickup()
      .get('/user')
      .times(2)
      .replyWithError(Object.assign(new Error('failed'), { code }));
    const { failure } = await failureOf(verifyToken(PERSONAL, options));
    expect(failure).toMatchObject({ reason: 'unreachable', code, problem: 'the certificate could not be verified' });
    expect(pauses).toEqual([]);
  });

  test('status 500 for an invalid Workspace ID', async () => {
    const { options, pauses } = fakeTime();
    clickup().get('/team/x/plan').times(2).reply(500, responseBody('error-shard-001'));
    await failureOf(getWorkspacePlan(PERSONAL, 'x', options));
    expect(pauses).toEqual([]);
  });
});

describe('attempts', () => {
  test('defaults to 4, without a pause after the last attempt', async () => {
    const { options, pauses } = fakeTime({ random: 0.5 });
    const countRequests = mockFailures(10, 503);
    expect((await failureOf(verifyToken(PERSONAL, options))).failure).toMatchObject({
      reason: 'clickup_unavailable',
      status: 503,
    });
    expect([countRequests(), pauses.length]).toEqual([4, 3]);
  });

  test.each([1, 2, 10])('%i sends that many requests', async (attempts) => {
    const { options, pauses } = fakeTime();
    const countRequests = mockFailures(20, 503);
    await failureOf(verifyToken(PERSONAL, { ...options, attempts }));
    expect([countRequests(), pauses.length]).toEqual([attempts, attempts - 1]);
  });

  test('the call fails with the failure of the last attempt', async () => {
    const { options } = fakeTime();
    clickup().get('/user').reply(503).get('/user').reply(502);
    expect((await failureOf(verifyToken(PERSONAL, { ...options, attempts: 2 }))).failure).toMatchObject({
      status: 502,
    });
  });
});

describe('pauses', () => {
  test('have full jitter up to a maximum that doubles, up to 8 s', async () => {
    for (const [random, expected] of [
      [0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
      [1, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]],
    ] as const) {
      const { options, pauses } = fakeTime({ random });
      mockFailures(9, 503);
      await verifyToken(PERSONAL, { ...options, attempts: 10 });
      expect(pauses).toEqual(expected);
    }
  });

  test('use a timer by default', async () => {
    const countRequests = mockFailures(1, 503);
    expect(await verifyToken(PERSONAL, { random: () => 0 })).toMatchObject({ id: '12345678' });
    expect(countRequests()).toBe(2);
  });

  test('are followed by no request when the signal is aborted, even if sleep resolves', async () => {
    const controller = new AbortController();
    const countRequests = mockFailures(1, 503);
    const sleep = async (): Promise<void> => controller.abort('enough');
    const error = await failureOf(verifyToken(PERSONAL, { signal: controller.signal, sleep }));
    expect([error.reason, error.cause, countRequests()]).toEqual(['cancelled', 'enough', 1]);
  });

  test('end when the signal is aborted', async () => {
    const controller = new AbortController();
    mockFailures(1, 429, { 'Retry-After': '1800' });
    // The random source is read just before the pause.
    const random = (): number => {
      void setImmediate().then(() => controller.abort());
      return 0;
    };
    const options = { signal: controller.signal, random, timeoutMs: 3_600_000 };
    expect((await failureOf(verifyToken(PERSONAL, options))).failure).toEqual({ reason: 'cancelled', input: 'signal' });
  });
});

describe('a rate limit', () => {
  const startMs = Date.UTC(2030, 0, 1, 12);
  const reset = (seconds: number) => ({ 'X-RateLimit-Reset': String(startMs / 1000 + seconds) });

  test.each([
    ['X-RateLimit-Reset', reset(30), 30_000],
    ['Retry-After in seconds', { 'Retry-After': '30' }, 30_000],
    ['Retry-After as a date', { 'Retry-After': 'Tue, 01 Jan 2030 12:00:30 GMT' }, 30_000],
    ['a time in the past', reset(-10), 0],
  ])('waits for %s, plus jitter', async (_, headers, waitMs) => {
    const { options, pauses } = fakeTime({ startMs, random: 0.5 });
    mockFailures(1, 429, headers);
    expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
    expect(pauses).toEqual([waitMs + 125]);
  });

  test('waits for one minute without headers, if the deadline allows it', async () => {
    const { options, pauses } = fakeTime();
    mockFailures(1, 429);
    await verifyToken(PERSONAL, { ...options, timeoutMs: 61_000 });
    expect(pauses).toEqual([60_000]);
  });

  test('fails immediately with rate_limited and retryAt when the wait would exceed the deadline', async () => {
    const { options, pauses } = fakeTime({ startMs });
    const countRequests = mockFailures(1, 429, reset(60));
    const { failure } = await failureOf(verifyToken(PERSONAL, options));
    expect(failure).toMatchObject({ reason: 'rate_limited', retryAt: new Date(startMs + 60_000) });
    expect([countRequests(), pauses]).toEqual([1, []]);
  });

  test('counts pauses toward the deadline', async () => {
    const { options, pauses, now } = fakeTime({ startMs });
    const countRequests = mockFailures(3, 429, { 'Retry-After': '40' });
    expect((await failureOf(verifyToken(PERSONAL, options))).reason).toBe('rate_limited');
    expect([countRequests(), pauses, now() - startMs]).toEqual([2, [40_000], 40_000]);
  });
});
