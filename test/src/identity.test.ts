import * as fc from 'fast-check';
import { decodeIdentity } from '../../src/identity.js';
import { parseToken, verifyToken } from '../../src/index.js';
import { playClickUp } from './clickup.js';
import { decoded } from './decoded.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();

test('verifyToken() gives id, username and email, the id as a string', async () => {
  clickup().get('/user').reply(200, replyText('user'));
  const identity = { id: '12345678', username: 'Ada Example', email: 'ada@example.com' };
  expect(await verifyToken(PERSONAL)).toEqual(identity);
});

test('verifyToken() takes a Token, and leaves out what ClickUp gives as null', async () => {
  clickup().get('/user').reply(200, replyText('user-guest'));
  expect(await verifyToken(parseToken(PERSONAL))).toEqual({ id: '23456789', email: 'guest@example.com' });
  clickup()
    .get('/user')
    .reply(200, { user: { id: '7', username: '', email: null, added: [{}] } });
  expect(await verifyToken(PERSONAL)).toEqual({ id: '7' });
});

test('verifyToken() fails with token_missing before anything is sent when there is no token', async () => {
  expect((await failureOf(verifyToken(''))).reason).toBe('token_missing');
});

test.each([
  ['body', []],
  ['user', {}],
  ['user', { user: null }],
  ['user.id', { user: { username: 'Ada' } }],
  ['user.id', { user: { id: 2 ** 53 } }],
])('verifyToken() names %s when it is not what ClickUp sends (%#)', async (path, body) => {
  clickup().get('/user').reply(200, body);
  const { failure } = await failureOf(verifyToken(PERSONAL));
  expect(failure).toMatchObject({ reason: 'reply_malformed', path, answer: { request: 'GET /user', status: 200 } });
});

test('any JSON is an identity with an id, or reply_malformed', () => {
  const user = fc.record({ id: fc.jsonValue(), username: fc.jsonValue() }, { requiredKeys: ['id'] });
  const near = fc.record({ user: fc.oneof(fc.jsonValue(), user) });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      expect(decoded(value, decodeIdentity)?.id).not.toBe('');
    }),
  );
});
