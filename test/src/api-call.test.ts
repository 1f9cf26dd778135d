import { getWorkspacePlan, getWorkspaceSeats, listWorkspaces, verifyToken } from '../../src/index.js';
import { playClickUp } from './clickup.js';
import { failureOf, OAUTH, PERSONAL } from './failure-of.js';
import { replyText } from './reply-text.js';

const clickup = playClickUp();
const ONCE = { attempts: 1 };

/** Each question that can be asked with a token. */
const ASK = {
  '/user': () => verifyToken(PERSONAL, ONCE),
  '/team': () => listWorkspaces(PERSONAL, ONCE),
  '/team/42/plan': () => getWorkspacePlan(PERSONAL, '42', ONCE),
  '/team/42/seats': () => getWorkspaceSeats(PERSONAL, '42', ONCE),
} as const;

type Path = keyof typeof ASK;
const ABOUT_TOKEN: Path[] = ['/user', '/team'];
const ABOUT_WORKSPACE: Path[] = ['/team/42/plan', '/team/42/seats'];

/** The failure that an answer becomes at a path. */
async function judged(path: Path, status: number, ecode: string) {
  clickup().get(path).reply(status, { err: 'no', ECODE: ecode });
  return (await failureOf(ASK[path]())).failure;
}

describe('what one ECODE means is decided by what was asked', () => {
  test.each(ABOUT_TOKEN)('OAUTH_023, 026, 027 and 045 at %s say that the token no longer stands', async (path) => {
    for (const ecode of ['OAUTH_023', 'OAUTH_026', 'OAUTH_027', 'OAUTH_045']) {
      const answer = { request: `GET ${path}`, status: 401, ecode, text: 'no' };
      expect(await judged(path, 401, ecode)).toEqual({ reason: 'token_rejected', input: 'token', answer });
    }
  });

  test.each(ABOUT_WORKSPACE)('OAUTH_023, 027, 045, 057 and 061 at %s say that this Workspace is out', async (path) => {
    for (const ecode of ['OAUTH_023', 'OAUTH_027', 'OAUTH_045', 'OAUTH_057', 'OAUTH_061']) {
      expect(await judged(path, 401, ecode)).toMatchObject({
        reason: 'workspace_not_authorized',
        input: 'workspaceId',
        missing: [{ input: 'workspaceId', wanted: '42' }],
        answer: { request: `GET ${path}`, status: 401, ecode },
      });
    }
  });

  test.each([...ABOUT_TOKEN, ...ABOUT_WORKSPACE])(
    'OAUTH_019, 021, 025 and 077 at %s reject the token',
    async (path) => {
      for (const ecode of ['OAUTH_019', 'OAUTH_021', 'OAUTH_025', 'OAUTH_077']) {
        expect(await judged(path, 401, ecode)).toMatchObject({ reason: 'token_rejected', answer: { ecode } });
      }
    },
  );

  test.each([...ABOUT_TOKEN, ...ABOUT_WORKSPACE])(
    'OAUTH_017 with 400 at %s: the header was not understood',
    async (path) => {
      expect(await judged(path, 400, 'OAUTH_017')).toMatchObject({ reason: 'token_malformed', input: 'token' });
    },
  );

  test('SHARD_001 with 500 means an id that is none under a Workspace, and an outage elsewhere', async () => {
    expect(await judged('/team/42/plan', 500, 'SHARD_001')).toMatchObject({ reason: 'workspace_not_authorized' });
    expect(await judged('/team', 500, 'SHARD_001')).toMatchObject({ reason: 'clickup_unavailable', status: 500 });
  });

  test('OAUTH_057 and 061 at /user say nothing about the token', async () => {
    expect(await judged('/user', 401, 'OAUTH_057')).toMatchObject({ reason: 'request_refused', ecode: 'OAUTH_057' });
    expect(await judged('/user', 401, 'OAUTH_061')).toMatchObject({ reason: 'request_refused', ecode: 'OAUTH_061' });
  });

  test('an error of a parameter that begins with OAUTH_ is reported as it came, at every path', async () => {
    for (const path of [...ABOUT_TOKEN, ...ABOUT_WORKSPACE]) {
      for (const ecode of ['OAUTH_064', 'OAUTH_117', 'OAUTH_119', 'OAUTH_171']) {
        expect(await judged(path, 401, ecode)).toMatchObject({ reason: 'request_refused', status: 401, ecode });
      }
    }
  });

  test('a 401 without a code, or with an HTML page, is refused and not called revoked', async () => {
    clickup().get('/user').reply(401, '<html>Sign in to the proxy</html>');
    const { failure } = await failureOf(ASK['/user']());
    const answer = { request: 'GET /user', status: 401 };
    expect(failure).toEqual({ reason: 'request_refused', input: 'token', status: 401, answer });
  });

  test('a 429 is a limit whatever its code says', async () => {
    expect(await judged('/user', 429, 'OAUTH_025')).toMatchObject({ reason: 'rate_limited' });
  });
});

test('a refusal carries the rate limit of its answer, and nothing where there is none', async () => {
  clickup().get('/user').reply(401, replyText('error-oauth-025'), { 'X-RateLimit-Remaining': '9' });
  expect((await failureOf(ASK['/user']())).known).toEqual({ rateLimit: { remaining: 9 } });
  clickup().get('/user').reply(401, replyText('error-oauth-025'));
  expect((await failureOf(ASK['/user']())).known).toEqual({});
});

test.each([PERSONAL, OAUTH])('an answer that sends the token back is refused, and not quoted (%#)', async (token) => {
  clickup()
    .get('/user')
    .reply(200, { user: { id: 1, username: `I saw ${token}` } });
  const { failure } = await failureOf(verifyToken(token));
  expect(failure).toMatchObject({
    reason: 'reply_malformed',
    path: 'body',
    problem: 'the response contains the token',
  });
});

test.each([
  ['in its words', { err: `Unknown token ${PERSONAL}`, ECODE: 'OAUTH_025' }],
  ['in part', { message: `…${PERSONAL.slice(20, 30)}…`, ECODE: 'OAUTH_025' }],
  ['in place of the code', { err: PERSONAL, ECODE: PERSONAL }],
])('an error that sends the token back %s is told without it', async (_, body) => {
  clickup().get('/user').reply(401, body);
  expect((await failureOf(ASK['/user']())).failure).toMatchObject({ answer: { request: 'GET /user', status: 401 } });
});
