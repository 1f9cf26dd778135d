import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type Step, type StepResult } from '../../demo/runner.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
});

async function gate(token: string, inputs: Record<string, string> = {}, step: Step = {}): Promise<StepResult> {
  return runAction({ ...step, inputs: { token, 'api-url': sandbox.apiUrl, attempts: '1', ...inputs } });
}

test('a good token sets every output and lists its Workspaces in the log and the summary', async () => {
  const { exitCode, outputs, stdout, stderr, summary } = await gate(sandbox.tokens.valid, { workspaces: 'Acme' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(outputs).toMatchObject({
    status: 'ok',
    'workspace-id': '9011234080',
    'workspace-ids': '["9011234080"]',
    'token-kind': 'personal',
    'user-id': expect.stringMatching(/^\d+$/),
    username: expect.stringMatching(/\w/),
    'rate-limit-remaining': expect.stringMatching(/^\d+$/),
    message: expect.stringContaining('works and is authorized for 1 Workspace.'),
  });
  expect(JSON.parse(outputs['workspaces'] ?? '')).toEqual([
    { id: '9011234080', name: 'Acme', role: 'owner', memberCount: expect.any(Number) },
  ]);
  expect(stdout).toContain('9011234080  Acme (owner)');
  expect(summary).toContain('<td>Acme</td><td><code>9011234080</code></td><td>owner</td>');
});

test('the token is masked before anything else is printed', async () => {
  const { stdout } = await gate(`"Bearer ${sandbox.tokens.oauth}"`);
  const lines = stdout.split('\n').filter((line) => line !== '');
  expect(lines.slice(0, 2)).toEqual([
    `::add-mask::"Bearer ${sandbox.tokens.oauth}"`,
    `::add-mask::${sandbox.tokens.oauth}`,
  ]);
  expect(lines.slice(2).filter((line) => line.startsWith('::add-mask'))).toEqual([]);
});

test('the environment gives token and URL when the inputs are empty', async () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
  const { outputs, stdout } = await runAction({ inputs: { token: '', 'api-url': '' }, env });
  expect(outputs['status']).toBe('ok');
  expect(stdout).toContain(`::add-mask::${sandbox.tokens.valid}`);
});

test('a failure is one annotation with title, cause and remedy', async () => {
  const { exitCode, stdout } = await gate(sandbox.tokens.revoked);
  expect(exitCode).toBe(1);
  const annotations = stdout.split('\n').filter((line) => /^::(error|warning|notice)/.test(line));
  expect(annotations).toHaveLength(1);
  expect(annotations[0]).toMatch(
    /^::error title=ClickUp rejected the token::ClickUp returned 401 OAUTH_025: "Token invalid"/,
  );
  expect(annotations[0]).toContain('%0ALikely cause: ');
  expect(annotations[0]).toContain('%0AWhat to do: ');
});

test('a Workspace that is not authorized keeps what is known, and no id of another one', async () => {
  const { exitCode, outputs, stdout } = await gate(sandbox.tokens.valid, { workspaces: 'Initech' });
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

test('of two required Workspaces the one that is found is told, but not as the only one', async () => {
  const { outputs, stdout } = await gate(sandbox.tokens.valid, { workspaces: 'Initech\nacme\n\nHooli' });
  expect(outputs['workspace-ids']).toBe('["9011234080"]');
  expect(outputs['workspace-id']).toBeUndefined();
  expect(stdout).toContain('Workspaces "Initech"%2C "Hooli"');
});

test.each([
  ['one line', 'Acme, Globex'],
  ['a line each', ' Acme \r\n\nGlobex'],
])('Workspaces on %s are all required', async (_, workspaces) => {
  const { outputs } = await gate(sandbox.tokens.valid, { workspaces });
  expect(JSON.parse(outputs['workspace-ids'] ?? '')).toHaveLength(2);
});

test('`on-unavailable: warn` lets an outage pass with a warning, and never a rejected token', async () => {
  const down = await gate(sandbox.tokens.outage, { 'on-unavailable': 'warn' });
  expect(down).toMatchObject({ exitCode: 0, outputs: { status: 'clickup_unavailable' } });
  expect(down.stdout).toContain('::warning title=ClickUp is unavailable::');
  expect(down.stdout).not.toContain('::error');
  const dead = await gate(sandbox.tokens.revoked, { 'on-unavailable': 'warn' });
  expect(dead).toMatchObject({ exitCode: 1, outputs: { status: 'token_rejected' } });
});

test('an empty token in a pull request from a fork says so', async () => {
  const event = { pull_request: { head: { repo: { full_name: 'stranger/site' } } } };
  const { exitCode, stdout } = await gate('', {}, { event });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('GitHub does not pass secrets to runs from a pull request from a fork');
  expect(stdout).toContain('on-missing-token: skip');
});

test.each([
  ['a fork', { event: { pull_request: { head: { repo: null } } } }],
  ['Dependabot', { env: { GITHUB_ACTOR: 'dependabot[bot]' } }],
])('`on-missing-token: skip` lets a run from %s pass with a notice', async (_, step: Step) => {
  const { exitCode, outputs, stdout, summary } = await gate('', { 'on-missing-token': 'skip' }, step);
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 0, status: 'token_missing' });
  expect(stdout).toContain('::notice title=ClickUp token is missing::');
  expect(summary).toContain('not checked');
});

test('`on-missing-token: skip` warns where the secret should have been there', async () => {
  const event = { pull_request: { head: { repo: { full_name: 'acme/site' } } } };
  const { exitCode, stdout } = await gate('', { 'on-missing-token': 'skip' }, { event });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('::warning title=ClickUp token is missing::');
});

test('an event file that is not JSON does no harm', async () => {
  const { outputs } = await gate('', {}, { env: { GITHUB_EVENT_PATH: 'action.yml' } });
  expect(outputs['status']).toBe('token_missing');
});

test('a missing summary file does no harm', async () => {
  const { exitCode, stderr } = await gate(sandbox.tokens.valid, {}, { hasSummaryFile: false });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('`summary: false` writes none', async () => {
  expect((await gate(sandbox.tokens.valid, { summary: 'false' })).summary).toBe('');
});

test.each([
  ['attempts', 'many', 'a whole number from 1 to 10'],
  ['attempts', '0', 'a whole number from 1 to 10'],
  ['timeout-seconds', '1e9', 'a whole number from 1 to 3600'],
  ['api-url', 'http://example.com', 'an https:// URL'],
  ['api-url', 'not a url', 'an https:// URL'],
  ['on-missing-token', 'ignore', '`fail` or `skip`'],
  ['on-unavailable', 'pass', '`fail` or `warn`'],
  ['summary', 'no', '`true` or `false`'],
  ['report-issue', 'yes', '`false` or `true`'],
])('the bad input `%s: %s` is named with what is allowed', async (input, value, allowed) => {
  const { exitCode, outputs, stdout } = await gate(sandbox.tokens.valid, { [input]: value });
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 1, status: 'input_invalid' });
  expect(stdout).toContain(`::error title=${input} is invalid::Expected ${allowed}`);
});

test('a token pasted among the Workspaces is refused and not repeated', async () => {
  const { valid } = sandbox.tokens;
  const { exitCode, outputs, stdout } = await gate(valid, { workspaces: `Acme, ${valid}` });
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 1, status: 'input_invalid' });
  expect(stdout).toContain('::error title=workspaces[1] is invalid::');
  expect(stdout.replace(`::add-mask::${valid}`, '')).not.toContain(valid);
});
