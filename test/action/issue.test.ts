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

async function watch(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  const common = { 'api-url': sandbox.apiUrl, attempts: '1', 'report-issue': 'true', 'github-token': 'gh-token' };
  return runAction({ inputs: { ...common, token, ...inputs }, env: { ...RUN, GITHUB_API_URL: github.url, ...env } });
}

function openOnes(): number[] {
  return github.issues.filter(({ state }) => state === 'open').map(({ number }) => number);
}

test('a broken credential opens one issue, which a second broken run leaves as it is', async () => {
  const first = await watch(sandbox.tokens.revoked);
  const second = await watch(sandbox.tokens.revoked);
  expect(openOnes()).toEqual([1]);
  expect(github.issues[0]?.comments).toEqual([]);
  expect(github.issues[0]?.body).toContain('[a run](https://github.com/acme/site/actions/runs/42)');
  expect(github.issues[0]?.body).toContain('OAUTH');
  expect(first.stdout).toContain('Opened issue #1.');
  expect(second.stdout).toContain('Issue #1 is open already.');
  expect([first.exitCode, second.exitCode]).toEqual([1, 1]);
});

test('another reason updates the description and comments once', async () => {
  await watch(sandbox.tokens.revoked, { workspaces: 'Initech' });
  for (let run = 0; run < 2; run += 1) await watch(sandbox.tokens.valid, { workspaces: 'Initech' });
  expect(openOnes()).toEqual([1]);
  expect(github.issues[0]?.body).toContain('workspace_not_authorized');
  expect(github.issues[0]?.comments).toHaveLength(1);
});

test('a credential that works again closes the issue with a comment', async () => {
  await watch(sandbox.tokens.revoked);
  const { exitCode } = await watch(sandbox.tokens.valid);
  expect(exitCode).toBe(0);
  expect(openOnes()).toEqual([]);
  expect(github.issues[0]?.comments.join()).toContain('works again');
});

test('a good credential without an issue writes nothing', async () => {
  await watch(sandbox.tokens.valid);
  expect(github.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('an outage leaves the issue alone and asks GitHub nothing', async () => {
  await watch(sandbox.tokens.outage, { 'on-unavailable': 'warn' });
  expect(github.requests).toEqual([]);
});

test('an empty token opens an issue, but not in a run from a fork', async () => {
  await watch('', {}, { GITHUB_ACTOR: 'dependabot[bot]' });
  expect(github.requests).toEqual([]);
  await watch('');
  expect(github.issues[0]?.body).toContain('token_missing');
});

test('its own issue is found behind 150 others, among which a stranger repeats the marker', async () => {
  await watch(sandbox.tokens.revoked);
  const { body = '' } = github.issues[0] ?? {};
  for (let index = 0; index < 150; index += 1) github.addIssue({ title: 'Another', body: '' });
  const stranger = github.addIssue({ body, user: { type: 'User' }, author_association: 'NONE' });
  await watch(sandbox.tokens.valid);
  expect(github.issues[0]?.state).toBe('closed');
  expect(stranger.state).toBe('open');
});

test('two jobs that open an issue in the same second keep the older', async () => {
  let created = 0;
  github.beforeCreate = () => {
    if (created > 0) return;
    created += 1;
    // What the other job sent is the same body, and it came first.
    const { body } = JSON.parse((github.received.at(-1) ?? '').replace(/^\S+ /, ''));
    github.addIssue({ body });
  };
  const { stdout } = await watch(sandbox.tokens.revoked);
  expect(openOnes()).toEqual([1]);
  expect(github.issues[1]?.comments).toEqual(['Tracked in #1.']);
  expect(stdout).toContain('Opened issue #1.');
});

test('jobs that check different Workspaces have an issue each', async () => {
  await watch(sandbox.tokens.revoked, { workspaces: 'Acme' });
  await watch(sandbox.tokens.revoked, { workspaces: 'Globex' });
  expect(openOnes()).toEqual([1, 2]);
});

test('a GitHub that refuses is a warning with what is needed, and the verdict stands', async () => {
  github.refuseWith = 403;
  const good = await watch(sandbox.tokens.valid);
  const bad = await watch(sandbox.tokens.revoked);
  expect([good.exitCode, bad.exitCode]).toEqual([0, 1]);
  expect(good.stdout).toContain('::warning title=The ClickUp issue was not updated::GitHub rejected the update (403).');
  expect(good.stdout).toContain('issues: write');
});

test('neither token is in what GitHub was sent, and names can mention nobody', async () => {
  await watch(sandbox.tokens.revoked);
  const sent = github.received.join('\n');
  expect(sent).not.toContain(sandbox.tokens.revoked.slice(-12));
  expect(sent).not.toContain('gh-token');
  expect(sent).toContain('`Watch @everyone`');
});
