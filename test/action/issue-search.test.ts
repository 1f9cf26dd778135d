import { resolve } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type StepResult } from '../../demo/runner.js';
import { closeProxies, startProxy, startSilentProxy } from '../src/connect-proxy.js';
import { startGitHub, type FakeGitHub, type FakeGitHubOptions } from './github.js';

let sandbox: Sandbox;
let github: FakeGitHub;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterEach(async () => {
  await github.close();
  await closeProxies();
});

afterAll(async () => {
  await sandbox.close();
});

async function runStep(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  const common = { 'api-url': sandbox.apiUrl, attempts: '1', 'report-issue': 'true', 'github-token': 'gh-token' };
  return runAction({ inputs: { ...common, token, ...inputs }, env: { GITHUB_API_URL: github.url, ...env } });
}

const TRUST = { NODE_EXTRA_CA_CERTS: resolve('test/fixtures/tls/cert.pem') };

test('A1: reaches GitHub through HTTPS_PROXY', async () => {
  github = await startGitHub({ tls: true });
  const proxy = await startProxy();
  const { stdout } = await runStep(
    sandbox.tokens.revoked,
    {},
    { ...TRUST, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
  );
  expect(stdout).toContain('Opened issue #1.');
  expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`clickup.test:${github.port}`]));
  // Without the proxy, the host does not exist.
  const direct = await runStep(sandbox.tokens.revoked, {}, TRUST);
  expect(direct.stdout).toContain('::warning title=The ClickUp issue was not updated::Cannot connect to clickup.test');
});

test('A1: passes the user and the password of the proxy, and follows NO_PROXY', async () => {
  github = await startGitHub({ tls: true });
  const proxy = await startProxy();
  const https_proxy = `http://user:pass%20word@127.0.0.1:${proxy.port}`;
  await runStep(sandbox.tokens.revoked, {}, { ...TRUST, https_proxy });
  expect(proxy.seen[0]?.headers['proxy-authorization']).toBe(`Basic ${btoa('user:pass word')}`);
  const requests = proxy.seen.length;
  await runStep(sandbox.tokens.revoked, {}, { ...TRUST, https_proxy, NO_PROXY: 'test' });
  expect(proxy.seen).toHaveLength(requests);
});

test('A1: keeps the time limit if the proxy does not respond', async () => {
  github = await startGitHub({ tls: true });
  const { port } = await startSilentProxy();
  const inputs = { 'timeout-seconds': '2' };
  const started = performance.now();
  const { stdout, exitCode } = await runStep(sandbox.tokens.revoked, inputs, {
    HTTPS_PROXY: `http://127.0.0.1:${port}`,
  });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/::warning title=The ClickUp issue was not updated::clickup\.test:\d+ did not respond within/);
  expect(performance.now() - started).toBeLessThan(6000);
});

test('A1: does not print the password of an invalid proxy URL', async () => {
  github = await startGitHub({ tls: true });
  for (const HTTPS_PROXY of [
    'socks5://user:SECRET@127.0.0.1:1',
    'http://user:SECRET%@127.0.0.1:1',
    'http://user:SECRET@:x',
  ]) {
    const { stdout, stderr, exitCode } = await runStep(sandbox.tokens.revoked, {}, { HTTPS_PROXY });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('::warning title=The ClickUp issue was not updated::');
    expect(stdout + stderr).not.toContain('SECRET');
    expect(stdout).not.toContain('Internal error');
  }
});

test.each([
  ['of the job', {}],
  ['of a contributor, who may not set labels', { login: 'jo', mayLabel: false }],
])(
  'A8: finds its issue among 10,000 open ones with few requests, with the token %s',
  async (_, options: FakeGitHubOptions) => {
    github = await startGitHub(options);
    await runStep(sandbox.tokens.revoked);
    for (let index = 0; index < 10_000; index += 1)
      github.addIssue({ user: { type: 'User', login: `user${index % 50}` }, author_association: 'NONE' });
    github.requests.length = 0;
    const again = await runStep(sandbox.tokens.revoked);
    expect(again.stdout).toContain('Issue #1 is already open.');
    expect(github.requests.length).toBeLessThanOrEqual(4);
    github.requests.length = 0;
    const closed = await runStep(sandbox.tokens.valid);
    expect(closed.stdout).toContain('Closed issue #1');
    expect(github.requests.length).toBeLessThanOrEqual(6);
  },
);

test('A8: needs few requests if it has no issue among 10,000', async () => {
  github = await startGitHub();
  for (let index = 0; index < 10_000; index += 1) github.addIssue({ user: { type: 'User', login: 'jo' } });
  const { stdout } = await runStep(sandbox.tokens.valid);
  expect(stdout).toContain('No ClickUp issue is open.');
  expect(github.requests.length).toBeLessThanOrEqual(3);
});

test('A8: works with the paths of GitHub Enterprise Server', async () => {
  github = await startGitHub({ prefix: '/api/v3' });
  await runStep(sandbox.tokens.revoked);
  const { stdout } = await runStep(sandbox.tokens.valid);
  expect(stdout).toContain('Closed issue #1');
  expect(github.requests.filter((request) => !/ \/api\/v3\//.test(request))).toEqual([]);
});

test('A8: finds an issue from which a user removed the label, and adds it again', async () => {
  github = await startGitHub();
  await runStep(sandbox.tokens.revoked, { workspaces: 'Initech' });
  github.issues[0]?.labels.splice(0);
  const { stdout } = await runStep(sandbox.tokens.valid, { workspaces: 'Initech' });
  expect(stdout).toContain('Updated issue #1.');
  expect(github.issues[0]?.labels.map(({ name }) => name)).toEqual(['clickup-auth']);
});

describe.each<[string, FakeGitHubOptions]>([
  ['Gitea with the token of the job', { kind: 'gitea', prefix: '/api/v1' }],
  ['Gitea with the token of a user', { kind: 'gitea', login: 'jo' }],
  ['GitHub with the token of a contributor', { login: 'jo' }],
  ['GitHub with the token of a contributor, who may not set labels', { login: 'jo', mayLabel: false }],
])('A20: on %s', (_, options) => {
  test('A20: keeps one issue, closes it and opens it again', async () => {
    github = await startGitHub(options);
    for (let run = 0; run < 3; run += 1) await runStep(sandbox.tokens.revoked);
    expect(github.issues.map(({ state, comments }) => [state, comments.length])).toEqual([['open', 0]]);
    await runStep(sandbox.tokens.valid);
    expect(github.issues.map(({ state }) => state)).toEqual(['closed']);
    await runStep(sandbox.tokens.revoked);
    expect(github.issues.map(({ state }) => state)).toEqual(['open']);
  });

  test('A20: ignores an issue in which another user copied the marker', async () => {
    github = await startGitHub({ login: 'jo', ...options });
    await runStep(sandbox.tokens.revoked);
    const [{ body } = { body: '' }] = github.issues;
    github.issues.splice(0);
    github.addIssue({ body, user: { login: 'mallory' } });
    await runStep(sandbox.tokens.revoked);
    expect(github.issues.map(({ user }) => user.login)).toEqual(['mallory', 'jo']);
  });
});

test('A20: uses a label of this name that exists on Gitea', async () => {
  github = await startGitHub({ kind: 'gitea', login: 'jo' });
  await runStep(sandbox.tokens.revoked, { name: 'a' });
  await runStep(sandbox.tokens.revoked, { name: 'b' });
  expect(github.requests.filter((request) => request === 'POST /repos/acme/site/labels')).toHaveLength(1);
  expect(github.issues.map(({ labels }) => labels.map(({ name }) => name))).toEqual([
    ['clickup-auth'],
    ['clickup-auth'],
  ]);
});
