import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type StepResult } from '../../demo/runner.js';
import { startGitHub, type FakeGitHub } from './github.js';

let sandbox: Sandbox;
let github: FakeGitHub;

beforeEach(async () => {
  sandbox = await startSandbox();
  github = await startGitHub();
});

afterEach(async () => {
  await sandbox.close();
  await github.close();
});

async function runStep(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  const common = { 'api-url': sandbox.apiUrl, attempts: '1', 'report-issue': 'true', 'github-token': 'gh-token' };
  return runAction({ inputs: { ...common, token, ...inputs }, env: { GITHUB_API_URL: github.url, ...env } });
}

function close(reason: string | null): void {
  Object.assign(github.issues[0] ?? {}, { state: 'closed', state_reason: reason });
}

test.each(['completed', null])(
  'A21: reopens an issue that a user closed as %s while the credential is broken',
  async (reason) => {
    await runStep(sandbox.tokens.revoked);
    close(reason);
    const { stdout } = await runStep(sandbox.tokens.revoked);
    expect(stdout).toContain('Reopened issue #1.');
    await runStep(sandbox.tokens.revoked);
    expect(github.issues.map(({ state, comments }) => [state, comments.length])).toEqual([['open', 1]]);
  },
);

test('A21: leaves an issue closed that a user closed as not planned, until the check has passed', async () => {
  await runStep(sandbox.tokens.revoked);
  close('not_planned');
  const { stdout } = await runStep(sandbox.tokens.revoked);
  expect(stdout).toContain('Issue #1 was closed as not planned.');
  expect(github.issues.map(({ state, comments }) => [state, comments.length])).toEqual([['closed', 0]]);
  for (let run = 0; run < 2; run += 1) await runStep(sandbox.tokens.valid);
  expect(github.issues.map(({ state, comments }) => [state, comments.length])).toEqual([['closed', 0]]);
  await runStep(sandbox.tokens.revoked);
  expect(github.issues.map(({ state, comments }) => [state, comments.length])).toEqual([['open', 1]]);
});

test('A21: uses the issue again after the check passed and failed again', async () => {
  await runStep(sandbox.tokens.revoked);
  await runStep(sandbox.tokens.valid);
  await runStep(sandbox.tokens.revoked);
  expect(github.issues.map(({ state }) => state)).toEqual(['open']);
  expect(github.issues[0]?.comments).toEqual([
    expect.stringContaining('The check passed again'),
    expect.stringContaining('The check failed'),
  ]);
  expect(github.issues[0]?.body).toContain('reason=token_rejected');
});

const MESSAGE = (text: string, status: number, headers = {}) => ({
  status,
  headers,
  body: JSON.stringify({ message: text }),
});

test.each([
  [
    'a missing permission',
    MESSAGE('Resource not accessible by integration', 403),
    'Reason: "Resource not accessible by integration". The job requires `permissions: { issues: write }`',
  ],
  ['a private repository', MESSAGE('Not Found', 404), 'requires access to the repository'],
  [
    'disabled issues',
    MESSAGE('Issues are disabled for this repo', 410),
    'Enable issues in the settings of the repository',
  ],
  ['an invalid token', MESSAGE('Bad credentials', 401), 'The token is invalid or expired. Correct `github-token`'],
  [
    'the rate limit',
    MESSAGE('API rate limit exceeded', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795791600' }),
    'Run again after 2026-11-27 15:00 UTC',
  ],
  [
    'the secondary rate limit',
    MESSAGE('You have exceeded a secondary rate limit.', 403, { 'retry-after': '60' }),
    'Run again in 60 s',
  ],
  ['a rate limit without a time', MESSAGE('Too many requests', 429), 'Run again later'],
  [
    'single sign-on',
    MESSAGE('Resource protected by organization SAML enforcement', 403, { 'x-github-sso': 'required' }),
    'single sign-on',
  ],
  ['an archived repository', MESSAGE('Repository was archived so is read-only.', 403), 'The repository is archived'],
  [
    'an IP allow list',
    MESSAGE('the organization has an IP allow list enabled', 403),
    'IP allow list of the organization',
  ],
  ['a restriction', MESSAGE('Validation Failed', 422), 'restricts new issues'],
  ['an outage', MESSAGE('Server Error', 502), 'has an outage'],
  ['an unknown status', MESSAGE('Gone fishing', 418), 'Check GITHUB_API_URL'],
  [
    'a page of a proxy',
    { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Sign in</p>' },
    'is not from the GitHub API',
  ],
  [
    'an error page of a proxy',
    { status: 403, headers: { 'Content-Type': 'text/html' }, body: '<p>No</p>' },
    'rejected the update (403)',
  ],
])('A19: reports %s with its own remedy', async (_, { status, headers, body }, expected) => {
  github.respond = (response) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  const { stdout, exitCode } = await runStep(sandbox.tokens.revoked);
  expect(exitCode).toBe(1);
  const warning = stdout
    .split('\n')
    .find((line) => line.startsWith('::warning title=The ClickUp issue was not updated::'));
  expect(warning).toContain(expected);
  expect(warning).toContain('The check result is not affected.');
});

test('A19: recommends the permission only if GitHub reports that it is missing', async () => {
  for (const status of [401, 410, 422, 429, 502]) {
    github.rejectWith = status;
    expect((await runStep(sandbox.tokens.revoked)).stdout).not.toContain('issues: write');
  }
});

test('A19: reports a server that cannot be reached, an empty token and a missing repository', async () => {
  const closed = await startGitHub();
  await closed.close();
  const unreachable = await runStep(sandbox.tokens.revoked, {}, { GITHUB_API_URL: closed.url });
  expect(unreachable.stdout).toContain(`Cannot connect to 127.0.0.1:${closed.port} (ECONNREFUSED).`);
  const invalid = await runStep(sandbox.tokens.revoked, {}, { GITHUB_API_URL: 'http://' });
  expect(invalid.stdout).toContain('::warning title=The ClickUp issue was not updated::');
  const empty = await runStep(sandbox.tokens.revoked, { 'github-token': '' });
  expect(empty.stdout).toContain('The input `github-token` is empty.');
  const local = await runStep(sandbox.tokens.revoked, {}, { GITHUB_REPOSITORY: undefined });
  expect(local.stdout).toContain('GITHUB_REPOSITORY does not name a repository');
});

test('A19: reports an unexpected response to the creation of an issue', async () => {
  github.respond = (response) =>
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(github.requests.at(-1)?.startsWith('POST') ? '{}' : '[]');
  expect((await runStep(sandbox.tokens.revoked)).stdout).toContain('is not from the GitHub API');
});

test('A19: does not print a token in the text of GitHub, and nothing that is a command', async () => {
  const text = (message: unknown): void => {
    github.respond = (response) =>
      response.writeHead(403, { 'Content-Type': 'application/json' }).end(JSON.stringify({ message }));
  };
  for (const message of ['the token gh-token', 'pk_12345678_SECRETSECRETSECRETSECRETSECRET12', 7, '', ' . ']) {
    text(message);
    const { stdout } = await runStep(sandbox.tokens.revoked);
    expect(stdout).toContain('GitHub rejected the update (403).');
    expect(stdout).not.toMatch(/SECRET|the token gh-token/);
  }
  text(`${'x'.repeat(5000)}\n::error::injected`);
  const { stdout } = await runStep(sandbox.tokens.revoked);
  expect(stdout).not.toMatch(/^::error::injected/m);
  expect(stdout).toMatch(/x{150,200}…/);
});
