import { getWorkspacePlan, getWorkspaceSeats, listWorkspaces, verifyToken } from '../../src/index.js';
import { mockClickUp } from './mock-clickup.js';
import { failureOf, OAUTH, PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';

const clickup = mockClickUp();
const ONCE = { attempts: 1 };

/** Each request that is sent with a token. */
const CALLS = {
  '/user': () => verifyToken(PERSONAL, ONCE),
  '/team': () => listWorkspaces(PERSONAL, ONCE),
  '/team/42/plan': () => getWorkspacePlan(PERSONAL, '42', ONCE),
  '/team/42/seats': () => getWorkspaceSeats(PERSONAL, '42', ONCE),
} as const;

type Path = keyof typeof CALLS;
const TOKEN_PATHS: Path[] = ['/user', '/team'];
const WORKSPACE_PATHS: Path[] = ['/team/42/plan', '/team/42/seats'];

/** The failure that a response of a path is classified as. */
async function classified(path: Path, status: number, ecode: string) {
  clickup().get(path).reply(status, { err: 'no', ECODE: ecode });
  return (await failureOf(CALLS[path]())).failure;
}

describe('the path of a request decides the meaning of an ECODE', () => {
  test.each(TOKEN_PATHS)('OAUTH_023, 026, 027 and 045 mean token_rejected at %s', async (path) => {
    for (const ecode of ['OAUTH_023', 'OAUTH_026', 'OAUTH_027', 'OAUTH_045']) {
      const answer = { request: `GET ${path}`, status: 401, ecode, text: 'no' };
      expect(await classified(path, 401, ecode)).toEqual({ reason: 'token_rejected', input: 'token', answer });
    }
  });

  test.each(WORKSPACE_PATHS)('OAUTH_023, 027, 045, 057 and 061 mean workspace_not_authorized at %s', async (path) => {
    for (const ecode of ['OAUTH_023', 'OAUTH_027', 'OAUTH_045', 'OAUTH_057', 'OAUTH_061']) {
      expect(await classified(path, 401, ecode)).toMatchObject({
        reason: 'workspace_not_authorized',
        input: 'workspaceId',
        missing: [{ input: 'workspaceId', wanted: '42' }],
        answer: { request: `GET ${path}`, status: 401, ecode },
      });
    }
  });

  test.each([...TOKEN_PATHS, ...WORKSPACE_PATHS])(
    'OAUTH_019, 021, 025 and 077 mean token_rejected at %s',
    async (path) => {
      for (const ecode of ['OAUTH_019', 'OAUTH_021', 'OAUTH_025', 'OAUTH_077']) {
        expect(await classified(path, 401, ecode)).toMatchObject({ reason: 'token_rejected', answer: { ecode } });
      }
    },
  );

  test.each([...TOKEN_PATHS, ...WORKSPACE_PATHS])(
    'OAUTH_017 with status 400 means token_malformed at %s',
    async (path) => {
      expect(await classified(path, 400, 'OAUTH_017')).toMatchObject({ reason: 'token_malformed', input: 'token' });
    },
  );

  test('SHARD_001 with status 500 means workspace_not_authorized under a Workspace, and clickup_unavailable elsewhere', async () => {
    expect(await classified('/team/42/plan', 500, 'SHARD_001')).toMatchObject({ reason: 'workspace_not_authorized' });
    expect(await classified('/team', 500, 'SHARD_001')).toMatchObject({ reason: 'clickup_unavailable', status: 500 });
  });

  test('OAUTH_057 and 061 mean request_refused at /user', async () => {
    expect(await classified('/user', 401, 'OAUTH_057')).toMatchObject({
      reason: 'request_refused',
      ecode: 'OAUTH_057',
    });
    expect(await classified('/user', 401, 'OAUTH_061')).toMatchObject({
      reason: 'request_refused',
      ecode: 'OAUTH_061',
    });
  });

  test('an invalid parameter with an OAUTH_ code means request_refused at every path', async () => {
    for (const path of [...TOKEN_PATHS, ...WORKSPACE_PATHS]) {
      for (const ecode of ['OAUTH_064', 'OAUTH_117', 'OAUTH_119', 'OAUTH_171']) {
        expect(await classified(path, 401, ecode)).toMatchObject({ reason: 'request_refused', status: 401, ecode });
      }
    }
  });

  test('status 401 with an HTML page means request_refused, not token_rejected', async () => {
    clickup().get('/user').reply(401, '<html>Sign in to the proxy</html>');
    const { failure } = await failureOf(CALLS['/user']());
    const answer = { request: 'GET /user', status: 401 };
    expect(failure).toEqual({ reason: 'request_refused', input: 'token', status: 401, answer });
  });

  test('status 429 means rate_limited with any ECODE', async () => {
    expect(await classified('/user', 429, 'OAUTH_025')).toMatchObject({ reason: 'rate_limited' });
  });
});

test.each([
  ['/user', 'OAUTH_025', 'token_rejected'],
  ['/team', 'OAUTH_018', 'token_rejected'],
  ['/team/42/plan', 'OAUTH_192', 'workspace_not_authorized'],
  ['/team/42/seats', 'TEAM_110', 'request_refused'],
] as const)('C5: an error with status 200 at %s is judged by its code %s', async (path, ecode, reason) => {
  expect(await classified(path, 200, ecode)).toMatchObject({ reason, answer: { status: 200, ecode, text: 'no' } });
});

test('C5: an error with status 200 that contains the token is reported without it', async () => {
  clickup().get('/user').reply(200, { err: PERSONAL, ECODE: 'OAUTH_025' }, { 'X-RateLimit-Remaining': '9' });
  const { failure, known } = await failureOf(CALLS['/user']());
  const answer = { request: 'GET /user', status: 200, ecode: 'OAUTH_025' };
  expect([failure, known]).toEqual([
    { reason: 'token_rejected', input: 'token', answer },
    { rateLimit: { remaining: 9 } },
  ]);
});

test('error.known has the rate limit of the response, if the response has one', async () => {
  clickup().get('/user').reply(401, responseBody('error-oauth-025'), { 'X-RateLimit-Remaining': '9' });
  expect((await failureOf(CALLS['/user']())).known).toEqual({ rateLimit: { remaining: 9 } });
  clickup().get('/user').reply(401, responseBody('error-oauth-025'));
  expect((await failureOf(CALLS['/user']())).known).toEqual({});
});

test.each([PERSONAL, OAUTH])(
  'verifyToken() fails with reply_malformed, without quoting the token, when the response contains the token (%#)',
  async (token) => {
    clickup()
      .get('/user')
      .reply(200, { user: { id: 1, username: `I saw ${token}` } });
    const { failure } = await failureOf(verifyToken(token));
    expect(failure).toMatchObject({
      reason: 'reply_malformed',
      path: 'body',
      problem: 'the response contains the token',
    });
  },
);

test.each([
  ['in its text', { err: `Unknown token ${PERSONAL}`, ECODE: 'OAUTH_025' }],
  ['in part', { message: `…${PERSONAL.slice(20, 30)}…`, ECODE: 'OAUTH_025' }],
  ['in place of the code', { err: PERSONAL, ECODE: PERSONAL }],
])('an error that contains the token %s is reported without it', async (_, body) => {
  clickup().get('/user').reply(401, body);
  expect((await failureOf(CALLS['/user']())).failure).toMatchObject({ answer: { request: 'GET /user', status: 401 } });
});

test.each([
  ['the host', `https://${PERSONAL.toLowerCase().replaceAll('_', '-')}.test`],
  ['the host, in another case', `https://x${PERSONAL.slice(12, 24).toUpperCase()}.test`],
  ['the path', `https://api.clickup.com/${PERSONAL}`],
  ['the path, percent-encoded', `https://api.clickup.com/%5${'1'}${PERSONAL.slice(13)}`],
  ['the path, of another user', `https://api.clickup.com/${OAUTH}/v2`],
  ['the host, of another user', 'https://pk_87654321_b8c4j6r0w2z5e7h1k3m9q2t8v4x6y0a5.test'],
])('S11, S21: an API URL with a token in %s is rejected before a request, without quoting it', async (_, apiUrl) => {
  const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl }));
  expect(failure).toEqual({
    reason: 'input_invalid',
    input: 'apiUrl',
    allowed: 'the base URL of the ClickUp API. This URL contains a token or another secret',
  });
});

test.each(['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after', 'date'])(
  'S9: the header %s is ignored when it contains the token',
  async (name) => {
    const digits = '1234567890';
    clickup()
      .get('/user')
      .reply(429, '', { [name]: name === 'date' ? `Tue, ${digits}` : digits });
    const { failure, known } = await failureOf(verifyToken(`odd-${digits}`, ONCE));
    expect(JSON.stringify([failure, known])).not.toContain(digits);
  },
);

test.each([
  '\u001b[31m',
  '\u009b31m',
  '1\n::error::x',
  '\u202e1',
  '<b>1</b>',
  '1/../2',
  '1 2',
  '',
  'x'.repeat(65),
  '１',
])('S12: an ID of other characters is rejected: %j', async (id) => {
  for (const [path, body] of [
    ['/user', { user: { id } }],
    ['/team', { teams: [{ id, name: 'Acme' }] }],
    ['/team/42/plan', { plan_id: id, plan_name: 'Free' }],
  ] as const) {
    clickup().get(path).reply(200, body);
    const { failure } = await failureOf(CALLS[path]());
    expect(failure).toMatchObject({ reason: 'reply_malformed', path: expect.stringMatching(/id$/) });
    expect(JSON.stringify(failure)).not.toContain(id === '' ? '\u001b' : JSON.stringify(id).slice(1, -1));
  }
});

test.each(['9011234080', 'a-b_C', 'x'.repeat(64)])('S12: the ID %s is accepted', async (id) => {
  clickup().get('/user').reply(200, { user: { id } });
  expect(await CALLS['/user']()).toEqual({ id });
});
