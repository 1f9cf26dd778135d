import { authenticate, verifyToken } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();
const NOW = Date.UTC(2030, 0, 1, 12);
const SECONDS = NOW / 1000;

/** The rate limit of a Session whose two responses have these headers. */
async function limitOf(user: Record<string, string>, team: Record<string, string> = {}) {
  clickup().get('/user').reply(200, responseBody('user'), user).get('/team').reply(200, responseBody('teams'), team);
  return (await authenticate({ token: PERSONAL })).rateLimit;
}

/** The retryAt of a response with status 429 and these headers. */
async function retryAtOf(headers: Record<string, string>): Promise<Date | undefined> {
  clickup().get('/user').reply(429, responseBody('error-rate-limit'), headers);
  const { failure } = await failureOf(verifyToken(PERSONAL, { clock: () => NOW, attempts: 1 }));
  return failure.reason === 'rate_limited' ? failure.retryAt : undefined;
}

test('session.rateLimit has the limit, the remaining requests and the reset time', async () => {
  const headers = { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remaining': '99', 'X-RateLimit-Reset': String(SECONDS) };
  expect(await limitOf(headers)).toEqual({ limit: 100, remaining: 99, resetAt: new Date(NOW) });
});

test('session.rateLimit is absent when the responses have no headers', async () => {
  expect(await limitOf({})).toBeUndefined();
});

test.each(['', 'many', '-1', '1.5', '0x10', '1e3', '12345678901', '1, 2', 'Infinity'])(
  'session.rateLimit ignores a header that is not a whole number: %p',
  async (invalid) => {
    const headers = { 'X-RateLimit-Limit': invalid, 'X-RateLimit-Remaining': '5', 'X-RateLimit-Reset': invalid };
    expect(await limitOf(headers)).toEqual({ remaining: 5 });
  },
);

test.each([
  ['the only one', { 'X-RateLimit-Limit': '100' }, {}, { limit: 100 }],
  ['the only one', {}, { 'X-RateLimit-Limit': '100' }, { limit: 100 }],
  [
    'the one with fewer remaining requests',
    { 'X-RateLimit-Remaining': '5' },
    { 'X-RateLimit-Remaining': '4' },
    { remaining: 4 },
  ],
  [
    'the one with fewer remaining requests',
    { 'X-RateLimit-Remaining': '4' },
    { 'X-RateLimit-Remaining': '5' },
    { remaining: 4 },
  ],
  ['the one with a count', { 'X-RateLimit-Limit': '100' }, { 'X-RateLimit-Remaining': '5' }, { remaining: 5 }],
  ['the one with a count', { 'X-RateLimit-Remaining': '5' }, { 'X-RateLimit-Limit': '100' }, { remaining: 5 }],
  ['either one', { 'X-RateLimit-Limit': '100' }, { 'X-RateLimit-Limit': '100' }, { limit: 100 }],
])('session.rateLimit is, of two responses, %s (%#)', async (_, user, team, merged) => {
  expect(await limitOf(user as Record<string, string>, team as Record<string, string>)).toEqual(merged);
});

test.each([
  ['the end of the minute', { 'X-RateLimit-Reset': String(SECONDS + 42) }, 42],
  ['Retry-After in seconds', { 'Retry-After': '7' }, 7],
  ['Retry-After as a date', { 'Retry-After': 'Tue, 01 Jan 2030 12:00:30 GMT' }, 30],
  ['Retry-After if both are present', { 'X-RateLimit-Reset': String(SECONDS + 42), 'Retry-After': '7' }, 7],
  ['the valid header of two', { 'X-RateLimit-Reset': 'soon', 'Retry-After': '7' }, 7],
  ['in a minute when no header has it', {}, 60],
  ['in a minute when no header is valid', { 'Retry-After': 'soon' }, 60],
  ['now when the reset time is past', { 'X-RateLimit-Reset': String(SECONDS - 5) }, 0],
  ['now when the date is past', { 'Retry-After': 'Mon, 01 Jan 2029 12:00:00 GMT' }, 0],
])('retryAt is %s', async (_, headers, afterSeconds) => {
  expect(await retryAtOf(headers as Record<string, string>)).toEqual(new Date(NOW + afterSeconds * 1000));
});

const date = (seconds: number): string => new Date(NOW + seconds * 1000).toUTCString();
const reset = (seconds: number): string => String(SECONDS + seconds);

test.each([
  ['10 min ahead', { Date: date(-600), 'X-RateLimit-Reset': reset(-595) }, 5],
  ['10 min behind', { Date: date(600), 'X-RateLimit-Reset': reset(605) }, 5],
  ['a day behind', { Date: date(86_400), 'X-RateLimit-Reset': reset(86_430) }, 30],
  ['10 min ahead, with Retry-After', { Date: date(-600), 'X-RateLimit-Reset': reset(-595), 'Retry-After': '3' }, 3],
  ['10 min ahead, with a date', { Date: date(-600), 'Retry-After': date(-570) }, 30],
  ['10 min behind, with a date', { Date: date(600), 'Retry-After': date(630) }, 30],
  ['10 min behind, with an ISO date', { Date: date(600), 'Retry-After': new Date(NOW + 630_000).toISOString() }, 30],
  ['10 min ahead, without a Date', { 'X-RateLimit-Reset': reset(-595) }, 60],
  ['10 min behind, without a Date', { 'X-RateLimit-Reset': reset(605) }, 60],
  ['10 min behind, with an invalid Date', { Date: 'yesterday', 'X-RateLimit-Reset': reset(605) }, 60],
])('A7, C8: retryAt is what ClickUp means when the clock is %s', async (_, headers, afterSeconds) => {
  expect(await retryAtOf(headers as Record<string, string>)).toEqual(new Date(NOW + afterSeconds * 1000));
});

test.each([
  ['Retry-After', { 'Retry-After': '3600' }],
  ['Retry-After as a date', { 'Retry-After': date(3600) }],
  ['X-RateLimit-Reset with a Date', { Date: date(0), 'X-RateLimit-Reset': reset(600) }],
])('A7: retryAt is never later than about a minute: %s', async (_, headers) => {
  expect(await retryAtOf(headers as Record<string, string>)).toEqual(new Date(NOW + 65_000));
});

test.each([
  ['a reset time in seconds from now', { Date: date(0), 'X-RateLimit-Reset': '30' }, 60],
  ['a fraction of a second', { 'Retry-After': '2.5' }, 3],
  ['a number that V8 parses as a date', { 'Retry-After': '-3' }, 60],
  ['a text that V8 parses as a date', { 'Retry-After': 'x 1' }, 60],
  ['spaces', { 'Retry-After': ' 3 ' }, 3],
])('A7: retryAt with %s', async (_, headers, afterSeconds) => {
  expect(await retryAtOf(headers as Record<string, string>)).toEqual(new Date(NOW + afterSeconds * 1000));
});
