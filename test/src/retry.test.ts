import { setImmediate } from 'node:timers/promises';
import { getWorkspacePlan, verifyToken } from '../../src/index.js';
import { playClickUp } from './clickup.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { frozenTime } from './frozen-time.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();

/** ClickUp answers like this `times` times, and then it works. Gives how often it was asked, in the end. */
function failing(times: number, status: number, headers: Record<string, string> = {}): () => number {
  let asked = 0;
  clickup()
    .get('/user')
    .times(times)
    .reply(() => [status, (asked += 1) && '{}', headers]);
  clickup()
    .get('/user')
    .reply(() => [200, (asked += 1) && replyText('user')]);
  return () => asked;
}

describe('what can get better is tried again', () => {
  test.each([500, 502, 503, 504, 520])('a %i is, and the next answer counts', async (status) => {
    const { options, pauses } = frozenTime({ chance: 0.5 });
    const asked = failing(3, status);
    expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
    expect(asked()).toBe(4);
    expect(pauses).toEqual([125, 250, 500]);
  });

  test.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'ERR_PROXY_502'])(
    'a network fault %s is',
    async (code) => {
      const { options, pauses } = frozenTime();
      clickup()
        .get('/user')
        .replyWithError(Object.assign(new Error('fault'), { code }));
      clickup().get('/user').reply(200, replyText('user'));
      expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
      expect(pauses).toHaveLength(1);
    },
  );

  test('a request that took too long is', async () => {
    const { options, pauses } = frozenTime();
    clickup().get('/user').delay(60_000).reply(200, '{}');
    clickup().get('/user').reply(200, replyText('user'));
    expect(await verifyToken(PERSONAL, { ...options, requestTimeoutMs: 50 })).toMatchObject({ id: '12345678' });
    expect(pauses).toHaveLength(1);
  });
});

describe('what cannot get better is not tried again', () => {
  test.each([400, 401, 403, 404, 302, 418])('a %i is not', async (status) => {
    const { options, pauses } = frozenTime();
    const asked = failing(1, status);
    await failureOf(verifyToken(PERSONAL, options));
    expect([asked(), pauses]).toEqual([1, []]);
  });

  test.each(['{}', '<html></html>', '{"user": {"id": 1', ''])('a reply that is malformed is not: %p', async (body) => {
    const { options, pauses } = frozenTime();
    clickup().get('/user').times(2).reply(200, body);
    expect((await failureOf(verifyToken(PERSONAL, options))).reason).toBe('reply_malformed');
    expect(pauses).toEqual([]);
  });

  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('a fault of the certificate is not: %s', async (code) => {
    const { options, pauses } = frozenTime();
    clickup()
      .get('/user')
      .times(2)
      .replyWithError(Object.assign(new Error('fault'), { code }));
    const { failure } = await failureOf(verifyToken(PERSONAL, options));
    expect(failure).toMatchObject({ reason: 'unreachable', code, problem: 'the certificate could not be verified' });
    expect(pauses).toEqual([]);
  });

  test('a 500 that stands for a Workspace id is not', async () => {
    const { options, pauses } = frozenTime();
    clickup().get('/team/x/plan').times(2).reply(500, replyText('error-shard-001'));
    await failureOf(getWorkspacePlan(PERSONAL, 'x', options));
    expect(pauses).toEqual([]);
  });
});

describe('attempts', () => {
  test('four attempts are made, and after the last one nobody sleeps', async () => {
    const { options, pauses } = frozenTime({ chance: 0.5 });
    const asked = failing(10, 503);
    expect((await failureOf(verifyToken(PERSONAL, options))).failure).toMatchObject({
      reason: 'clickup_unavailable',
      status: 503,
    });
    expect([asked(), pauses.length]).toEqual([4, 3]);
  });

  test.each([1, 2, 10])('attempts: %i are as many as that', async (attempts) => {
    const { options, pauses } = frozenTime();
    const asked = failing(20, 503);
    await failureOf(verifyToken(PERSONAL, { ...options, attempts }));
    expect([asked(), pauses.length]).toEqual([attempts, attempts - 1]);
  });

  test('the last attempt’s failure is told', async () => {
    const { options } = frozenTime();
    clickup().get('/user').reply(503).get('/user').reply(502);
    expect((await failureOf(verifyToken(PERSONAL, { ...options, attempts: 2 }))).failure).toMatchObject({
      status: 502,
    });
  });
});

describe('pauses', () => {
  test('a pause is anything from nothing up to a bound that doubles, up to 8 s', async () => {
    for (const [chance, expected] of [
      [0, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
      [1, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]],
    ] as const) {
      const { options, pauses } = frozenTime({ chance });
      failing(9, 503);
      await verifyToken(PERSONAL, { ...options, attempts: 10 });
      expect(pauses).toEqual(expected);
    }
  });

  test('without options of one’s own a pause is a real one', async () => {
    const asked = failing(1, 503);
    expect(await verifyToken(PERSONAL, { random: () => 0 })).toMatchObject({ id: '12345678' });
    expect(asked()).toBe(2);
  });

  test('a sleep that ends though the signal was aborted is followed by no request', async () => {
    const controller = new AbortController();
    const asked = failing(1, 503);
    const sleep = async (): Promise<void> => controller.abort('enough');
    const error = await failureOf(verifyToken(PERSONAL, { signal: controller.signal, sleep }));
    expect([error.reason, error.cause, asked()]).toEqual(['cancelled', 'enough', 1]);
  });

  test('a signal that aborts during a real pause cancels it', async () => {
    const controller = new AbortController();
    failing(1, 429, { 'Retry-After': '1800' });
    // Chance is asked just before the pause.
    const random = (): number => {
      void setImmediate().then(() => controller.abort());
      return 0;
    };
    const options = { signal: controller.signal, random, timeoutMs: 3_600_000 };
    expect((await failureOf(verifyToken(PERSONAL, options))).failure).toEqual({ reason: 'cancelled', input: 'signal' });
  });
});

describe('a limit of the rate', () => {
  const startMs = Date.UTC(2030, 0, 1, 12);
  const reset = (seconds: number) => ({ 'X-RateLimit-Reset': String(startMs / 1000 + seconds) });

  test.each([
    ['X-RateLimit-Reset', reset(30), 30_000],
    ['Retry-After in seconds', { 'Retry-After': '30' }, 30_000],
    ['Retry-After as a date', { 'Retry-After': 'Tue, 01 Jan 2030 12:00:30 GMT' }, 30_000],
    ['a time that is past', reset(-10), 0],
  ])('a 429 is waited out by %s, and a little longer', async (_, headers, waitMs) => {
    const { options, pauses } = frozenTime({ startMs, chance: 0.5 });
    failing(1, 429, headers);
    expect(await verifyToken(PERSONAL, options)).toMatchObject({ id: '12345678' });
    expect(pauses).toEqual([waitMs + 125]);
  });

  test('a 429 that tells no time is waited out for a minute, when the deadline allows', async () => {
    const { options, pauses } = frozenTime();
    failing(1, 429);
    await verifyToken(PERSONAL, { ...options, timeoutMs: 61_000 });
    expect(pauses).toEqual([60_000]);
  });

  test('a 429 fails at once with retryAt when the time is not before the deadline', async () => {
    const { options, pauses } = frozenTime({ startMs });
    const asked = failing(1, 429, reset(60));
    const { failure } = await failureOf(verifyToken(PERSONAL, options));
    expect(failure).toMatchObject({ reason: 'rate_limited', retryAt: new Date(startMs + 60_000) });
    expect([asked(), pauses]).toEqual([1, []]);
  });

  test('pauses count against the deadline: the second wait does not fit any more', async () => {
    const { options, pauses, now } = frozenTime({ startMs });
    const asked = failing(3, 429, { 'Retry-After': '40' });
    expect((await failureOf(verifyToken(PERSONAL, options))).reason).toBe('rate_limited');
    expect([asked(), pauses, now() - startMs]).toEqual([2, [40_000], 40_000]);
  });
});
