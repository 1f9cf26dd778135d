// A List or a Workspace that ClickUp cannot answer for does not hide what is known.
import { authenticate, isAuthError, type AuthenticateOptions } from '../../src/index.js';
import { explain } from '../../src/explain.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { closeServers, json, serve } from './server.js';

afterEach(closeServers);

/** The user 1 is a guest of Acme and Globex. An ID is an item with this behavior. */
async function server() {
  const refused = { err: 'Team not authorized', ECODE: 'OAUTH_027' };
  const teams = ['Acme', 'Globex'].map((name, index) => ({
    id: String(index + 1),
    name,
    members: [{ user: { id: 1, role: 4 } }],
  }));
  return serve(({ url = '' }, response) => {
    const [, id = ''] = /^\/(?:list|folder|space)\/(\d+)/.exec(url) ?? [];
    if (url === '/user') json(response, { user: { id: 1, username: 'Ada' } });
    else if (url === '/team') json(response, { teams });
    else if (url === '/team/1/plan') json(response, { err: 'Workspace not authorized', ECODE: 'OAUTH_192' }, 401);
    else if (url === '/team/2/plan' || id.startsWith('503')) response.writeHead(503).end();
    else if (id.startsWith('401')) json(response, refused, 401);
    else if (id.startsWith('404')) json(response, { err: 'List not found' }, 404);
    else if (id.startsWith('9')) response.end('<html>');
    else json(response, { id, name: 'a', permission_level: 'edit' });
  });
}

async function check(options: Omit<AuthenticateOptions, 'token'>) {
  return failureOf(authenticate({ token: PERSONAL, apiUrl: (await server()).url, attempts: 1, ...options }));
}

test.each([
  [{ workspaces: ['Initech'], lists: ['503'] }, 'workspace_not_authorized'],
  [{ lists: ['503', '401'] }, 'resource_inaccessible'],
  [{ users: ['7'], lists: ['9'] }, 'user_unexpected'],
  [{ workspaces: ['Acme'], role: 'member', lists: ['404'] }, 'role_insufficient'],
  [{ lists: ['503', '1:create'] }, 'permission_insufficient'],
  [{ workspaces: ['Globex', 'Acme'], probeWorkspaces: true }, 'workspace_not_authorized'],
] as const)('%j: the definite failure decides, and the other one is reported too', async (options, reason) => {
  const { failure, known } = await check(options);
  expect(failure.reason).toBe(reason);
  const others = failure.others?.map((one) => one.reason) ?? [];
  expect(['clickup_unavailable', 'reply_malformed', 'request_refused']).toContain(others.at(-1));
  expect(explain(failure).title).toMatch(/\(and \d more\)$/);
  expect(known.requirements).toContainEqual(expect.objectContaining({ found: 'not checked', isMet: false }));
});

test.each([
  [{ lists: ['503', '1'] }, 'clickup_unavailable', 'ClickUp returned 503 for GET /list/503.'],
  [{ folders: ['9'] }, 'reply_malformed', 'GET /folder/9'],
  [{ workspaces: ['Globex'], probeWorkspaces: true }, 'clickup_unavailable', 'for GET /team/2/plan.'],
] as const)('%j: only ClickUp failed, and the message names the request', async (options, reason, text) => {
  const { failure, known } = await check(options);
  expect(failure.reason).toBe(reason);
  expect(failure.others).toBeUndefined();
  expect(explain(failure).happened).toContain(text);
  expect(known.identity?.id).toBe('1');
});

test('after one List failed, the others are requested once only, so that the check does not take long', async () => {
  const { url, seen } = await server();
  const sleep = async (): Promise<void> => undefined;
  const lists = Array.from({ length: 30 }, (_, index) => `503${index + 10}`);
  await failureOf(authenticate({ token: PERSONAL, apiUrl: url, lists, sleep, attempts: 4 }));
  // The first ten are in flight before the first of them has failed.
  expect(seen.filter((request) => request.url?.startsWith('/list/')).length).toBeLessThanOrEqual(10 * 4 + 20);
});

test('several Workspaces that are listed but cannot be entered are one failure, with their names', async () => {
  const { failure } = await check({ workspaces: ['Acme'], role: 'owner', probeWorkspaces: true });
  expect(failure).toMatchObject({ reason: 'workspace_not_authorized', isListed: true, missing: [{ wanted: 'Acme' }] });
  expect(failure.others?.map(({ reason }) => reason)).toEqual(['role_insufficient']);
  expect(explain(failure)).toMatchObject({
    title: 'Workspace "Acme" is not authorized for this token (and 1 more)',
    cause: expect.stringContaining('ClickUp lists the Workspace for this token, but rejects requests to it.'),
  });
});

test('one of several rejected Lists is a Space: both causes are stated', async () => {
  const { url } = await serve(({ url: path = '' }, response) => {
    if (path === '/user') json(response, { user: { id: 1 } });
    else if (path === '/team') json(response, { teams: [] });
    else if (path === '/space/5') json(response, { id: '5', name: 'Engineering' });
    else json(response, { err: 'Team not authorized', ECODE: 'OAUTH_027' }, 401);
  });
  const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl: url, lists: ['5', '6', '6'] }));
  const { title, cause, remedy } = explain(failure);
  expect(title).toBe('2 required Lists are not accessible');
  expect(cause).toMatch(/^The ID was copied from the URL of a Space\. ClickUp returns the same error/);
  expect(remedy).toContain('require the ID as a Space. Open the List');
});

test.each([
  [{ lists: null }, undefined],
  [{ users: null, folders: null, spaces: null, role: null, tokenKind: null, onlyRequiredWorkspaces: null }, undefined],
  [{ lists: '1' }, 'lists'],
  [{ users: 'a@example.com' }, 'users'],
  [{ folders: new Set(['1']) }, 'folders'],
  [{ lists: [{ id: '1', permisson: 'edit' }] }, 'lists[0]'],
  [{ lists: [null] }, 'lists[0]'],
  [{ lists: [7] }, 'lists[0]'],
  [{ lists: [{ id: '1:create', permission: 'read' }] }, 'lists[0]'],
] as const)('%j of a caller in JavaScript is treated as not set, or is invalid', async (given, input) => {
  const { url } = await server();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
  const options = { token: PERSONAL, apiUrl: url, ...given } as unknown as AuthenticateOptions;
  const error: unknown = await authenticate(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isAuthError(error) ? error.failure.input : error).toBe(input);
});

test('a dead token ends the check, whatever requests to Workspaces return', async () => {
  const { url } = await serve(({ url: path = '' }, response) => {
    if (path === '/user') json(response, { user: { id: 1 } });
    else if (path === '/team') json(response, { teams: [{ id: '1', name: 'Acme' }] });
    else json(response, { err: 'Token invalid', ECODE: 'OAUTH_025' }, 401);
  });
  const options = { token: PERSONAL, apiUrl: url, workspaces: ['Acme'], probeWorkspaces: true };
  expect((await failureOf(authenticate(options))).reason).toBe('token_rejected');
});

test('an error that is not from ClickUp ends the check', async () => {
  const random = (): number => {
    throw new RangeError('no entropy');
  };
  const options = {
    token: PERSONAL,
    apiUrl: (await server()).url,
    workspaces: ['Globex'],
    probeWorkspaces: true,
    random,
  };
  await expect(authenticate(options)).rejects.toThrow('no entropy');
});

test.each([[{ level: 1 }], [0], [''], [null]])('the permission level %j is not compared', async (level) => {
  const { url } = await serve(({ url: path = '' }, response) => {
    if (path === '/user') json(response, { user: { id: 1 } });
    else if (path === '/team') json(response, { teams: [] });
    else json(response, { id: '1', name: 'a', permission_level: level });
  });
  const { failure } = await failureOf(authenticate({ token: PERSONAL, apiUrl: url, lists: ['1:read'] }));
  expect(explain(failure)).toMatchObject({
    title: 'The permission on a List is unknown',
    happened: expect.stringMatching(/^ClickUp returned (?:no permission for|an unexpected value as the permission of)/),
  });
});

test('the same permission twice, and any case and spaces, are valid', async () => {
  const { url } = await server();
  const lists = [
    { id: '1:Edit', permission: ' EDIT ' },
    '<https://app.clickup.com/9/v/li/2>:edit',
    { id: '3', permission: null },
  ];
  const role = ' Guest ';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers in JavaScript
  const options = { token: PERSONAL, apiUrl: url, workspaces: ['Acme'], role, lists } as unknown as AuthenticateOptions;
  expect((await authenticate(options)).requirements.filter(({ required }) => required === 'edit')).toHaveLength(2);
});

test('with one attempt, a check that exceeds the rate limit stops before it, also for Workspaces', async () => {
  let sent = 0;
  const many = Array.from({ length: 30 }, (_, index) => ({ id: String(index + 1), name: `W${index}` }));
  const { url } = await serve(({ url: path = '' }, response) => {
    sent += 1;
    response.setHeader('X-RateLimit-Limit', '20');
    response.setHeader('X-RateLimit-Remaining', String(Math.max(0, 20 - sent)));
    response.setHeader('X-RateLimit-Reset', String(Math.floor(Date.now() / 1000) + 30));
    if (path === '/user') json(response, { user: { id: 1 } });
    else if (path === '/team') json(response, { teams: many });
    else json(response, { plan_id: 1, plan_name: 'Free' });
  });
  const workspaces = many.map(({ id }) => id);
  const options = { token: PERSONAL, apiUrl: url, workspaces, probeWorkspaces: true, attempts: 1 };
  const { failure } = await failureOf(authenticate(options));
  expect(failure).toMatchObject({ reason: 'rate_limited', needed: { requests: expect.any(Number) } });
  expect(sent).toBe(2);
});
