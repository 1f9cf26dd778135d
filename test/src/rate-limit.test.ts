import { authenticate, verifyToken } from '../../src/index.js';
import { playClickUp } from './clickup.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();
const NOW = Date.UTC(2030, 0, 1, 12);
const SECONDS = NOW / 1000;

/** The rate limit on a Session, when the two answers have these headers. */
async function limitOf(user: Record<string, string>, team: Record<string, string> = {}) {
  clickup().get('/user').reply(200, replyText('user'), user).get('/team').reply(200, replyText('teams'), team);
  return (await authenticate({ token: PERSONAL })).rateLimit;
}

/** When a caller may come back after a 429 with these headers. */
async function retryAtOf(headers: Record<string, string>): Promise<Date | undefined> {
  clickup().get('/user').reply(429, replyText('error-rate-limit'), headers);
  const { failure } = await failureOf(verifyToken(PERSONAL, { clock: () => NOW, attempts: 1 }));
  return failure.reason === 'rate_limited' ? failure.retryAt : undefined;
}

test('the Session tells limit, remaining requests and the end of the minute, from Unix seconds', async () => {
  const headers = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '99', 'X-RateLimit-Reset': String(SECONDS) };
  expect(await limitOf(headers)).toEqual({ limit: 100, remaining: 99, resetAt: new Date(NOW) });
});

test('the Session has no rate limit when ClickUp tells none', async () => {
  expect(await limitOf({})).toBeUndefined();
});

test.each(['', 'many', '-1', '1.5', '0x10', '1e3', '12345678901', '1, 2', 'Infinity'])(
  'a header that is no whole number is ignored, and the others are not: %p',
  async (odd) => {
    const headers = { 'X-RateLimit-Limit': odd, 'X-RateLimit-Remaining': '5', 'X-RateLimit-Reset': odd };
    expect(await limitOf(headers)).toEqual({ remaining: 5 });
  },
);

test.each([
  ['the one that tells', { 'X-RateLimit-Limit': '100' }, {}, { limit: 100 }],
  ['the one that tells', {}, { 'X-RateLimit-Limit': '100' }, { limit: 100 }],
  ['the later one', { 'X-RateLimit-Remaining': '5' }, { 'X-RateLimit-Remaining': '4' }, { remaining: 4 }],
  ['the later one', { 'X-RateLimit-Remaining': '4' }, { 'X-RateLimit-Remaining': '5' }, { remaining: 4 }],
  ['the one with a count', { 'X-RateLimit-Limit': '100' }, { 'X-RateLimit-Remaining': '5' }, { remaining: 5 }],
  ['the one with a count', { 'X-RateLimit-Remaining': '5' }, { 'X-RateLimit-Limit': '100' }, { remaining: 5 }],
  ['either', { 'X-RateLimit-Limit': '100' }, { 'X-RateLimit-Limit': '100' }, { limit: 100 }],
])('of two answers %s counts (%#)', async (_, user, team, merged) => {
  expect(await limitOf(user as Record<string, string>, team as Record<string, string>)).toEqual(merged);
});

test.each([
  ['the end of the minute', { 'X-RateLimit-Reset': String(SECONDS + 42) }, 42],
  ['Retry-After in seconds', { 'Retry-After': '7' }, 7],
  ['Retry-After as a date', { 'Retry-After': 'Tue, 01 Jan 2030 12:00:30 GMT' }, 30],
  ['the documented one of both', { 'X-RateLimit-Reset': String(SECONDS + 42), 'Retry-After': '7' }, 42],
  ['the one of both that can be read', { 'X-RateLimit-Reset': 'soon', 'Retry-After': '7' }, 7],
  ['a minute, when nothing is told', {}, 60],
  ['a minute, when nothing can be read', { 'Retry-After': 'soon' }, 60],
  ['now, when the end of the minute is past', { 'X-RateLimit-Reset': String(SECONDS - 5) }, 0],
  ['now, when the date is past', { 'Retry-After': 'Mon, 01 Jan 2029 12:00:00 GMT' }, 0],
])('retryAt is %s', async (_, headers, afterSeconds) => {
  expect(await retryAtOf(headers as Record<string, string>)).toEqual(new Date(NOW + afterSeconds * 1000));
});
