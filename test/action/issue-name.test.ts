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
  GITHUB_JOB: 'watch',
  GITHUB_WORKFLOW_REF: 'acme/site/.github/workflows/watch.yml@refs/heads/main',
};

async function runStep(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  const common = { 'api-url': sandbox.apiUrl, attempts: '1', 'report-issue': 'true', 'github-token': 'gh-token' };
  return runAction({ inputs: { ...common, token, ...inputs }, env: { ...RUN, GITHUB_API_URL: github.url, ...env } });
}

function states(): string[] {
  return github.issues.map(({ title, state, comments }) => `${title}: ${state}, ${comments.length} comments`);
}

test('A2: two credentials in one matrix have their own issues, and no run comments', async () => {
  const { valid, revoked } = sandbox.tokens;
  for (let run = 0; run < 3; run += 1) {
    await runStep(revoked, { matrix: '{"region":"eu"}' });
    await runStep(valid, { matrix: '{"region":"us"}' });
  }
  expect(states()).toEqual(['ClickUp credential needs attention: watch (eu): open, 0 comments']);
});

test.each([
  ['the input `name`', { name: 'a' }, { name: 'b' }],
  ['nested values of the matrix', { matrix: '{"a":{"b":1}}' }, { matrix: '{"a":{"b":2}}' }],
  ['the keys of the matrix', { matrix: '{"a":1}' }, { matrix: '{"b":1}' }],
])('A2: %s distinguishes credentials', async (_, one: Record<string, string>, other: Record<string, string>) => {
  await runStep(sandbox.tokens.revoked, one);
  await runStep(sandbox.tokens.revoked, other);
  await runStep(sandbox.tokens.valid, other);
  expect(github.issues.map(({ state }) => state)).toEqual(['open', 'closed']);
});

test('A2: ten jobs of a matrix at the same time open ten issues, and close only their own', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `credential ${index}`);
  const { valid, revoked } = sandbox.tokens;
  await Promise.all(names.map((name) => runStep(revoked, { name })));
  expect(github.issues.map(({ title }) => title).toSorted()).toEqual(
    names.map((name) => `ClickUp credential needs attention: ${name}`),
  );
  await Promise.all(names.map((name, index) => runStep(index === 3 ? valid : revoked, { name })));
  const closed = github.issues.filter(({ state }) => state === 'closed');
  expect(closed.map(({ title }) => title)).toEqual(['ClickUp credential needs attention: credential 3']);
});

test('A2: two steps of one job have their own issues, and so have jobs of the same name in two workflows', async () => {
  const { valid, revoked } = sandbox.tokens;
  await runStep(revoked, {}, { GITHUB_ACTION: 'one' });
  await runStep(valid, {}, { GITHUB_ACTION: 'two' });
  await runStep(valid, {}, { GITHUB_WORKFLOW_REF: 'acme/site/.github/workflows/deploy.yml@refs/heads/main' });
  expect(github.issues.map(({ state }) => state)).toEqual(['open']);
});

test('A2: the same `name` in two workflows and on two branches is one credential', async () => {
  await runStep(sandbox.tokens.revoked, { name: 'Deploy bot' });
  const other = { GITHUB_JOB: 'other', GITHUB_WORKFLOW_REF: 'acme/site/.github/workflows/deploy.yml@refs/heads/x' };
  await runStep(sandbox.tokens.revoked, { name: 'Deploy bot' }, other);
  expect(states()).toEqual(['ClickUp credential needs attention: Deploy bot: open, 0 comments']);
});

test('A2: the name is in the title of the annotation, the heading of the job summary and the issue', async () => {
  const failed = await runStep(sandbox.tokens.revoked, { name: 'EU <deploy>, prod' });
  expect(failed.stdout).toMatch(/^::error title=ClickUp rejected the token \(EU <deploy>%2C prod\)::/m);
  expect(failed.summary).toContain('❌ ClickUp check failed: EU &#60;deploy&#62;, prod');
  expect(github.issues[0]?.title).toBe('ClickUp credential needs attention: EU <deploy>, prod');
  expect(github.issues[0]?.body).toContain('**Credential:** EU &#60;deploy&#62;, prod');
  const passed = await runStep(sandbox.tokens.valid, { name: 'EU' });
  expect(passed.summary).toContain('✅ ClickUp check passed: EU');
  const byDefault = await runStep(sandbox.tokens.revoked, { matrix: 'null' });
  expect(byDefault.stdout).toContain('::error title=ClickUp rejected the token (watch)::');
});

test('A2: an invalid matrix is ignored, and a long name is truncated', async () => {
  for (const matrix of ['{', '"text"', '[]', '{}']) {
    const { summary } = await runStep(sandbox.tokens.valid, { matrix });
    expect(summary).toContain('passed: watch</h3>');
  }
  const { stdout } = await runStep(sandbox.tokens.revoked, { name: '😀'.repeat(500) });
  expect(stdout).toContain(`ClickUp rejected the token (${'😀'.repeat(79)}…)`);
});

test('S11: rejects a name that contains a token, and prints no part of it', async () => {
  const { valid, revoked } = sandbox.tokens;
  for (const name of [valid, `bot ${revoked}`, 'bot pk_12345678_SECRETSECRETSECRETSECRETSECRET12']) {
    const { outputs, stdout, summary } = await runStep(valid, { name });
    expect(outputs['status']).toBe('input_invalid');
    expect(stdout).toContain('name is invalid');
    const text = [stdout.replaceAll(/^::add-mask::.*$/gm, ''), summary, JSON.stringify(outputs)].join('\n');
    for (const secret of [valid, revoked, 'SECRET']) expect(text).not.toContain(secret);
  }
  const unusual = await runStep('an-unusual-token-of-clickup', { name: 'an-unusual-token-of-clickup' });
  expect(unusual.outputs['status']).toBe('input_invalid');
});

test('S11: omits a default name that contains a token', async () => {
  const matrix = JSON.stringify({ token: 'pk_12345678_SECRETSECRETSECRETSECRETSECRET12' });
  const { stdout, summary } = await runStep(sandbox.tokens.revoked, { matrix });
  expect(stdout).toContain('::error title=ClickUp rejected the token::');
  expect(stdout + summary + JSON.stringify(github.issues)).not.toContain('SECRET');
});

test('A3: keeps one issue if the list of Workspaces changes while it is open', async () => {
  await runStep(sandbox.tokens.revoked, { workspaces: 'Acme' });
  await runStep(sandbox.tokens.revoked, { workspaces: 'Acme, Globex' });
  await runStep(sandbox.tokens.revoked, { workspaces: '' });
  expect(states()).toEqual(['ClickUp credential needs attention: watch: open, 0 comments']);
  await runStep(sandbox.tokens.valid, { workspaces: 'Globex' });
  expect(github.issues.map(({ state }) => state)).toEqual(['closed']);
});
