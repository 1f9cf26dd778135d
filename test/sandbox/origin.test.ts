import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { visit } from '../cli/browser.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

const PATHS: readonly [method: string, path: string][] = [
  ['GET', '/'],
  ['GET', '/api/v2/user'],
  ['POST', '/api/v2/oauth/token'],
  ['POST', '/_sandbox/revoke/valid'],
  ['POST', '/api'],
];

const authorization = (): Record<string, string> => ({ Authorization: sandbox.tokens.valid });

test.each([
  'attacker.example',
  'attacker.example:8787',
  '127.0.0.1.attacker.example',
  'localhost.attacker.example:80',
  '10.0.0.1',
  '[::2]',
])('S17: the sandbox rejects the Host %s', async (host) => {
  for (const [method, path] of PATHS) {
    const { status, body } = await visit(`${sandbox.url}${path}`, {
      method,
      headers: { ...authorization(), Host: host },
    });
    expect({ path, status }).toEqual({ path, status: 403 });
    expect(body).not.toContain('Ada');
  }
  expect(sandbox.requests.total).toBe(0);
});

test.each(['cross-site', 'same-site', 'unknown'])('S17: the sandbox rejects Sec-Fetch-Site: %s', async (site) => {
  for (const [method, path] of PATHS) {
    const headers = { ...authorization(), 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'cors' };
    expect((await visit(`${sandbox.url}${path}`, { method, headers })).status).toBe(403);
  }
  const frame = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' };
  expect((await visit(`${sandbox.authorizeUrl}?client_id=x`, { headers: frame })).status).toBe(403);
});

test('S17: the sandbox accepts requests of programs, of its own pages, and a link to the consent page', async () => {
  const { port } = new URL(sandbox.url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', `[::1]:${port}`]) {
    expect((await visit(`${sandbox.apiUrl}/user`, { headers: { ...authorization(), Host: host } })).status).toBe(200);
  }
  for (const site of ['none', 'same-origin']) {
    expect((await visit(sandbox.url, { headers: { 'Sec-Fetch-Site': site } })).status).toBe(200);
  }
  const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
  const query = new URLSearchParams({ client_id: 'SANDBOXCLIENT', redirect_uri: 'http://127.0.0.1:1/callback' });
  expect((await visit(`${sandbox.authorizeUrl}?${query.toString()}`, { headers: link })).status).not.toBe(403);
});
