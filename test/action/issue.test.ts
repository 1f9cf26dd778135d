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

const RUN = {
  GITHUB_RUN_ID: '42',
  GITHUB_WORKFLOW: 'Watch @everyone',
  GITHUB_JOB: 'watch',
  GITHUB_WORKFLOW_REF: 'acme/site/.github/workflows/watch.yml@refs/heads/main',
};

async function runStep(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  const common = { 'api-url': sandbox.apiUrl, attempts: '1', 'report-issue': 'true', 'github-token': 'gh-token' };
  return runAction({ inputs: { ...common, token, ...inputs }, env: { ...RUN, GITHUB_API_URL: github.url, ...env } });
}

function openIssues(): number[] {
  return github.issues.filter(({ state }) => state === 'open').map(({ number }) => number);
}

test('opens one issue, and does not change it if the check fails again with the same reason', async () => {
  const first = await runStep(sandbox.tokens.revoked);
  const second = await runStep(sandbox.tokens.revoked);
  expect(openIssues()).toEqual([1]);
  expect(github.issues[0]?.comments).toEqual([]);
  expect(github.issues[0]?.body).toContain('[a run](https://github.com/acme/site/actions/runs/42)');
  expect(github.issues[0]?.body).toContain('OAUTH');
  expect(first.stdout).toContain('Opened issue #1.');
  expect(second.stdout).toContain('Issue #1 is already open.');
  expect([first.exitCode, second.exitCode]).toEqual([1, 1]);
});

test('updates the description and comments once if the reason changes', async () => {
  await runStep(sandbox.tokens.revoked, { workspaces: 'Initech' });
  for (let run = 0; run < 2; run += 1) await runStep(sandbox.tokens.valid, { workspaces: 'Initech' });
  expect(openIssues()).toEqual([1]);
  expect(github.issues[0]?.body).toContain('workspace_not_authorized');
  expect(github.issues[0]?.comments).toHaveLength(1);
});

test('closes the issue with a comment if the check passes again', async () => {
  await runStep(sandbox.tokens.revoked);
  const { exitCode } = await runStep(sandbox.tokens.valid);
  expect(exitCode).toBe(0);
  expect(openIssues()).toEqual([]);
  expect(github.issues[0]?.comments.join()).toContain('The check passed again');
});

test('writes nothing if the check passes and no issue is open', async () => {
  await runStep(sandbox.tokens.valid);
  expect(github.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('sends no request to GitHub if ClickUp is unavailable', async () => {
  await runStep(sandbox.tokens.outage, { 'on-unavailable': 'warn' });
  expect(github.requests).toEqual([]);
});

test('opens an issue if the token is empty, except in a run without access to secrets', async () => {
  await runStep('', {}, { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'push' });
  expect(github.requests).toEqual([]);
  await runStep('');
  expect(github.issues[0]?.body).toContain('token_missing');
});

test('A20: finds its issue among 150 others, and ignores one in which another user copied the marker', async () => {
  await runStep(sandbox.tokens.revoked);
  const { body = '' } = github.issues[0] ?? {};
  for (let index = 0; index < 150; index += 1) github.addIssue({ title: 'Another', body: '' });
  const copied = github.addIssue({ body, user: { type: 'User', login: 'stranger' }, author_association: 'NONE' });
  await runStep(sandbox.tokens.valid);
  expect(github.issues[0]?.state).toBe('closed');
  expect(copied.state).toBe('open');
});

test('keeps the older issue if two jobs open one at the same time', async () => {
  let created = 0;
  github.beforeCreate = () => {
    if (created > 0) return;
    created += 1;
    // Another job created an issue with the same body first.
    const { body } = JSON.parse((github.received.at(-1) ?? '').replace(/^\S+ /, ''));
    github.addIssue({ body });
  };
  const { stdout } = await runStep(sandbox.tokens.revoked);
  expect(openIssues()).toEqual([1]);
  expect(github.issues[1]?.comments).toEqual(['Tracked in #1.']);
  expect(stdout).toContain('Opened issue #1.');
});

test('prints a warning with the required permission, and keeps the check result, if GitHub rejects the update', async () => {
  github.rejectWith = 403;
  const passed = await runStep(sandbox.tokens.valid);
  const failed = await runStep(sandbox.tokens.revoked);
  expect([passed.exitCode, failed.exitCode]).toEqual([0, 1]);
  expect(passed.stdout).toContain(
    '::warning title=The ClickUp issue was not updated::GitHub rejected the update (403).',
  );
  expect(passed.stdout).toContain('issues: write');
});

test('sends neither token to GitHub and escapes mentions', async () => {
  await runStep(sandbox.tokens.revoked);
  const sent = github.received.join('\n');
  expect(sent).not.toContain(sandbox.tokens.revoked.slice(-12));
  expect(sent).not.toContain('gh-token');
  expect(sent).toContain('`Watch @everyone`');
});
