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

function annotations({ stdout }: StepResult): string[] {
  return stdout.split('\n').filter((line) => /^::(error|warning|notice)/.test(line));
}

const SKIP = { 'on-missing-token': 'skip' };
const DEPENDABOT = { GITHUB_ACTOR: 'dependabot[bot]' };

test.each(['push', 'schedule', 'workflow_dispatch', 'release', 'merge_group', 'pull_request_target'])(
  'A4: fails and states why `skip` does not apply if the token is empty in a run of the event `%s`',
  async (name) => {
    const event = { pull_request: { head: { repo: { full_name: 'acme/site' } } } };
    const result = await runStep('', SKIP, { env: { GITHUB_EVENT_NAME: name }, event });
    expect({ exitCode: result.exitCode, status: result.outputs['status'] }).toEqual({
      exitCode: 1,
      status: 'token_missing',
    });
    expect(annotations(result)).toHaveLength(1);
    expect(result.stdout).toMatch(/^::error title=ClickUp token is missing::/m);
    expect(result.stdout).toContain('`on-missing-token: skip` does not apply');
    expect(result.stdout).toContain(`This run (\`${name}\`) has access to secrets.`);
    expect(result.summary).toContain('<code>on-missing-token: skip</code> does not apply');
  },
);

test('A4: fails without naming the event if the runner does not report it', async () => {
  const result = await runStep('', SKIP, { env: { GITHUB_EVENT_NAME: 'push now' } });
  expect(result.exitCode).toBe(1);
  expect(result.stdout).toContain('This run has access to secrets.');
});

test('A4: a token that is only whitespace, quotes or `Bearer` counts as empty', async () => {
  for (const token of ['  ', '""', 'Bearer ', '"Bearer "\n']) {
    const result = await runStep(token, SKIP);
    expect({ exitCode: result.exitCode, status: result.outputs['status'] }).toEqual({
      exitCode: 1,
      status: 'token_missing',
    });
  }
});

test.each([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'create',
  'deployment',
  'deployment_status',
])('A23: states that GitHub withholds secrets from Dependabot for the event `%s`', async (name) => {
  const result = await runStep('', SKIP, { env: { ...DEPENDABOT, GITHUB_EVENT_NAME: name } });
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toContain('GitHub does not pass secrets to runs from Dependabot.');
  expect(result.stdout).toContain('The pipeline continues');
  expect(result.summary).toContain('The pipeline continues');
});

test.each(['schedule', 'workflow_run', 'workflow_dispatch', 'pull_request_target', 'issues', ''])(
  'A23: does not state that GitHub withholds secrets if Dependabot is the actor of the event `%s`',
  async (name) => {
    const result = await runStep('', SKIP, { env: { ...DEPENDABOT, GITHUB_EVENT_NAME: name } });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).not.toContain('does not pass secrets');
    expect(result.stdout).toContain('The secret does not exist');
  },
);

test('A23: compares the names of repositories case-insensitively, as GitHub does', async () => {
  const event = { pull_request: { head: { repo: { full_name: 'Acme/Site' } } } };
  const { stdout } = await runStep('', {}, { env: { GITHUB_EVENT_NAME: 'pull_request' }, event });
  expect(stdout).not.toContain('does not pass secrets');
});

test('A17: names `secrets: inherit` and the repository access of an organization secret if the token is empty', async () => {
  const { stdout, summary } = await runStep('');
  for (const text of [stdout, summary]) {
    expect(text).toContain('secrets: inherit');
    expect(text).toContain('organization secret');
    expect(text).toContain('repository access');
    expect(text).toContain('environment:');
  }
});

test.each([
  ['empty', ''],
  ['blank', ' \n'],
])('A14: warns if the input `token` is %s and CLICKUP_API_TOKEN has another token', async (_, token) => {
  const result = await runStep(token, {}, { env: { CLICKUP_API_TOKEN: sandbox.tokens.valid } });
  expect(result.outputs['status']).toBe('ok');
  expect(annotations(result)).toHaveLength(1);
  expect(annotations(result)[0]).toMatch(/^::warning .*::The input `token` is empty, so the check uses/);
  expect(result.stdout).toContain('Token source: the environment variable `CLICKUP_API_TOKEN`.');
  expect(JSON.parse(result.outputs['warnings'] ?? '')).toEqual([expect.stringContaining('The input `token` is empty')]);
});

test('A14: does not warn about the fallback if the workflow does not set the input', async () => {
  // The default of action.yml.
  for (const token of ['env:CLICKUP_API_TOKEN', ' env:CLICKUP_API_TOKEN']) {
    const result = await runStep(token, {}, { env: { CLICKUP_API_TOKEN: sandbox.tokens.valid } });
    expect({ status: result.outputs['status'], annotations: annotations(result) }).toEqual({
      status: 'ok',
      annotations: [],
    });
    expect(result.stdout).toContain('Token source: the environment variable `CLICKUP_API_TOKEN`.');
    expect(result.stdout).not.toContain('::add-mask::env:');
  }
  const missing = await runStep('env:CLICKUP_API_TOKEN');
  expect(missing.outputs['status']).toBe('token_missing');
});

test('A14: names the source of a token that ClickUp rejects', async () => {
  const { revoked } = sandbox.tokens;
  const input = await runStep(revoked, {}, { env: { CLICKUP_API_TOKEN: sandbox.tokens.valid } });
  expect(input.stdout).toContain('The token came from the input `token`.');
  const variable = await runStep('env:CLICKUP_API_TOKEN', {}, { env: { CLICKUP_API_TOKEN: revoked } });
  expect(variable.stdout).toContain('The token came from the environment variable `CLICKUP_API_TOKEN`.');
  const malformed = await runStep('env:CLICKUP_API_TOKEN', {}, { env: { CLICKUP_API_TOKEN: 'pk_1 2' } });
  expect(malformed.stdout).toContain('The CLICKUP_API_TOKEN is invalid');
});

test.each([
  ['`Bearer`', (token: string) => `Bearer ${token}`],
  ['quotes', (token: string) => `"${token}"`],
  ['quotes', (token: string) => `'${token}'`],
  ['a line break', (token: string) => `${token}\n`],
  ['a line break', (token: string) => `${token}\r\n`],
  ['whitespace', (token: string) => ` ${token}`],
  ['whitespace', (token: string) => `${token}\t`],
  ['`Authorization:`', (token: string) => `Authorization: ${token}`],
  ['a line break, quotes and `Bearer`', (token: string) => `"Bearer ${token}"\n`],
])('A5: passes with a warning that the check removed %s from the token', async (removed, change) => {
  const { valid } = sandbox.tokens;
  const result = await runStep(change(valid));
  expect({ exitCode: result.exitCode, status: result.outputs['status'] }).toEqual({ exitCode: 0, status: 'ok' });
  expect(annotations(result)).toHaveLength(1);
  expect(annotations(result)[0]).toContain(
    `The check removed ${removed.replaceAll(',', '%2C')} from the token`.replaceAll('%2C', ','),
  );
  expect(annotations(result)[0]).toContain('Other steps receive the value as it is stored');
  expect(annotations(result)[0]).not.toContain(valid);
  expect(result.summary).toContain('The check removed');
});

test('A5: warns about a variable too, and only once about a token that ClickUp rejects', async () => {
  const variable = await runStep(
    'env:CLICKUP_API_TOKEN',
    {},
    { env: { CLICKUP_API_TOKEN: `'${sandbox.tokens.valid}'` } },
  );
  expect(annotations(variable)[0]).toContain('removed quotes from the token in the environment variable');
  const rejected = await runStep(`"${sandbox.tokens.revoked}"`);
  expect(annotations(rejected).map((line) => line.split(' ')[0])).toEqual(['::error', '::warning']);
});

test('A5: does not warn about a token without extra text', async () => {
  expect(annotations(await runStep(sandbox.tokens.valid))).toEqual([]);
});

test.each([
  ['a variable', '$CLICKUP_TOKEN'],
  ['an expression', '${{ secrets.X }}'],
  ['a masked value', '***'],
  ['JSON', '{"token":"pk_12345678_SECRETSECRETSECRETSECRETSECRET12"}'],
  ['base64', Buffer.from('pk_12345678_SECRETSECRETSECRETSECRETSECRET12').toString('base64')],
  ['a truncated token', 'pk_12345678_SECRETSE'],
  ['a GitHub token', `ghp_${'SECRETse'.repeat(4)}abcd`],
  ['an assignment', 'CLICKUP_API_TOKEN=pk_12345678_SECRETSECRETSECRETSECRETSECRET12'],
  ['the ID of a Workspace', '9011234080'],
  ['a client secret', 'SECRETSECRET1234SECRETSECRET1234SECRETSECRET1234SECRETSECRET1234'],
])('A6: prints a hint for %s as the token, without quoting it', async (_, token) => {
  const { exitCode, stdout, summary, outputs } = await runStep(token);
  expect(exitCode).toBe(1);
  expect(outputs['status']).toMatch(/^token_(malformed|rejected)$/);
  const error = stdout.split('\n').find((line) => line.startsWith('::error')) ?? '';
  expect(outputs['status'] === 'token_malformed' || error.includes('Note: ')).toBe(true);
  const text = [stdout.replaceAll(/^::add-mask::.*$/gm, ''), summary, JSON.stringify(outputs)].join('\n');
  expect(text).not.toContain('SECRET');
});
