import { authenticate } from '../../src/index.js';
import type { AuthenticateOptions, AuthError, Session, Share } from '../../src/index.js';
import { checkRequirements } from '../../src/requirements.js';
import { explain } from '../../src/explain.js';
import { callApi } from '../../src/api-call.js';
import { resolveOptions } from '../../src/options.js';
import { ResourceCheck } from '../../src/resource-check.js';
import { parseResource } from '../../src/resource.js';
import { parseToken } from '../../src/token.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { failureOf } from './failure-of.js';
import { SAMPLES } from './samples.js';
import { fakeTime } from './fake-time.js';
import { closeServers, json, serve } from './server.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 100_000 });
});
beforeEach(() => sandbox.resetCounts());
afterEach(closeServers);
afterAll(() => sandbox.close());

type Options = Omit<AuthenticateOptions, 'token'>;

const check = (options: Options, name: keyof Sandbox['tokens'] = 'valid'): Promise<Session> =>
  authenticate({ apiUrl: sandbox.apiUrl, attempts: 1, ...options, token: sandbox.tokens[name] });
const failure = (...given: Parameters<typeof check>): Promise<AuthError> => failureOf(check(...given));

const ACME = { workspaces: ['Acme'] };
const DEPLOYS = '901100000001';
const ROADMAP = '901100000004';
const SPACE = '90110000001';
const FOLDER = '901100000100';

describe('users', () => {
  test.each([[['10000001']], [['7', 'USER-10000001@example.com']]])('accepts %j', async (users) => {
    const { requirements } = await check({ users });
    expect(requirements).toEqual([
      { requirement: 'users', input: 'users', required: users.join(', '), found: '10000001', isMet: true },
    ]);
    expect(sandbox.requests.total).toBe(2);
  });

  test('rejects every other user, and shows no address of the user that it found', async () => {
    const error = await failure({ users: ['1', 'other@example.com'] });
    expect(error.failure).toMatchObject({ reason: 'user_unexpected', input: 'users' });
    expect(explain(error.failure).happened).toBe(
      'The token\'s user is "Ada Example", ID 10000001. Expected 1 or other@example.com.',
    );
    expect(error.known.requirements).toEqual([expect.objectContaining({ isMet: false, found: '10000001' })]);
  });

  test('states that ClickUp returned no address or no name', async () => {
    const server = await serve(({ url }, response) =>
      json(response, url?.endsWith('/user') ? { user: { id: 1, username: null, email: null } } : { teams: [] }),
    );
    const error = await failureOf(
      authenticate({ token: sandbox.tokens.valid, apiUrl: server.url, users: ['a@example.com'] }),
    );
    expect(explain(error.failure).happened).toBe(
      "The token's user is ID 1. Expected a@example.com. ClickUp returned no email address for this user.",
    );
  });

  test.each([['name'], [''], ['a b@c'], [7], ['x'.repeat(400) + '@example.com']])('%j is invalid', async (user) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
    const error = await failure({ users: [user as string] });
    expect(error.failure).toMatchObject({ reason: 'input_invalid', input: 'users[0]' });
    expect(sandbox.requests.total).toBe(0);
  });
});

describe('the kind of the token', () => {
  test.each([
    ['personal', 'valid'],
    ['oauth', 'oauth'],
  ] as const)('accepts %s', async (tokenKind, name) => {
    expect((await check({ tokenKind }, name)).requirements).toEqual([
      expect.objectContaining({ requirement: 'tokenKind', required: tokenKind, found: tokenKind, isMet: true }),
    ]);
  });

  test.each([
    ['personal', 'oauth', 'by signing in'],
    ['oauth', 'valid', 'settings of a user'],
  ] as const)('rejects a token that is not %s', async (tokenKind, name, cause) => {
    const { failure: failed } = await failure({ tokenKind }, name);
    expect(failed.reason).toBe('token_kind_unexpected');
    expect(explain(failed).cause).toContain(cause);
  });

  test.each([['basic'], [7]])('%j is invalid', async (tokenKind) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
    const error = await failure({ tokenKind: tokenKind as 'oauth' });
    expect(error.failure).toMatchObject({ reason: 'input_invalid', input: 'tokenKind' });
  });
});

describe('the minimum role', () => {
  const roles = ['guest', 'member', 'admin', 'owner'] as const;
  test.each(roles)('%s is required in each required Workspace', async (role) => {
    // Owner of Acme, member of Globex.
    const attempt = check({ workspaces: ['Acme', 'Globex'], role });
    const isMet = roles.indexOf(role) <= roles.indexOf('member');
    const results = isMet ? (await attempt).requirements : (await failureOf(attempt)).known.requirements;
    expect(results?.filter(({ requirement }) => requirement === 'role')).toEqual([
      expect.objectContaining({ found: 'owner', required: role, isMet: true }),
      expect.objectContaining({ found: 'member', required: role, isMet }),
    ]);
  });

  test('a role that ClickUp does not return is unknown, and meets nothing', async () => {
    const { failure: failed } = await failure({ ...ACME, role: 'guest' }, 'noRole');
    expect(failed).toMatchObject({ reason: 'role_insufficient', workspaces: [{ found: 'unknown' }] });
    expect(explain(failed)).toMatchObject({
      happened: 'ClickUp returned no role for the token\'s user in "Acme" (9011234080). Expected at least guest.',
      cause: expect.stringContaining('An unknown role meets no requirement.'),
    });
  });

  test.each([
    [7, '7'],
    ['boss', 'boss'],
    [{ level: 1 }, 'an unexpected value'],
    [{ toString: 1, valueOf: 1 }, 'an unexpected value'],
    ['a longer text', 'an unexpected value'],
  ])('the unknown role %j is reported as received, and meets nothing', async (role, found) => {
    const team = { id: '1', name: 'Acme', members: [{ user: { id: 1, role } }] };
    const server = await serve(({ url }, response) =>
      json(response, url?.endsWith('/user') ? { user: { id: 1 } } : { teams: [team] }),
    );
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, ...ACME, role: 'guest' } as const;
    const { failure: failed } = await failureOf(authenticate(options));
    expect(failed).toMatchObject({ reason: 'role_insufficient', workspaces: [{ found }] });
    const text = found.includes(' ') ? 'returned an unexpected value as the role' : `has the unknown role ${found}`;
    expect(explain(failed).happened).toContain(text);
    expect(explain(failed)).toMatchObject({
      title: expect.stringContaining('unknown'),
      cause: expect.stringContaining('An unknown role'),
    });
  });
});

describe('requirements about the required Workspaces', () => {
  test.each([{ role: 'guest' }, { onlyRequiredWorkspaces: true }, { probeWorkspaces: true }] as const)(
    '%j without a required Workspace is invalid',
    async (options) => {
      const error = await failure(options);
      expect(error.failure).toMatchObject({
        reason: 'input_invalid',
        input: Object.keys(options)[0],
        allowed: expect.stringContaining('at least one required Workspace'),
      });
      expect(sandbox.requests.total).toBe(0);
    },
  );

  test.each(['yes', 1])('onlyRequiredWorkspaces: %j is invalid', async (value) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
    const error = await failure({ ...ACME, onlyRequiredWorkspaces: value as unknown as boolean });
    expect(error.failure).toMatchObject({ reason: 'input_invalid', input: 'onlyRequiredWorkspaces' });
  });

  test('no other Workspace', async () => {
    expect((await check({ ...ACME, onlyRequiredWorkspaces: true }, 'oneWorkspace')).requirements).toContainEqual(
      expect.objectContaining({ requirement: 'onlyRequiredWorkspaces', found: 'no other Workspace', isMet: true }),
    );
    const { failure: failed, known } = await failure({ ...ACME, onlyRequiredWorkspaces: true });
    expect(failed).toMatchObject({ reason: 'workspace_unexpected', count: 1, workspaces: [{ name: 'Globex' }] });
    expect(known.requirements).toContainEqual(expect.objectContaining({ found: '1 other Workspace' }));
    const many = await failure({ workspaces: ['Branch 1'], onlyRequiredWorkspaces: true }, 'many');
    expect(explain(many.failure).happened).toContain('and 39 more');
    expect(explain({ ...SAMPLES.workspace_unexpected, tokenKind: 'oauth' }).cause).toContain('consent page');
  });

  test('each can be entered', async () => {
    const { requirements } = await check({ workspaces: ['Acme', 'Globex'], probeWorkspaces: true });
    expect(requirements.filter(({ requirement }) => requirement === 'probeWorkspaces')).toHaveLength(2);
    expect(sandbox.requests.byPath).toMatchObject({ 'GET /team/9011234080/plan': 1, 'GET /team/9011234081/plan': 1 });
  });

  test('C9: a Workspace that is listed but cannot be entered is not authorized', async () => {
    expect((await check(ACME, 'listedOnly')).required).toHaveLength(1);
    const { failure: failed, known } = await failure({ ...ACME, probeWorkspaces: true }, 'listedOnly');
    expect(failed).toMatchObject({
      reason: 'workspace_not_authorized',
      input: 'probeWorkspaces',
      answer: { status: 401, ecode: 'OAUTH_192' },
    });
    expect(known.requirements).toContainEqual(
      expect.objectContaining({ requirement: 'probeWorkspaces', found: 'no access', isMet: false }),
    );
  });

  test('another failure of a probe ends the check', async () => {
    const server = await serve(({ url = '' }, response) => {
      if (url.includes('/plan')) response.writeHead(503).end();
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [{ id: '1', name: 'Acme' }] });
    });
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, attempts: 1, ...ACME, probeWorkspaces: true };
    expect((await failureOf(authenticate(options))).reason).toBe('clickup_unavailable');
  });
});

describe('Lists, Folders and Spaces', () => {
  test('are requested once each, in parallel with the user and the Workspaces', async () => {
    const { requirements } = await check({
      lists: [DEPLOYS, { id: ROADMAP, permission: 'read' }, `${DEPLOYS}:edit`],
      folders: [FOLDER],
      spaces: [SPACE],
    });
    expect(
      requirements.map(({ requirement, required, found, isMet }) => [requirement, required, found, isMet]),
    ).toEqual([
      ['lists', 'access', 'create', true],
      ['lists', 'read', 'read', true],
      ['lists', 'edit', 'create', true],
      ['folders', 'access', 'access', true],
      ['spaces', 'access', 'access', true],
    ]);
    expect(requirements[0]?.subject).toEqual({ kind: 'list', id: DEPLOYS, name: 'Deploys' });
    expect(sandbox.requests.total).toBe(2 + 4);
  });

  const levels = ['read', 'comment', 'edit', 'create'] as const;
  const LISTS = { create: DEPLOYS, edit: '901100000002', comment: '901100000003', read: ROADMAP };
  test.each(levels.flatMap((found) => levels.map((required) => [found, required] as const)))(
    'the permission %s is compared with the minimum %s',
    async (found, required) => {
      const attempt = check({ lists: [`${LISTS[found]}: ${required}`] });
      const isMet = levels.indexOf(found) >= levels.indexOf(required);
      const results = isMet ? (await attempt).requirements : (await failureOf(attempt)).known.requirements;
      expect(results).toEqual([expect.objectContaining({ found, required, isMet })]);
    },
  );

  test('a permission that ClickUp does not return is unknown, and an unknown one is reported as received', async () => {
    expect((await check({ lists: ['901100000006', '901100000007'] })).requirements.map(({ found }) => found)).toEqual([
      'access',
      'manage',
    ]);
    const error = await failure({ lists: ['901100000006:read', '901100000007:read'] });
    expect(explain(error.failure)).toMatchObject({
      happened:
        'ClickUp returned no permission for the token\'s user on List 901100000006 ("Imported"), expected at least read; ' +
        'the token\'s user has the unknown permission manage on List 901100000007 ("Beta"), expected at least read.',
      cause: expect.stringContaining('An unknown permission meets no requirement.'),
    });
    expect((await failure({ lists: [`${ROADMAP}:edit`] }, 'reader')).message).toContain('permission read on List');
  });

  test('an archived List passes with a warning that names it once', async () => {
    const { warnings } = await check({ lists: ['901100000005', '901100000005:edit'] });
    expect(warnings).toEqual([
      'List 901100000005 ("Old deploys") is archived. Check whether it is still the right one.',
    ]);
  });

  test('an ID of a Space or a Folder in place of a List is recognized', async () => {
    const error = await failure({ lists: [SPACE, FOLDER], folders: [DEPLOYS] });
    const { title, happened, cause, remedy } = explain(error.failure);
    expect(title).toBe('3 required items are not accessible');
    expect(happened).toContain(`${SPACE} is the ID of the Space "Engineering", not of a List.`);
    expect(happened).toContain(`${FOLDER} is the ID of the Folder "Releases", not of a List.`);
    expect(happened).toContain(`${DEPLOYS} is the ID of the List "Deploys", not of a Folder.`);
    expect(cause).toBe('The ID was copied from the URL of a Space.');
    expect(remedy).toContain('require the ID as a Space');
    // Two more requests for each.
    expect(sandbox.requests.total).toBe(2 + 3 + 3 * 2);
  });

  test('an ID that ClickUp rejects is not explained beyond what is known', async () => {
    const error = await failure({ lists: ['123'] });
    expect(error.failure).toMatchObject({ reason: 'resource_inaccessible', resources: [{ kind: 'list', id: '123' }] });
    expect(explain(error.failure)).toMatchObject({
      title: 'List 123 is not accessible',
      happened: 'List 123: ClickUp returned 401 OAUTH_027: "Team not authorized".',
      cause: expect.stringContaining('deleted, never existed, or is in a Workspace or Space'),
    });
    expect(error.known.requirements).toEqual([
      {
        requirement: 'lists',
        input: 'lists[0]',
        subject: { kind: 'list', id: '123' },
        required: 'access',
        found: 'no access',
        isMet: false,
      },
    ]);
    const many = await failure({ lists: Array.from({ length: 25 }, (_, index) => String(500 + index)) });
    expect(explain(many.failure).happened).toContain('5 more are not accessible.');
    // At most ten IDs are looked up.
    expect(sandbox.requests.total).toBeLessThanOrEqual(3 + 2 + 2 + 25 + 20);
  });

  test('a dead token is reported as such', async () => {
    const server = await serve(({ url = '' }, response) => {
      if (url.includes('/list/')) json(response, { err: 'Token invalid', ECODE: 'OAUTH_025' }, 401);
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, attempts: 1, lists: ['1'] };
    expect((await failureOf(authenticate(options))).reason).toBe('token_rejected');
    expect((await failure({ lists: [DEPLOYS] }, 'revoked')).reason).toBe('token_rejected');
  });

  test('a failure of the requests that only explain a rejection changes nothing', async () => {
    const server = await serve(({ url = '' }, response) => {
      if (url.includes('/list/')) json(response, { err: 'Team not authorized', ECODE: 'OAUTH_027' }, 401);
      else if (/folder|space/.test(url)) response.writeHead(503).end();
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const error = await failureOf(authenticate({ token: sandbox.tokens.valid, apiUrl: server.url, lists: ['1'] }));
    expect(error.failure).toMatchObject({ reason: 'resource_inaccessible', resources: [{ kind: 'list', id: '1' }] });
  });

  test('an error that is not from ClickUp is not changed', async () => {
    const server = await serve(({ url = '' }, response) => {
      if (url.includes('/list/')) response.writeHead(503).end();
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const random = (): number => {
      throw new RangeError('no entropy');
    };
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, lists: ['1'], random };
    await expect(authenticate(options)).rejects.toThrow('no entropy');
  });

  test('a message lists at most 20 Lists with a low permission', async () => {
    const server = await serve(({ url = '' }, response) => {
      const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
      if (id !== undefined) json(response, { id, name: 'a', permission_level: 'read' });
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const lists = Array.from({ length: 25 }, (_, index) => `${index + 1}:edit`);
    const { failure: failed } = await failureOf(
      authenticate({ token: sandbox.tokens.valid, apiUrl: server.url, lists }),
    );
    expect(explain(failed).happened).toMatch(/^The token's user has the permission read on List 1 .*; and 5 more\.$/);
  });

  test('a response with another ID is invalid, because it proves nothing', async () => {
    const server = await serve(({ url = '' }, response) => {
      if (url.includes('/list/')) json(response, { id: '7', name: 'a', permission_level: 'create' });
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, attempts: 1, lists: ['1'] };
    expect((await failureOf(authenticate(options))).failure).toMatchObject({ reason: 'reply_malformed', path: 'id' });
  });

  test('an item that was not requested has no outcome', () => {
    const resources = new ResourceCheck([], {
      token: parseToken(sandbox.tokens.valid),
      options: resolveOptions({}),
      call: callApi,
      rejectToken: () => undefined,
    });
    expect(() => resources.outcomeOf({ kind: 'list', id: '1' })).toThrow('list 1 was not requested');
  });

  test('more than ten requests are never in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const server = await serve(({ url = '' }, response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setImmediate(() => {
        inFlight -= 1;
        const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
        if (id !== undefined) json(response, { id, name: 'a' });
        else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
      });
    });
    const lists = Array.from({ length: 50 }, (_, index) => String(index + 1));
    const options = { token: sandbox.tokens.valid, apiUrl: server.url, lists };
    expect((await authenticate(options)).requirements).toHaveLength(50);
    expect(most).toBeLessThanOrEqual(10);
    const { signal } = { signal: AbortSignal.abort() };
    expect((await failureOf(authenticate({ ...options, signal }))).reason).toBe('cancelled');
  });
});

describe('the rate limit', () => {
  /** Permits 100 requests per minute by the fake clock. */
  async function limited(clock: () => number) {
    let sent = 0;
    let resetAt = clock() + 60_000;
    const server = await serve(({ url = '' }, response) => {
      if (clock() >= resetAt) {
        sent = 0;
        resetAt = clock() + 60_000;
      }
      sent += 1;
      response.setHeader('X-RateLimit-Limit', '100');
      response.setHeader('X-RateLimit-Remaining', String(Math.max(0, 100 - sent)));
      response.setHeader('X-RateLimit-Reset', String(Math.ceil(resetAt / 1000)));
      response.setHeader('Date', new Date(clock()).toUTCString());
      const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
      if (sent > 100) json(response, { err: 'Rate limit reached', ECODE: 'APP_002' }, 429);
      else if (id !== undefined) json(response, { id, name: 'a' });
      else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
    });
    return { url: server.url, sent: () => sent };
  }
  const lists = Array.from({ length: 200 }, (_, index) => String(index + 1));

  test('200 Lists wait for the end of the minute if the time limit permits', async () => {
    let now = Date.UTC(2030, 0, 1);
    const { url } = await limited(() => now);
    // All that wait at the same time wait for the same moment.
    const sleep = async (ms: number): Promise<void> => {
      const end = now + ms;
      await new Promise(setImmediate);
      now = Math.max(now, end);
    };
    const session = await authenticate({
      token: sandbox.tokens.valid,
      apiUrl: url,
      lists,
      timeoutMs: 300_000,
      clock: () => now,
      sleep,
      random: () => 0,
    });
    expect(session.requirements).toHaveLength(200);
  });

  test('200 Lists fail immediately, and before the limit, if it does not', async () => {
    const time = fakeTime();
    const { url, sent } = await limited(time.now);
    const options = { token: sandbox.tokens.valid, apiUrl: url, lists, timeoutMs: 30_000, ...time.options };
    const error = await failureOf(authenticate(options));
    expect(error.failure).toMatchObject({ reason: 'rate_limited', needed: { timeoutMs: 30_000 } });
    expect(explain(error.failure)).toMatchObject({
      title: 'The rate limit is too low for this check',
      happened: expect.stringMatching(
        /^The check needs \d+ more requests\. ClickUp allows \d+ until .*, and the check may take 30 s\.$/,
      ),
    });
    expect(sent()).toBeLessThan(20);
  });
});

test('a reset that contradicts the clock of this machine does not stop the check', async () => {
  const server = await serve(({ url = '' }, response) => {
    const [, id] = /\/list\/(\d+)/.exec(url) ?? [];
    response.setHeader('X-RateLimit-Limit', '100');
    response.setHeader('X-RateLimit-Remaining', '1');
    response.setHeader('X-RateLimit-Reset', String(Math.floor(Date.now() / 1000) + 3600));
    if (id !== undefined) json(response, { id, name: 'a' });
    else json(response, url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] });
  });
  const lists = Array.from({ length: 30 }, (_, index) => String(index + 1));
  const session = await authenticate({ token: sandbox.tokens.valid, apiUrl: server.url, lists });
  expect(session.requirements).toHaveLength(30);
});

test('all unmet requirements are reported together, and the first in the documented order is the status', async () => {
  const error = await failure({
    workspaces: ['Acme', 'Initech'],
    users: ['1'],
    tokenKind: 'oauth',
    role: 'owner',
    lists: ['123', `${ROADMAP}:edit`],
    onlyRequiredWorkspaces: true,
  });
  expect(error.reason).toBe('workspace_not_authorized');
  expect(error.failure.others?.map(({ reason }) => reason)).toEqual([
    'user_unexpected',
    'token_kind_unexpected',
    'workspace_unexpected',
    'resource_inaccessible',
    'permission_insufficient',
  ]);
  const { title, happened, remedy } = explain(error.failure);
  expect(title).toBe('Workspace "Initech" is not authorized for this token (and 5 more)');
  for (const text of ['belongs to another user. ', 'of another kind. ', 'List 123 is not accessible. '])
    expect(happened).toContain(text);
  expect(remedy).toContain('Store a token of the expected user');
  expect(error.known.requirements?.filter(({ isMet }) => !isMet)).toHaveLength(6);
});

test('an empty entry of the required Workspaces is invalid, whatever else is required', async () => {
  expect((await failure({ workspaces: ['Acme', ' '], users: ['1'] })).reason).toBe('input_invalid');
});

test('checks of one token can share requests', async () => {
  const sent = new Map<string, Promise<unknown>>();
  const share: Share = async <Result>(name: string, send: (signal?: AbortSignal) => Promise<Result>) => {
    if (!sent.has(name)) sent.set(name, send());
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a request has one result
    return sent.get(name) as Promise<Result>;
  };
  const [first, second] = await Promise.all([check({ ...ACME, share }), check({ lists: [DEPLOYS], share })]);
  expect([first.required.length, second.requirements.length]).toEqual([1, 1]);
  expect([...sent.keys()]).toEqual(['GET /user', 'GET /team', `GET /list/${DEPLOYS}`]);
  expect(sandbox.requests.total).toBe(3);
});

test.each([
  [{ role: 'guest' }, [], 'role'],
  [{ users: ['a b'] }, [], 'users[0]'],
  [{ lists: ['1', 'x'] }, [], 'lists[1]'],
] as const)('checkRequirements() rejects %j without a token', async (requirements, workspaces, input) => {
  const error = await failureOf(Promise.resolve().then(() => checkRequirements(requirements, workspaces)));
  expect(error.failure).toMatchObject({ reason: 'input_invalid', input });
  expect(() => checkRequirements({ users: ['1'], role: 'guest' }, ['Acme'])).not.toThrow();
});

describe('parseResource()', () => {
  const parse = (text: string, kind: 'list' | 'folder' | 'space' = 'list') => {
    const { id, permission } = parseResource(text, kind, 'lists[0]');
    return permission === undefined ? id : `${id} ${permission}`;
  };

  test.each([
    ['1', '1'],
    [' 1 ', '1'],
    ['1:edit', '1 edit'],
    ['1 : EDIT ', '1 edit'],
    ['https://app.clickup.com/9011234080/v/li/12', '12'],
    ['https://app.clickup.com/9011234080/v/li/12:create', '12 create'],
    ['https://app.clickup.com/9011234080/v/l/li/12?pr=34: read', '12 read'],
    ['app.clickup.com/9011234080/v/li/12', '12'],
    ['http://clickup.com/li/12/', '12'],
  ])('%s is a List', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  test.each([
    ['https://app.clickup.com/9/v/f/12', 'folder'],
    ['https://app.clickup.com/9/v/o/f/12?pr=1', 'folder'],
    ['https://app.clickup.com/9/v/s/12', 'space'],
    ['https://app.clickup.com/9/v/o/s/12', 'space'],
  ] as const)('%s is a %s', (text, kind) => {
    expect(parse(text, kind)).toBe('12');
  });

  test.each([
    ['', 'the ID or URL of a List'],
    ['abc', 'the ID or URL of a List'],
    ['../user', 'the ID or URL of a List'],
    ['1/2', 'the ID or URL of a List'],
    ['12?x=1', 'the ID or URL of a List'],
    ['https://', 'the ID or URL of a List'],
    ['https://evil.com/li/12', 'a host other than clickup.com'],
    ['https://app.clickup.com.evil.com/li/12', 'a host other than clickup.com'],
    ['https://evilclickup.com/li/12', 'a host other than clickup.com'],
    ['https://app.clickup.com@evil.com/li/12', 'a host other than clickup.com'],
    ['https://user@app.clickup.com/li/12', 'has no user and no port'],
    ['https://app.clickup.com:8443/li/12', 'has no user and no port'],
    ['https://app.clickup.com/9/v/l/6-12-1', 'for example because it shows a view'],
    ['012', 'the ID or URL of a List'],
    ['12:', 'one of the permissions'],
    ['https://app.clickup.com/9/v/o/s/12', 'the URL of a Space, which has its own option'],
    ['1:write', 'one of the permissions `read`, `comment`, `edit`, `create`'],
  ])('%j is invalid', (text, allowed) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ allowed: expect.stringContaining(allowed) }) }),
    );
  });

  test('Folders and Spaces have no permission, and values of other types are invalid', () => {
    expect(() => parse('1:edit', 'folder')).toThrow('permissions of Lists only');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
    const values = [1, null, { id: 1 }, { id: '1', permission: 7 }] as unknown as string[];
    for (const value of values) expect(() => parseResource(value, 'list', 'lists[0]')).toThrow('[input_invalid]');
  });
});
