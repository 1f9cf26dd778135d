import type { IncomingHttpHeaders } from 'node:http';
import * as fc from 'fast-check';
import type { Failure } from '../../src/failure.js';
import type { Scope } from '../../src/ecode.js';
import type { HttpResponse } from '../../src/http.js';
import { classifyErrorBody, classifyResponse, readAnswer, type RequestContext } from '../../src/classify.js';
import { explain } from '../../src/explain.js';
import { parseToken } from '../../src/token.js';
import { OAUTH, PERSONAL } from './failure-of.js';
import { guardOf, NO_SECRETS } from './guard-of.js';
import { responseBody } from './response-body.js';
import { fragmentsOf } from './auth-errors.js';

const NOW = Date.UTC(2026, 10, 24, 14, 47, 0);
const HTML = '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>';

const USER: RequestContext = {
  request: { method: 'GET', path: '/user' },
  scope: 'token',
  input: 'token',
  now: NOW,
  guard: NO_SECRETS,
};
const PLAN: RequestContext = {
  request: { method: 'GET', path: '/team/9011234099/plan' },
  scope: 'workspace',
  input: 'workspaceId',
  workspaceId: '9011234099',
  now: NOW,
  guard: NO_SECRETS,
};
const EXCHANGE: RequestContext = {
  request: { method: 'POST', path: '/oauth/token' },
  scope: 'exchange',
  input: 'code',
  now: NOW,
  guard: NO_SECRETS,
};

function response(status: number, body = '', headers: IncomingHttpHeaders = {}): HttpResponse {
  return { status, body, headers };
}

function error(ecode: string, err = 'odd'): string {
  return JSON.stringify({ err, ECODE: ecode });
}

describe('classifyResponse() returns undefined for a status from 200 to 299', () => {
  test.each([200, 201, 204, 299])('%i', (status) => {
    expect(classifyResponse(response(status, responseBody('user')), USER)).toBeUndefined();
  });
});

describe('classifyResponse() maps a status without an ECODE to a reason', () => {
  test.each([
    [300, 'reply_malformed', 'apiUrl'],
    [301, 'reply_malformed', 'apiUrl'],
    [302, 'reply_malformed', 'apiUrl'],
    [304, 'reply_malformed', 'apiUrl'],
    [399, 'reply_malformed', 'apiUrl'],
    [400, 'reply_malformed', 'apiUrl'],
    [401, 'request_refused', 'token'],
    [403, 'reply_malformed', 'apiUrl'],
    [404, 'reply_malformed', 'apiUrl'],
    [407, 'reply_malformed', 'apiUrl'],
    [428, 'reply_malformed', 'apiUrl'],
    [429, 'rate_limited', 'token'],
    [430, 'reply_malformed', 'apiUrl'],
    [451, 'reply_malformed', 'apiUrl'],
    [499, 'reply_malformed', 'apiUrl'],
    [500, 'clickup_unavailable', 'apiUrl'],
    [502, 'clickup_unavailable', 'apiUrl'],
    [503, 'clickup_unavailable', 'apiUrl'],
    [599, 'clickup_unavailable', 'apiUrl'],
  ])('%i → %s, which concerns %s', (status, reason, input) => {
    for (const body of ['', HTML, '[]', 'null', '7', '{"err":', '404 page not found', '{"blocked":true}']) {
      expect(classifyResponse(response(status, body), USER)).toMatchObject({
        reason,
        input,
        answer: { request: 'GET /user', status },
      });
    }
  });
});

test('classifyResponse() returns token_rejected with the answer of ClickUp', () => {
  expect(classifyResponse(response(401, responseBody('error-oauth-025')), USER)).toEqual({
    reason: 'token_rejected',
    input: 'token',
    answer: { request: 'GET /user', status: 401, ecode: 'OAUTH_025', text: 'Token invalid' },
  });
});

test('classifyResponse() returns token_rejected when a request for a Workspace returns a code of the token', () => {
  expect(classifyResponse(response(401, responseBody('error-oauth-019')), PLAN)).toEqual({
    reason: 'token_rejected',
    input: 'token',
    answer: { request: 'GET /team/9011234099/plan', status: 401, ecode: 'OAUTH_019', text: 'Oauth token not found' },
  });
});

test.each([['error-oauth-023'], ['error-oauth-027']])(
  'classifyResponse() maps %s by the path of the request',
  (name) => {
    expect(classifyResponse(response(401, responseBody(name)), USER)).toMatchObject({
      reason: 'token_rejected',
      input: 'token',
    });
    expect(classifyResponse(response(401, responseBody(name)), PLAN)).toMatchObject({
      reason: 'workspace_not_authorized',
      input: 'workspaceId',
      missing: [{ input: 'workspaceId', wanted: '9011234099' }],
      answer: { request: 'GET /team/9011234099/plan', status: 401, text: 'Team not authorized' },
    });
  },
);

test('classifyResponse() distinguishes an ID that is not a number from an outage', () => {
  const body = responseBody('error-shard-001');
  expect(classifyResponse(response(500, body), PLAN)).toMatchObject({
    reason: 'workspace_not_authorized',
    input: 'workspaceId',
  });
  expect(classifyResponse(response(500, body), USER)).toMatchObject({
    reason: 'clickup_unavailable',
    input: 'apiUrl',
    status: 500,
  });
});

test('classifyResponse() names the input when the Workspace ID is unknown', () => {
  const { workspaceId: _, ...unnamed } = PLAN;
  expect(classifyResponse(response(401, responseBody('error-oauth-027')), unnamed)).toMatchObject({
    missing: [{ input: 'workspaceId', wanted: '' }],
  });
});

test.each([400, 401])('classifyResponse() returns token_malformed for OAUTH_017 with status %i', (status) => {
  expect(classifyResponse(response(status, responseBody('error-oauth-017')), USER)).toEqual({
    reason: 'token_malformed',
    input: 'token',
    problem: 'ClickUp found no token in the Authorization header',
    answer: { request: 'GET /user', status, ecode: 'OAUTH_017', text: 'Authorization header required' },
  });
});

test.each(['OAUTH_007', 'OAUTH_010', 'OAUTH_013', 'OAUTH_014', 'OAUTH_017'])(
  'classifyResponse() returns request_refused for a rejected exchange with any status: %s',
  (ecode) => {
    for (const status of [400, 401, 403, 404, 500]) {
      expect(classifyResponse(response(status, error(ecode)), EXCHANGE)).toEqual({
        reason: 'request_refused',
        input: 'code',
        status,
        ecode,
        answer: { request: 'POST /oauth/token', status, ecode, text: 'odd' },
      });
    }
  },
);

test.each([
  [401, 'OAUTH_999'],
  [400, 'OAUTH_064'],
  [401, 'OAUTH_064'],
  [403, 'TEAM_110'],
  [400, 'TIMEENTRY_052'],
])('classifyResponse() returns request_refused for a code without a known meaning: %i %s', (status, ecode) => {
  const answer = { request: 'GET /user', status, ecode, text: 'odd' };
  expect(classifyResponse(response(status, error(ecode)), USER)).toEqual({
    reason: 'request_refused',
    input: 'token',
    status,
    ecode,
    answer,
  });
});

test('classifyResponse() returns request_refused without an ECODE when the response has none', () => {
  expect(classifyResponse(response(404, '{"message":"no"}'), USER)).toEqual({
    reason: 'request_refused',
    input: 'token',
    status: 404,
    answer: { request: 'GET /user', status: 404, text: 'no' },
  });
});

test.each([
  ['', 'the body is empty'],
  [' \n', 'the body is empty'],
  [HTML, 'expected JSON, received an HTML page'],
  ['\n<!doctype HTML><title>Blocked</title>', 'expected JSON, received an HTML page'],
  ['<?xml version="1.0"?><Error/>', 'expected JSON, received an HTML page'],
  ['<center>nginx</center>', 'expected JSON, received an HTML page'],
  ['404 page not found', 'expected JSON with an error text or code'],
  ['Access denied by policy', 'expected JSON with an error text or code'],
  ['"Forbidden"', 'expected JSON with an error text or code'],
  ['{"status":"blocked","id":7}', 'expected JSON with an error text or code'],
  ['{"err":{"code":7}}', 'expected JSON with an error text or code'],
])('C6, A13: a body that is not from ClickUp means reply_malformed, whatever the status: %j', (body, problem) => {
  for (const context of [USER, PLAN, EXCHANGE]) {
    for (const status of [400, 402, 403, 404, 405, 407, 410, 413, 421, 451]) {
      expect(classifyResponse(response(status, body), context)).toEqual({
        reason: 'reply_malformed',
        input: 'apiUrl',
        path: 'body',
        problem: `this is not a response of ClickUp: ${problem}`,
        answer: { request: `${context.request.method} ${context.request.path}`, status },
      });
    }
  }
});

test.each(['{"err":"no"}', '{"error":"no"}', '{"message":"no"}', '{"ECODE":"TEAM_110"}', '{}'])(
  'C6: an error of ClickUp means request_refused: %s',
  (body) => {
    for (const status of [400, 403, 404, 407]) {
      expect(classifyResponse(response(status, body), USER)).toMatchObject({ reason: 'request_refused', status });
    }
  },
);

test('A13: status 401 without an error of ClickUp means request_refused, which suggests a proxy before a new token', () => {
  const failure = classifyResponse(response(401, HTML), USER);
  expect(failure).toMatchObject({ reason: 'request_refused', status: 401 });
  expect(failure && explain(failure)).toMatchObject({
    cause: expect.stringContaining('a proxy or a sign-in page'),
    remedy: expect.stringContaining('proxy settings'),
  });
});

test.each([
  ['C3', PLAN, 401, 'OAUTH_192', 'Workspace not authorized', 'workspace_not_authorized'],
  ['C3', PLAN, 400, 'INPUT_001', 'Team ID invalid', 'workspace_not_authorized'],
  ['C3', PLAN, 404, 'TEAM_001', 'Team not found', 'workspace_not_authorized'],
  ['C3', PLAN, 404, 'SHARD_024', 'Shard not found', 'workspace_not_authorized'],
  ['C4', USER, 401, 'OAUTH_018', 'Oauth token not found', 'token_rejected'],
  ['C4', PLAN, 401, 'OAUTH_018', 'Oauth token not found', 'token_rejected'],
] as const)('%s: with scope %j, status %i and code %s', (_, context, status, ecode, text, reason) => {
  expect(classifyResponse(response(status, error(ecode, text)), context)).toMatchObject({
    reason,
    answer: { status, ecode, text },
  });
});

describe('C5: classifyErrorBody() judges an error with status 200', () => {
  test.each([
    [USER, 'OAUTH_025', 'token_rejected', 'token'],
    [USER, 'OAUTH_018', 'token_rejected', 'token'],
    [USER, 'OAUTH_017', 'token_malformed', 'token'],
    [PLAN, 'OAUTH_192', 'workspace_not_authorized', 'workspaceId'],
    [PLAN, 'OAUTH_027', 'workspace_not_authorized', 'workspaceId'],
    [PLAN, 'TEAM_110', 'request_refused', 'workspaceId'],
    [EXCHANGE, 'OAUTH_014', 'request_refused', 'code'],
    [USER, 'ITEMV2_003', 'request_refused', 'token'],
  ])('%# %s', (context, ecode, reason, input) => {
    expect(classifyErrorBody(response(200, error(ecode, 'no')), context)).toMatchObject({
      reason,
      input,
      answer: { status: 200, ecode, text: 'no' },
    });
  });

  test('without a code', () => {
    const failure = classifyErrorBody(response(200, '{"err":"Try later"}'), USER);
    expect(failure).toMatchObject({ reason: 'request_refused', answer: { status: 200, text: 'Try later' } });
  });

  test.each(['{"err":""}', '{"err":null}', '{"ECODE":7}', '{"message":"ok"}', '[]', HTML, ''])(
    'but not %s, which is no error of ClickUp',
    (body) => {
      expect(classifyErrorBody(response(200, body), USER)).toBeUndefined();
    },
  );
});

test('C7: the time to read an error grows with its length', () => {
  const timeFor = (length: number): number => {
    const bodies = ['A', 'A_', 'A1_', '1', ' ', '\t<', '\\', '%41', '{"err":'].map((part) => {
      const text = part.repeat(length / part.length);
      return [text, JSON.stringify({ err: text, ECODE: text })];
    });
    const start = performance.now();
    for (const body of bodies.flat())
      classifyResponse(response(403, body), { ...USER, guard: guardOf(parseToken(OAUTH)) });
    return performance.now() - start;
  };
  timeFor(10_000);
  expect(timeFor(400_000) / timeFor(50_000)).toBeLessThan(40);
});

test('classifyResponse() returns clickup_unavailable when an exchange fails with 500 and another code or none', () => {
  for (const body of [error('OAUTH_025'), HTML]) {
    expect(classifyResponse(response(500, body), EXCHANGE)).toMatchObject({
      reason: 'clickup_unavailable',
      input: 'apiUrl',
    });
  }
});

describe('classifyResponse() on 429', () => {
  test.each<[string, Scope]>([
    ['OAUTH_025', 'token'],
    ['OAUTH_017', 'token'],
    ['OAUTH_027', 'workspace'],
    ['SHARD_001', 'workspace'],
    ['OAUTH_013', 'exchange'],
    ['APP_002', 'token'],
  ])('returns rate_limited with any ECODE: %s in scope %s', (ecode, scope) => {
    const context = [USER, PLAN, EXCHANGE].find((one) => one.scope === scope) ?? USER;
    expect(classifyResponse(response(429, error(ecode)), context)).toMatchObject({
      reason: 'rate_limited',
      answer: { ecode },
    });
  });

  test('reads retryAt from the header in Unix seconds', () => {
    const headers = { 'x-ratelimit-reset': String(NOW / 1000 + 43) };
    expect(classifyResponse(response(429, responseBody('error-rate-limit'), headers), USER)).toEqual({
      reason: 'rate_limited',
      input: 'token',
      retryAt: new Date(NOW + 43_000),
      answer: { request: 'GET /user', status: 429, ecode: 'APP_002', text: 'Rate limit reached' },
    });
  });

  test('defaults retryAt to one minute when no header has it', () => {
    expect(classifyResponse(response(429, HTML), USER)).toMatchObject({
      reason: 'rate_limited',
      retryAt: new Date(NOW + 60_000),
    });
  });
});

describe('classifyResponse() on a redirect', () => {
  test('states why the redirect is not followed, without its target', () => {
    const failure = classifyResponse(response(302, 'Moved', { location: `https://evil.example/?t=${PERSONAL}` }), USER);
    expect(failure).toEqual({
      reason: 'reply_malformed',
      input: 'apiUrl',
      path: 'status',
      problem: 'received a redirect; redirects are not followed, to avoid sending the token to another host',
      answer: { request: 'GET /user', status: 302 },
    });
  });
});

describe('readAnswer() reads the text of an error', () => {
  const read = (body: unknown): ReturnType<typeof readAnswer> =>
    readAnswer(response(400, typeof body === 'string' ? body : JSON.stringify(body)), USER);
  const bare = { request: 'GET /user', status: 400 };

  test.each([
    ['err', 'error-oauth-025', { ecode: 'OAUTH_025', text: 'Token invalid' }],
    ['error', 'error-field-error', { ecode: 'APP_001', text: 'Route not found' }],
    ['message', 'error-field-message', { text: 'Forbidden' }],
    ['message of API v3', 'error-v3', { text: 'Workspace not found' }],
    ['err of a body with details', 'error-details', { ecode: 'INPUT_003', text: 'Bad Request' }],
  ])('from `%s`', (_, name, expected) => {
    expect(read(responseBody(name))).toEqual({ ...bare, ...expected });
  });

  test.each([
    ['err before error before message', { message: 'c', error: 'b', err: 'a' }, { text: 'a' }],
    ['a string before other types', { err: { code: 7 }, error: null, message: 'c' }, { text: 'c' }],
    ['a text before blank ones', { err: '', error: ' \n', message: 'c' }, { text: 'c' }],
    ['no text', { ECODE: 'TEAM_110' }, { ecode: 'TEAM_110' }],
    ['a blank text', { err: ' \n ' }, {}],
    ['a number', { err: 7, ECODE: 25 }, {}],
    ['an array', ['err'], {}],
    ['a string', '"Forbidden"', {}],
    ['an HTML page', HTML, {}],
    ['details of any kind', { err: 'a', details: 'b' }, { text: 'a' }],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toEqual({ ...bare, ...expected });
  });

  test.each(['OAUTH_25', 'OAUTH_999999', 'TIMEENTRY_052', 'ITEM_137', 'ITEMV2_003', 'V3_001', 'CUSTOM_FIELD_012'])(
    'C7: with the code %s',
    (ECODE) => {
      expect(read({ ECODE })).toEqual({ ...bare, ecode: ECODE });
    },
  );

  test.each([
    '',
    'oauth_025',
    'OAUTH',
    'OAUTH_',
    'OAUTH_1234567',
    'OAUTH_025\n',
    'O_1',
    '::error::x_1',
    '<b>_1',
    '1_1',
    'A__1',
    `A_${'B'.repeat(30)}_1`,
    'PK_12345678_1A',
    '２_１',
    'OAUTH_١',
  ])('without an invalid code: %j', (ECODE) => {
    expect(read({ ECODE })).toEqual(bare);
  });

  test('as one line, without control and format characters', () => {
    const err = ' a\r\n::error::b\tc\0d\x1B[31me\u202Ef\u200Bg\u2028h\u00A0i ';
    expect(read({ err })).toEqual({ ...bare, text: 'a ::error::b c d [31me f g h i' });
  });

  test('truncated to 200 characters', () => {
    expect(read({ err: 'x'.repeat(200) }).text).toBe('x'.repeat(200));
    expect(read({ err: 'x'.repeat(201) }).text).toBe(`${'x'.repeat(200)}…`);
    expect(read({ err: `${'x'.repeat(199)}😀x` }).text).toBe(`${'x'.repeat(199)}…`);
  });
});

describe('readAnswer() omits a text that contains the token', () => {
  const secret = PERSONAL.slice(12);
  const withToken = (text: string): RequestContext => ({ ...USER, guard: guardOf(parseToken(text)) });

  test.each([
    ['the token', `Unknown token ${PERSONAL}`],
    ['eight characters of it', `Unknown token …${secret.slice(-8)}`],
    ['the token after 190 characters', `${'x'.repeat(190)} ${PERSONAL}`],
    ['the token on two lines', `${secret.slice(0, 12)}\n${secret.slice(12)}`],
    ['the Authorization header', `Header Bearer ${PERSONAL}`],
  ])('omits a text that contains %s', (_, err) => {
    expect(readAnswer(response(401, error('OAUTH_999', err)), withToken(PERSONAL))).toEqual({
      request: 'GET /user',
      status: 401,
      ecode: 'OAUTH_999',
    });
  });

  test('omits an OAuth token without Bearer', () => {
    const answer = readAnswer(response(401, error('OAUTH_999', `not ${OAUTH}`)), withToken(OAUTH));
    expect(answer).not.toHaveProperty('text');
  });

  test('omits a code that is part of the token', () => {
    const token = 'ABCDEFGHIJKL';
    expect(readAnswer(response(401, error(`${token}_1`, 'odd')), withToken(token))).toEqual({
      request: 'GET /user',
      status: 401,
      text: 'odd',
    });
  });

  test('keeps a text that contains only the user ID', () => {
    const answer = readAnswer(response(401, error('OAUTH_999', 'User 12345678 left')), withToken(PERSONAL));
    expect(answer.text).toBe('User 12345678 left');
  });
});

describe('for every response', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', PERSONAL));
  const fields = fc.record(
    { err: texts, error: texts, message: texts, ECODE: texts, details: fc.jsonValue() },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    fields.map((body) => JSON.stringify(body)),
    fc.json(),
    texts,
  );
  const contexts = fc
    .constantFrom(USER, PLAN, EXCHANGE)
    .map((one) => ({ ...one, guard: guardOf(parseToken(PERSONAL)) }));
  const statuses = fc.integer({ min: 100, max: 599 });
  const numbers = fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom('9999999999', '-1', '1e9'));
  const headers = fc.record({ 'x-ratelimit-reset': numbers, 'retry-after': numbers }, { requiredKeys: [] });

  test('classifyResponse() returns a failure without the token, with a text of at most 200 characters on one line', () => {
    fc.assert(
      fc.property(statuses, bodies, headers, contexts, (status, body, head, context) => {
        const failure = classifyResponse(response(status, body, head), context);
        expect(failure === undefined).toBe(status >= 200 && status < 300);
        if (failure !== undefined) expectValid(failure, status);
      }),
      { numRuns: 500 },
    );
  });
});

function expectValid(failure: Failure, status: number): void {
  const printed = JSON.stringify(failure);
  expect(fragmentsOf(PERSONAL.slice(12)).filter((part) => printed.includes(part))).toEqual([]);
  if (!('answer' in failure) || failure.answer === undefined) throw new Error('Expected an answer');
  expect(failure.answer.status).toBe(status);
  expect(failure.answer.text ?? '').toMatch(/^[^\p{Cc}\p{Cf}]{0,201}$/u);
  expect(failure.reason === 'rate_limited').toBe(status === 429);
  expect(failure.reason === 'token_rejected' ? status : 401).toBe(401);
  expect('retryAt' in failure ? failure.retryAt.getTime() : NOW).toBeGreaterThanOrEqual(NOW);
}
