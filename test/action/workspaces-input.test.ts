import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type Step, type StepResult } from '../../demo/runner.js';
import { startGitHub } from './github.js';

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

test.each(['', '  ', '\n\n', '[]', '[""]', ',', ' , ', 'Acme,', ',Acme', 'Acme, ,Globex'])(
  'A15: fails with `require-workspace: true` if `workspaces` is %j',
  async (workspaces) => {
    const { exitCode, outputs, stdout } = await runStep(sandbox.tokens.valid, {
      workspaces,
      'require-workspace': 'true',
    });
    expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 1, status: 'input_invalid' });
    expect(stdout).toContain('::error title=workspaces is invalid::Expected at least one Workspace ID or name');
    expect(stdout).toContain('${{ vars.CLICKUP_WORKSPACE }}');
  },
);

test.each(['Acme', 'Acme, Globex', '\nAcme\n\n', '["Acme"]'])(
  'A15: passes with `require-workspace: true` if `workspaces` is %j',
  async (workspaces) => {
    const { outputs, stdout } = await runStep(sandbox.tokens.valid, { workspaces, 'require-workspace': 'true' });
    expect(outputs['status']).toBe('ok');
    expect(stdout).not.toContain('No Workspace was required');
  },
);

test('A15: the success line, the output and the job summary say that no Workspace was required', async () => {
  const { stdout, summary, outputs } = await runStep(sandbox.tokens.valid, { workspaces: '' });
  for (const text of [stdout, summary, outputs['message']]) expect(text).toContain('No Workspace was required.');
});

test('A18: accepts the outputs `workspaces` and `workspace-ids` as `workspaces`', async () => {
  const { outputs } = await runStep(sandbox.tokens.valid, { workspaces: 'Acme, Globex' });
  for (const output of ['workspaces', 'workspace-ids']) {
    const again = await runStep(sandbox.tokens.valid, { workspaces: outputs[output] ?? '' });
    expect(again.outputs['workspace-ids']).toBe(outputs['workspace-ids']);
  }
});

test.each(['[{"name":"Acme"}]', '[{"id":9011234080}]', '[{"id":"9011234080"}, null]', '[{"id"'])(
  'A18: does not accept %s as `workspaces`',
  async (workspaces) => {
    const { exitCode, outputs } = await runStep(sandbox.tokens.valid, { workspaces });
    expect(exitCode).toBe(1);
    expect(outputs['status']).toMatch(/^(input_invalid|workspace_not_authorized)$/);
  },
);

const NAMES = /Acme|Globex|Initech|Umbrella|Hooli|@/;

test.each<[string, keyof Sandbox['tokens'], string]>([
  ['passes', 'valid', 'Acme'],
  ['requires no Workspace', 'valid', ''],
  ['fails with missing Workspaces', 'valid', 'Initech, Acme, Hooli'],
  ['fails with one missing Workspace', 'valid', 'Initech'],
  ['fails because a name is ambiguous', 'sameName', 'Umbrella'],
  ['passes for a guest', 'guest', ''],
])('A16: prints no name and no address with `hide-names: true` if the check %s', async (_, token, workspaces) => {
  const github = await startGitHub();
  const inputs = { workspaces, 'hide-names': 'true', 'report-issue': 'true', 'github-token': 'gh' };
  const { stdout, summary, outputs } = await runStep(sandbox.tokens[token], inputs, {
    env: { GITHUB_API_URL: github.url },
  });
  const shown = await runStep(sandbox.tokens[token], { workspaces });
  await github.close();
  const { username, ...others } = shown.outputs;
  for (const text of [stdout, summary, JSON.stringify(outputs), github.received.join('\n')]) {
    expect(text).not.toMatch(NAMES);
    expect(text).not.toContain(username || 'a user without a name');
  }
  // IDs stay.
  expect(outputs['workspace-ids']).toBe(others['workspace-ids']);
  expect(outputs['user-id']).toBe(others['user-id']);
});

test('A16: names a missing Workspace by its ID or its number in the list', async () => {
  const inputs = { workspaces: 'Acme\nInitech\n77', 'hide-names': 'true' };
  const { stdout, summary } = await runStep(sandbox.tokens.valid, inputs);
  expect(stdout).toContain(
    '::error title=Required Workspaces are not authorized for this token::Not authorized: entry 2 of `workspaces`, 77.',
  );
  expect(summary).toContain('<td>77</td>');
  const none = await runStep(sandbox.tokens.none, { workspaces: 'Acme', 'hide-names': 'true' });
  expect(none.stdout).toContain('The token has access to 0 Workspaces.');
  const ambiguous = await runStep(sandbox.tokens.sameName, { workspaces: 'Umbrella', 'hide-names': 'true' });
  expect(ambiguous.stdout).toMatch(/Entry 1 of `workspaces` matches the Workspaces \d+, \d+\./);
});

test('A16: never prints the address of a user without a username', async () => {
  const { stdout, summary, outputs } = await runStep(sandbox.tokens.guest);
  expect(stdout).toMatch(/token of user \d+ is recognized/);
  expect(stdout + summary + JSON.stringify(outputs)).not.toMatch(/\w@\w/);
});

test('the job summary lists missing Workspaces first, and truncates long names', async () => {
  const { summary } = await runStep(sandbox.tokens.valid, { workspaces: `Acme\n${'x'.repeat(300)}` });
  const rows = summary.match(/<tr><td>.*?<\/tr>/g) ?? [];
  expect(rows).toHaveLength(2);
  expect(rows[0]).toBe(`<tr><td>${'x'.repeat(99)}…</td><td></td><td></td><td></td><td>❌ not authorized</td></tr>`);
  expect(rows[1]).toMatch(/^<tr><td>Acme<\/td>.*<td>✅ authorized<\/td><\/tr>$/);
});
