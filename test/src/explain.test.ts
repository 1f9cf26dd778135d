import { explain } from '../../src/explain.js';
import type { Explanation } from '../../src/types.js';
import type { Failure } from '../../src/failure.js';
import { SAMPLES } from './samples.js';

const REASONS = Object.values<Failure>(SAMPLES);
const allText = (failure: Failure): string => Object.values(explain(failure)).join(' ');

/** Returned for a request under one Workspace, which does not list the other Workspaces. */
const UNDER_A_WORKSPACE: Failure = {
  ...SAMPLES.workspace_not_authorized,
  visible: [],
  visibleCount: 0,
  answer: { request: 'GET /team/9011234099/plan', status: 401, ecode: 'OAUTH_027', text: 'Team not authorized' },
};

/** Each reason, and its variants with different texts. */
const FORMS: readonly (readonly [string, Failure])[] = [
  ...REASONS.map((failure) => [failure.reason, failure] as const),
  [
    'token_malformed, reported by ClickUp',
    {
      ...SAMPLES.token_malformed,
      problem: 'ClickUp found no token in the Authorization header',
      answer: { request: 'GET /user', status: 400, ecode: 'OAUTH_017', text: 'Authorization header required' },
    },
  ],
  [
    'workspace_not_authorized, without any Workspace',
    { ...SAMPLES.workspace_not_authorized, visible: [], visibleCount: 0 },
  ],
  ['workspace_not_authorized, reported by ClickUp', UNDER_A_WORKSPACE],
  [
    'unreachable, without a code',
    { reason: 'unreachable', input: 'apiUrl', host: 'x', problem: 'the connection failed' },
  ],
  ['timed_out, one request', { ...SAMPLES.timed_out, limit: 'request', timeoutMs: 1500 }],
  [
    'request_refused, without code and text',
    { reason: 'request_refused', input: 'token', status: 404, answer: { request: 'GET /user', status: 404 } },
  ],
];

describe.each(FORMS)('explain() for %s', (_, failure) => {
  const { title, happened, cause, remedy, ...rest } = explain(failure);

  test('returns a title of 7 to 80 characters without a period', () => {
    expect(title).toMatch(/^\S.{5,78}[^.\s]$/);
  });

  test('returns the other parts as whole sentences', () => {
    for (const part of [happened, cause, remedy]) expect(part).toMatch(/^[A-Z].{8,}[^.\s]\.$/);
    expect(rest).toEqual({});
  });

  test('contains no placeholder, repeated space or missing value', () => {
    expect(allText(failure)).not.toMatch(/undefined|null|NaN|\[object|\{|\}|"" | {2}|\.\.|\n/);
  });
});

test('explain() returns single lines when a name contains line breaks', () => {
  const name = 'Acme\n::error::x\u2028';
  const workspace = { id: '1', name };
  const missing = [{ input: 'workspaces[0]', wanted: name }];
  const missingOne = { ...SAMPLES.workspace_not_authorized, missing, visible: [workspace], visibleCount: 1 };
  const ambiguous = { ...SAMPLES.workspace_ambiguous, wanted: name, candidates: [workspace, workspace] };
  for (const failure of [missingOne, ambiguous]) {
    expect(allText(failure)).not.toMatch(/[\n\u2028]/);
    expect(explain(failure).title).toContain('"Acme ::error::x "');
  }
});

test('explain() returns a different title for each reason', () => {
  const titles = REASONS.map((failure) => explain(failure).title);
  expect(new Set(titles).size).toBe(REASONS.length);
});

test.each<Failure>(REASONS.filter(({ reason }) => reason !== 'token_rejected'))(
  'explain() does not mention a revoked token for $reason',
  (failure) => {
    expect(allText(failure)).not.toMatch(/revoked/i);
  },
);

test.each<Failure>([
  SAMPLES.rate_limited,
  SAMPLES.clickup_unavailable,
  SAMPLES.unreachable,
  SAMPLES.timed_out,
  SAMPLES.cancelled,
  SAMPLES.reply_malformed,
])('explain() does not blame the token for $reason', (failure) => {
  expect(allText(failure)).not.toMatch(/revoked|rejected|regenerated|withdrawn|new token/i);
  expect(explain(failure).cause).toContain('This does not mean that the token is invalid.');
});

describe('explain() reports the response of ClickUp', () => {
  const happened = (answer: object): string =>
    explain({ ...SAMPLES.token_rejected, answer: { request: 'GET /user', status: 401, ...answer } }).happened;

  test.each([
    ['status, code and text', { ecode: 'OAUTH_025', text: 'Token invalid' }, '401 OAUTH_025: "Token invalid"'],
    ['status and code', { ecode: 'OAUTH_025' }, '401 OAUTH_025'],
    ['status and text', { text: 'Token invalid' }, '401: "Token invalid"'],
    ['status only', {}, '401'],
  ])('%s', (_, answer, text) => {
    expect(happened(answer)).toBe(`ClickUp returned ${text}.`);
  });

  test('with the request for reply_malformed and request_refused', () => {
    expect(explain(SAMPLES.reply_malformed).happened).toBe(
      'ClickUp returned 200 for GET /team. Invalid value at teams[0].id: expected a string.',
    );
    expect(explain(SAMPLES.request_refused).happened).toBe(
      'ClickUp returned 403 TEAM_110 for GET /user: "Enterprise only".',
    );
  });

  test('for a request under a Workspace', () => {
    const happenedText = 'ClickUp returned 401 OAUTH_027: "Team not authorized".';
    expect(explain(UNDER_A_WORKSPACE).happened).toBe(happenedText);
  });

  test('with the time of the next retry, to the second', () => {
    expect(explain(SAMPLES.rate_limited).happened).toBe(
      'ClickUp returned 429 APP_002: "Rate limit reached". Retry after 2026-11-24 14:47:43 UTC.',
    );
  });
});

describe('explain() names the token, host, limit or input', () => {
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
    [SAMPLES.workspace_ambiguous, 'happened', 'Their IDs are 9011234082 ("Umbrella"), 9011234083 ("umbrella").'],
  ])('$reason: %s', (failure, part, text) => {
    expect(explain(failure)[part]).toBe(text);
  });
});

describe('explain() for missing Workspaces', () => {
  const missing = (...wanted: string[]): Failure => ({
    ...SAMPLES.workspace_not_authorized,
    missing: wanted.map((one, index) => ({ input: `workspaces[${index}]`, wanted: one })),
  });

  test('uses the singular for one Workspace', () => {
    expect(explain(missing('Hooli'))).toMatchObject({
      title: 'Workspace "Hooli" is not authorized for this token',
      remedy: expect.stringContaining("invite the token's user to the Workspace, or sign in again and select it."),
    });
  });

  test('uses the plural for several Workspaces, and names all', () => {
    expect(explain(missing('Hooli', '7'))).toMatchObject({
      title: 'Workspaces "Hooli", "7" are not authorized for this token',
      remedy: expect.stringContaining("invite the token's user to the Workspaces, or sign in again and select them."),
    });
  });

  test('names a Workspace once when it is required twice', () => {
    expect(explain(missing('Hooli', 'Hooli')).title).toBe('Workspace "Hooli" is not authorized for this token');
  });

  test('lists the Workspaces that the token has access to, and the number of others', () => {
    const visible = Array.from({ length: 20 }, (_, index) => ({ id: `${index}`, name: `Branch ${index}` }));
    const all = { ...SAMPLES.workspace_not_authorized, visible };
    const list = visible.map(({ id, name }) => `"${name}" (${id})`).join(', ');
    expect(explain({ ...all, visibleCount: 20 }).happened).toBe(`The token has access to ${list}.`);
    expect(explain({ ...all, visibleCount: 21 }).happened).toBe(`The token has access to ${list} and 1 more.`);
    expect(explain({ ...all, visibleCount: 60 }).happened).toBe(`The token has access to ${list} and 40 more.`);
  });

  test('states that the token has access to no Workspaces', () => {
    const { happened } = explain({ ...SAMPLES.workspace_not_authorized, visible: [], visibleCount: 0 });
    expect(happened).toBe('The token has access to no Workspaces.');
  });
});

describe('explain() for a rejected exchange', () => {
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
  ])('returns cause and remedy of %s', (ecode, cause) => {
    expect(exchange(ecode)).toMatchObject({
      title: 'ClickUp rejected the request',
      happened: `ClickUp returned 400 ${ecode} for POST /oauth/token.`,
      cause: expect.stringMatching(cause),
      remedy: expect.stringMatching(/^[A-Z].*\.$/),
    });
  });

  test('states that the meaning of another code is unknown', () => {
    expect(exchange('OAUTH_999').cause).toContain('unknown');
  });

  test('does not apply these causes to other requests', () => {
    const answer = { request: 'GET /user', status: 401, ecode: 'OAUTH_013' };
    const failure: Failure = { reason: 'request_refused', input: 'token', status: 401, ecode: 'OAUTH_013', answer };
    expect(explain(failure).cause).toContain('unknown');
  });
});

describe('a failure whose names an integration has removed', () => {
  const [resource] = SAMPLES.resource_inaccessible.resources;
  test.each<[Failure, string]>([
    [{ ...SAMPLES.role_insufficient, workspaces: [{ id: '7', name: '', found: 'guest' }] }, ' in 7.'],
    [{ ...SAMPLES.workspace_unexpected, workspaces: [{ id: '7', name: '' }] }, 'has access to 7.'],
    [
      { ...SAMPLES.resource_inaccessible, resources: [{ ...resource, actual: { kind: 'space', name: '' } }] },
      'is the ID of a Space, not of a List.',
    ],
    [
      {
        ...SAMPLES.permission_insufficient,
        lists: SAMPLES.permission_insufficient.lists.map((one) => ({ ...one, name: '' })),
      },
      'on List 901100000001, expected at least edit.',
    ],
  ])('names items by ID: $reason', (failure, text) => {
    expect(explain(failure).happened).toContain(text);
  });
});
