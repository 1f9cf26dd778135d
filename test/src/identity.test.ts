import * as fc from 'fast-check';
import { decodeIdentity } from '../../src/identity.js';
import { parseToken, verifyToken } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { tryDecode } from './try-decode.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();

test('verifyToken() returns the ID as a string, the username and the email', async () => {
  clickup().get('/user').reply(200, responseBody('user'));
  const identity = { id: '12345678', username: 'Ada Example', email: 'ada@example.com' };
  expect(await verifyToken(PERSONAL)).toEqual(identity);
});

test('verifyToken() accepts a Token, and omits fields that are null', async () => {
  clickup().get('/user').reply(200, responseBody('user-guest'));
  expect(await verifyToken(parseToken(PERSONAL))).toEqual({ id: '23456789', email: 'guest@example.com' });
  clickup()
    .get('/user')
    .reply(200, { user: { id: '7', username: '', email: null, added: [{}] } });
  expect(await verifyToken(PERSONAL)).toEqual({ id: '7' });
});

test('verifyToken() fails with token_missing, without sending a request, when the token is empty', async () => {
  expect((await failureOf(verifyToken(''))).reason).toBe('token_missing');
});

test.each([
  ['body', []],
  ['user', {}],
  ['user', { user: null }],
  ['user.id', { user: { username: 'Ada' } }],
  ['user.id', { user: { id: 2 ** 53 } }],
])('verifyToken() fails with reply_malformed at %s when it is invalid (%#)', async (path, body) => {
  clickup().get('/user').reply(200, body);
  const { failure } = await failureOf(verifyToken(PERSONAL));
  expect(failure).toMatchObject({ reason: 'reply_malformed', path, answer: { request: 'GET /user', status: 200 } });
});

test('decodeIdentity() returns an ID or fails with reply_malformed for every JSON value', () => {
  const user = fc.record({ id: fc.jsonValue(), username: fc.jsonValue() }, { requiredKeys: ['id'] });
  const near = fc.record({ user: fc.oneof(fc.jsonValue(), user) });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), near), (value) => {
      expect(tryDecode(value, decodeIdentity)?.id).not.toBe('');
    }),
  );
});
