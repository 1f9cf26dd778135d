// A check against a server that answers with the documented bodies of ClickUp's OpenAPI file, without the sandbox.
import { authenticate, isAuthError } from '../../src/index.js';
import { PERSONAL } from './failure-of.js';
import { responseBody } from './response-body.js';
import { closeServers, json, serve, type ReceivedRequest } from './server.js';

afterEach(closeServers);

const BODIES: Readonly<Record<string, string>> = {
  'GET /user': 'user',
  'GET /team': 'teams',
  'GET /team/9011234080/plan': 'plan',
  'GET /list/901100000001': 'list',
  'GET /folder/901100000100': 'folder',
  'GET /space/90110000001': 'space',
};

async function documentedServer(): Promise<string> {
  const server = await serve(({ method, url, headers }: ReceivedRequest, response) => {
    expect(headers.authorization).toBe(PERSONAL);
    const name = BODIES[`${method} ${url}`];
    if (name === undefined) json(response, { err: 'Team not authorized', ECODE: 'OAUTH_027' }, 401);
    else response.setHeader('Content-Type', 'application/json').end(responseBody(name));
  });
  return server.url;
}

test('every requirement is met by the documented bodies', async () => {
  const { requirements } = await authenticate({
    token: PERSONAL,
    apiUrl: await documentedServer(),
    workspaces: ['Acme'],
    users: ['12345678'],
    tokenKind: 'personal',
    role: 'owner',
    probeWorkspaces: true,
    lists: ['901100000001:create'],
    folders: ['901100000100'],
    spaces: ['90110000001'],
  });
  expect(requirements.map(({ requirement, found }) => `${requirement}: ${found}`)).toEqual([
    'workspaces: access',
    'users: 12345678',
    'tokenKind: personal',
    'role: owner',
    'probeWorkspaces: access',
    'lists: create',
    'folders: access',
    'spaces: access',
  ]);
});

test('an ID of another kind is explained with the documented bodies', async () => {
  const apiUrl = await documentedServer();
  const error: unknown = await authenticate({ token: PERSONAL, apiUrl, lists: ['90110000001'] }).catch((one) => one);
  expect(isAuthError(error) && error.failure).toMatchObject({
    reason: 'resource_inaccessible',
    resources: [{ id: '90110000001', actual: { kind: 'space', name: 'Engineering' } }],
  });
});
