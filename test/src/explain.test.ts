import { explain, type Explanation } from '../../src/explain.js';
import type { Failure } from '../../src/failure.js';
import { SAMPLES } from './samples.js';

const REASONS = Object.values<Failure>(SAMPLES);
const said = (failure: Failure): string => Object.values(explain(failure)).join(' ');

/** As `judge` makes it: what the token does see was not asked. */
const UNDER_A_WORKSPACE: Failure = {
  ...SAMPLES.workspace_not_authorized,
  visible: [],
  visibleCount: 0,
  answer: { request: 'GET /team/9011234099/plan', status: 401, ecode: 'OAUTH_027', text: 'Team not authorized' },
};

/** Each reason, and the forms of it that read differently. */
const FORMS: readonly (readonly [string, Failure])[] = [
  ...REASONS.map((failure) => [failure.reason, failure] as const),
  [
    'token_malformed, as ClickUp sees it',
    {
      ...SAMPLES.token_malformed,
      problem: 'ClickUp found no token in the Authorization header',
      answer: { request: 'GET /user', status: 400, ecode: 'OAUTH_017', text: 'Authorization header required' },
    },
  ],
  [
    'workspace_not_authorized, no Workspace seen',
    { ...SAMPLES.workspace_not_authorized, visible: [], visibleCount: 0 },
  ],
  ['workspace_not_authorized, as ClickUp sees it', UNDER_A_WORKSPACE],
  [
    'unreachable, without a code',
    { reason: 'unreachable', input: 'apiUrl', host: 'x', problem: 'the connection failed' },
  ],
  ['timed_out, one request', { ...SAMPLES.timed_out, limit: 'request', timeoutMs: 1500 }],
  [
    'request_refused, nothing told',
    { reason: 'request_refused', input: 'token', status: 404, answer: { request: 'GET /user', status: 404 } },
  ],
];

describe.each(FORMS)('explain() on %s', (_, failure) => {
  const { title, happened, cause, remedy, ...rest } = explain(failure);

  test('has a title of a few words without a final stop', () => {
    expect(title).toMatch(/^\S.{5,78}[^.\s]$/);
  });

  test('says what happened, the cause and the remedy in whole sentences', () => {
    for (const words of [happened, cause, remedy]) expect(words).toMatch(/^[A-Z].{8,}[^.\s]\.$/);
    expect(rest).toEqual({});
  });

  test('holds no blank, doubled or forgotten word', () => {
    expect(said(failure)).not.toMatch(/undefined|null|NaN|\[object|\{|\}|"" | {2}|\.\.|\n/);
  });
});

test('a name that holds line breaks stays on one line', () => {
  const name = 'Acme\n::error::x\u2028';
  const workspace = { id: '1', name };
  const missing = [{ input: 'workspaces[0]', wanted: name }];
  const seen = { ...SAMPLES.workspace_not_authorized, missing, visible: [workspace], visibleCount: 1 };
  const several = { ...SAMPLES.workspace_ambiguous, wanted: name, candidates: [workspace, workspace] };
  for (const failure of [seen, several]) {
    expect(said(failure)).not.toMatch(/[\n\u2028]/);
    expect(explain(failure).title).toContain('"Acme ::error::x "');
  }
});

test('explain() has other words for each reason', () => {
  const titles = REASONS.map((failure) => explain(failure).title);
  expect(new Set(titles).size).toBe(REASONS.length);
});

test.each<Failure>(REASONS.filter(({ reason }) => reason !== 'token_rejected'))(
  'explain() never speaks of a revoked token: $reason',
  (failure) => {
    expect(said(failure)).not.toMatch(/revoked/i);
  },
);

test.each<Failure>([
  SAMPLES.rate_limited,
  SAMPLES.clickup_unavailable,
  SAMPLES.unreachable,
  SAMPLES.timed_out,
  SAMPLES.cancelled,
  SAMPLES.reply_malformed,
])('explain() never blames the token for $reason', (failure) => {
  expect(said(failure)).not.toMatch(/revoked|rejected|regenerated|withdrawn|new token/i);
  expect(explain(failure).cause).toContain('This does not mean that the token is invalid.');
});

describe('explain() tells what ClickUp said', () => {
  const refused = (answer: object): string =>
    explain({ ...SAMPLES.token_rejected, answer: { request: 'GET /user', status: 401, ...answer } }).happened;

  test.each([
    ['status, code and words', { ecode: 'OAUTH_025', text: 'Token invalid' }, '401 OAUTH_025: "Token invalid"'],
    ['status and code', { ecode: 'OAUTH_025' }, '401 OAUTH_025'],
    ['status and words', { text: 'Token invalid' }, '401: "Token invalid"'],
    ['the status', {}, '401'],
  ])('%s', (_, answer, words) => {
    expect(refused(answer)).toBe(`ClickUp returned ${words}.`);
  });

  test('with the request, where that tells something', () => {
    expect(explain(SAMPLES.reply_malformed).happened).toBe(
      'ClickUp returned 200 for GET /team. Invalid value at teams[0].id: expected a string.',
    );
    expect(explain(SAMPLES.request_refused).happened).toBe(
      'ClickUp returned 403 TEAM_110 for GET /user: "Enterprise only".',
    );
  });

  test('under a Workspace', () => {
    const words = 'ClickUp returned 401 OAUTH_027: "Team not authorized".';
    expect(explain(UNDER_A_WORKSPACE).happened).toBe(words);
  });

  test('when a limited caller may come back, to the second', () => {
    expect(explain(SAMPLES.rate_limited).happened).toBe(
      'ClickUp returned 429 APP_002: "Rate limit reached". Retry after 2026-11-24 14:47:43 UTC.',
    );
  });
});

describe('explain() names what it concerns', () => {
  test.each<[Failure, keyof Explanation, string]>([
    [SAMPLES.token_missing, 'happened', 'The token is empty or not set.'],
    [SAMPLES.token_malformed, 'happened', 'The token is invalid: it contains whitespace.'],
    [SAMPLES.unreachable, 'title', 'Cannot connect to api.clickup.com'],
    [SAMPLES.unreachable, 'happened', 'The request failed: the host name could not be resolved (ENOTFOUND).'],
    [SAMPLES.timed_out, 'happened', 'The whole check took longer than 60 s.'],
    [{ ...SAMPLES.timed_out, limit: 'request', timeoutMs: 1500 }, 'happened', 'The request took longer than 1.5 s.'],
    [SAMPLES.input_invalid, 'title', 'attempts is invalid'],
    [SAMPLES.input_invalid, 'happened', 'Expected a whole number from 1 to 10.'],
    [SAMPLES.input_invalid, 'remedy', 'Correct attempts and run again.'],
    [SAMPLES.workspace_ambiguous, 'title', 'Workspace name "Umbrella" matches several Workspaces'],
    [SAMPLES.workspace_ambiguous, 'happened', 'Their ids are 9011234082 ("Umbrella"), 9011234083 ("umbrella").'],
  ])('$reason: %s', (failure, part, words) => {
    expect(explain(failure)[part]).toBe(words);
  });
});

describe('explain() on Workspaces that are missing', () => {
  const missing = (...wanted: string[]): Failure => ({
    ...SAMPLES.workspace_not_authorized,
    missing: wanted.map((one, index) => ({ input: `workspaces[${index}]`, wanted: one })),
  });

  test('speaks of one', () => {
    expect(explain(missing('Hooli'))).toMatchObject({
      title: 'Workspace "Hooli" is not authorized for this token',
      remedy: expect.stringContaining("invite the token's user to the Workspace, or sign in again and select it."),
    });
  });

  test('speaks of several, and names them all', () => {
    expect(explain(missing('Hooli', '7'))).toMatchObject({
      title: 'Workspaces "Hooli", "7" are not authorized for this token',
      remedy: expect.stringContaining("invite the token's user to the Workspaces, or sign in again and select them."),
    });
  });

  test('names one once, though it was asked for twice', () => {
    expect(explain(missing('Hooli', 'Hooli')).title).toBe('Workspace "Hooli" is not authorized for this token');
  });

  test('lists what the token does see, and how many more there are', () => {
    const visible = Array.from({ length: 20 }, (_, index) => ({ id: `${index}`, name: `Branch ${index}` }));
    const all = { ...SAMPLES.workspace_not_authorized, visible };
    const list = visible.map(({ id, name }) => `"${name}" (${id})`).join(', ');
    expect(explain({ ...all, visibleCount: 20 }).happened).toBe(`The token has access to ${list}.`);
    expect(explain({ ...all, visibleCount: 21 }).happened).toBe(`The token has access to ${list} and 1 more.`);
    expect(explain({ ...all, visibleCount: 60 }).happened).toBe(`The token has access to ${list} and 40 more.`);
  });

  test('says that none is seen', () => {
    const { happened } = explain({ ...SAMPLES.workspace_not_authorized, visible: [], visibleCount: 0 });
    expect(happened).toBe('The token has access to no Workspaces.');
  });
});

describe('explain() on a refused exchange', () => {
  const exchange = (ecode: string): Explanation =>
    explain({
      reason: 'request_refused',
      input: 'code',
      status: 400,
      ecode,
      answer: { request: 'POST /oauth/token', status: 400, ecode },
    });

  test.each([
    ['OAUTH_007', /redirect URI is not registered/],
    ['OAUTH_010', /No OAuth app has this client ID/],
    ['OAUTH_013', /code is unknown or has expired/],
    ['OAUTH_014', /code was already used/],
    ['OAUTH_017', /redirect URI is missing/],
  ])('names %s for what it is', (ecode, cause) => {
    expect(exchange(ecode)).toMatchObject({
      title: 'ClickUp rejected the request',
      happened: `ClickUp returned 400 ${ecode} for POST /oauth/token.`,
      cause: expect.stringMatching(cause),
      remedy: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  test('reports another code as it came', () => {
    expect(exchange('OAUTH_999').cause).toContain('unknown');
  });

  test('leaves these words to the exchange', () => {
    const answer = { request: 'GET /user', status: 401, ecode: 'OAUTH_013' };
    const failure: Failure = { reason: 'request_refused', input: 'token', status: 401, ecode: 'OAUTH_013', answer };
    expect(explain(failure).cause).toContain('unknown');
  });
});
