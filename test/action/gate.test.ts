import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type Step, type StepResult } from '../../demo/runner.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
});

async function runStep(token: string, inputs: Record<string, string> = {}, step: Step = {}): Promise<StepResult> {
  return runAction({ ...step, inputs: { token, 'api-url': sandbox.apiUrl, attempts: '1', ...inputs } });
}

test('sets every output and lists the Workspaces in the log and the job summary if the check passes', async () => {
  const { exitCode, outputs, stdout, stderr, summary } = await runStep(sandbox.tokens.valid, { workspaces: 'Acme' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(outputs).toMatchObject({
    status: 'ok',
    'workspace-id': '9011234080',
    'workspace-ids': '["9011234080"]',
    'token-kind': 'personal',
    'user-id': expect.stringMatching(/^\d+$/),
    username: expect.stringMatching(/\w/),
    'rate-limit-remaining': expect.stringMatching(/^\d+$/),
    message: expect.stringContaining('The personal token of Ada Example is scoped to Acme.'),
  });
  expect(JSON.parse(outputs['workspaces'] ?? '')).toEqual([
    { id: '9011234080', name: 'Acme', role: 'owner', memberCount: expect.any(Number) },
  ]);
  expect(stdout).toContain('9011234080  Acme (owner)');
  expect(summary).toContain('<td>Acme</td><td><code>9011234080</code></td><td>owner</td>');
});

test('masks the token before anything else is printed', async () => {
  const { stdout } = await runStep(`"Bearer ${sandbox.tokens.oauth}"`);
  const lines = stdout.split('\n').filter((line) => line !== '');
  expect(lines.slice(0, 2)).toEqual([
    `::add-mask::"Bearer ${sandbox.tokens.oauth}"`,
    `::add-mask::${sandbox.tokens.oauth}`,
  ]);
  expect(lines.slice(2).filter((line) => line.startsWith('::add-mask'))).toEqual([]);
});

test('reads token and URL from the environment if the inputs are empty', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
  const { outputs, stdout } = await runAction({ inputs: { token: '', 'api-url': '' }, env });
  expect(outputs['status']).toBe('ok');
  expect(stdout).toContain(`::add-mask::${sandbox.tokens.valid}`);
});

test('prints one annotation with title, cause and remedy if the check fails', async () => {
  const { exitCode, stdout } = await runStep(sandbox.tokens.revoked);
  expect(exitCode).toBe(1);
  const annotations = stdout.split('\n').filter((line) => /^::(error|warning|notice)/.test(line));
  expect(annotations).toHaveLength(1);
  expect(annotations[0]).toMatch(
    /^::error title=ClickUp rejected the token::ClickUp returned 401 OAUTH_025: "Token invalid"/,
  );
  expect(annotations[0]).toContain('%0ALikely cause: ');
  expect(annotations[0]).toContain('%0AWhat to do: ');
});

test('sets the outputs about the user, but no ID of another Workspace, if the Workspace is not authorized', async () => {
  const { exitCode, outputs, stdout } = await runStep(sandbox.tokens.valid, { workspaces: 'Initech' });
  expect(exitCode).toBe(1);
  expect(outputs).toMatchObject({
    status: 'workspace_not_authorized',
    'workspace-ids': '[]',
    'token-kind': 'personal',
  });
  expect(outputs['username']).toMatch(/\w/);
  expect(outputs['workspace-id']).toBeUndefined();
  expect(stdout).toContain('"Acme" (9011234080)');
});

test('lists the Workspace that is found, but does not set workspace-id, if another required one is not authorized', async () => {
  const { outputs, stdout } = await runStep(sandbox.tokens.valid, { workspaces: 'Initech\nacme\n\nHooli' });
  expect(outputs['workspace-ids']).toBe('["9011234080"]');
  expect(outputs['workspace-id']).toBeUndefined();
  expect(stdout).toContain('Workspaces "Initech"%2C "Hooli"');
});

test.each([
  ['on one line', 'Acme, Globex'],
  ['on separate lines', ' Acme \r\n\nGlobex'],
])('requires every Workspace if they are listed %s', async (_, workspaces) => {
  const { outputs } = await runStep(sandbox.tokens.valid, { workspaces });
  expect(JSON.parse(outputs['workspace-ids'] ?? '')).toHaveLength(2);
});

test('passes with a warning for an outage, but fails for a rejected token, with `on-unavailable: warn`', async () => {
  const unavailable = await runStep(sandbox.tokens.outage, { 'on-unavailable': 'warn' });
  expect(unavailable).toMatchObject({ exitCode: 0, outputs: { status: 'clickup_unavailable' } });
  expect(unavailable.stdout).toContain('::warning title=ClickUp is unavailable::');
  expect(unavailable.stdout).not.toContain('::error');
  const rejected = await runStep(sandbox.tokens.revoked, { 'on-unavailable': 'warn' });
  expect(rejected).toMatchObject({ exitCode: 1, outputs: { status: 'token_rejected' } });
});

test('explains that GitHub does not pass secrets if the token is empty in a pull request from a fork', async () => {
  const event = { pull_request: { head: { repo: { full_name: 'stranger/site' } } } };
  const { exitCode, stdout } = await runStep('', {}, { event });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('GitHub does not pass secrets to runs from a pull request from a fork');
  expect(stdout).toContain('on-missing-token: skip');
});

test.each([
  ['a fork', { event: { pull_request: { head: { repo: null } } } }],
  ['Dependabot', { env: { GITHUB_ACTOR: 'dependabot[bot]', GITHUB_EVENT_NAME: 'pull_request' } }],
])('passes a run from %s with a notice if the token is empty, with `on-missing-token: skip`', async (_, step: Step) => {
  const { exitCode, outputs, stdout, summary } = await runStep('', { 'on-missing-token': 'skip' }, step);
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 0, status: 'token_missing' });
  expect(stdout).toContain('::notice title=ClickUp token is missing::');
  expect(summary).toContain('ClickUp check skipped');
});

test('reports token_missing if the event file is not JSON', async () => {
  const { outputs } = await runStep('', {}, { env: { GITHUB_EVENT_PATH: 'action.yml' } });
  expect(outputs['status']).toBe('token_missing');
});

test('passes without a job summary if GITHUB_STEP_SUMMARY is not set', async () => {
  const { exitCode, stderr } = await runStep(sandbox.tokens.valid, {}, { env: { GITHUB_STEP_SUMMARY: undefined } });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('writes no job summary with `summary: false`', async () => {
  expect((await runStep(sandbox.tokens.valid, { summary: 'false' })).summary).toBe('');
});

test.each([
  ['attempts', 'many', 'a whole number from 1 to 10'],
  ['attempts', '0', 'a whole number from 1 to 10'],
  ['timeout-seconds', '1e9', 'a whole number from 1 to 3600'],
  ['api-url', 'http://example.com', 'an https:// URL'],
  ['api-url', 'not a url', 'an https:// URL'],
  ['on-missing-token', 'ignore', '`fail` or `skip`'],
  ['on-unavailable', 'pass', '`fail` or `warn`'],
  ['require-workspace', 'yes', '`false` or `true`'],
  ['hide-names', 'no!', '`false` or `true`'],
  ['summary', 'no', '`true` or `false`'],
  ['report-issue', 'yes', '`false` or `true`'],
])('names the input and the allowed values if the input is `%s: %s`', async (input, value, allowed) => {
  const { exitCode, outputs, stdout } = await runStep(sandbox.tokens.valid, { [input]: value });
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 1, status: 'input_invalid' });
  expect(stdout).toContain(`::error title=${input} is invalid::Expected ${allowed}`);
});

test('rejects the input and does not print it if `workspaces` contains the token', async () => {
  const { valid } = sandbox.tokens;
  const { exitCode, outputs, stdout } = await runStep(valid, { workspaces: `Acme, ${valid}` });
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 1, status: 'input_invalid' });
  expect(stdout).toContain('::error title=workspaces[1] is invalid::');
  expect(stdout.replace(`::add-mask::${valid}`, '')).not.toContain(valid);
});
