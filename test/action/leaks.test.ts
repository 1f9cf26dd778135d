import { inspect } from 'node:util';
import { runAction } from '../../demo/runner.js';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken } from '../../src/index.js';
import { startGitHub, type FakeGitHub } from './github.js';
import { guardOf } from '../src/guard-of.js';

let sandbox: Sandbox;
let github: FakeGitHub;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000 });
  github = await startGitHub();
});

afterAll(async () => {
  await sandbox.close();
  await github.close();
});

const EXPECTED_RESULTS: Readonly<Record<string, { exitCode: number; annotation: string | undefined }>> = {
  // The quotes and `Bearer` around the token.
  ok: { exitCode: 0, annotation: 'warning' },
  rate_limited: { exitCode: 0, annotation: 'warning' },
  clickup_unavailable: { exitCode: 0, annotation: 'warning' },
  unreachable: { exitCode: 0, annotation: 'warning' },
  timed_out: { exitCode: 0, annotation: 'warning' },
  reply_malformed: { exitCode: 0, annotation: 'warning' },
  token_rejected: { exitCode: 1, annotation: 'error' },
  request_refused: { exitCode: 1, annotation: 'error' },
};

// Every test token of the sandbox, with every kind of output turned on.
describe.each(SANDBOX_TABLE)('the token `$name`', ({ token, expected, behavior }) => {
  test(`returns ${expected} and never appears in the output`, async () => {
    github.received.length = 0;
    const needsRetry = behavior === 'flaky' || behavior === 'limited-once';
    const result = await runAction({
      inputs: {
        token: ` Bearer "${token}"\n`,
        'api-url': sandbox.apiUrl,
        attempts: needsRetry ? '3' : '1',
        // Exceeded only by `slow`. `limitedOnce` requires enough time for a retry.
        'timeout-seconds': behavior === 'slow' ? '1' : '20',
        'on-unavailable': 'warn',
        'report-issue': 'true',
        'github-token': 'gh',
      },
      env: { GITHUB_API_URL: github.url, GITHUB_RUN_ID: '1', RUNNER_DEBUG: '1', NODE_DEBUG: '' },
    });
    const { exitCode, outputs, stdout, stderr, summary } = result;
    const annotation = /^::(error|warning|notice)/m.exec(stdout)?.[1];
    expect({ status: outputs['status'], exitCode, annotation }).toEqual({
      status: expected,
      ...EXPECTED_RESULTS[expected],
    });
    const unmasked = stdout.replaceAll(/^::add-mask::.*$/gm, '');
    const output = [unmasked, stderr, summary, inspect(outputs), github.received.join('\n')].join('\n');
    expect(guardOf(parseToken(token)).reveals(output)).toBe(false);
    expect(output).not.toContain(token);
  });
});

test('escapes a Workspace name that contains commands and markup', async () => {
  const { stdout, summary, outputs } = await runAction({
    inputs: { token: sandbox.tokens.hostile, 'api-url': sandbox.apiUrl },
  });
  const commands = stdout.split('\n').filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
  expect(commands).toEqual([`::add-mask::${sandbox.tokens.hostile}`]);
  expect(summary).not.toMatch(/<img|@everyone|\]\(/);
  // Outputs are data and contain the name unchanged.
  expect(JSON.parse(outputs['workspaces'] ?? '')[0].name).toContain('::stop-commands::');
});

test('truncates long lists of Workspaces in the log and the job summary, but not in the outputs', async () => {
  const { stdout, summary, outputs } = await runAction({
    inputs: { token: sandbox.tokens.many, 'api-url': sandbox.apiUrl },
  });
  expect(stdout).toContain('  and 40 more');
  expect(summary).toContain('<p>and 10 more</p>');
  expect(JSON.parse(outputs['workspace-ids'] ?? '')).toHaveLength(60);
  expect(outputs['workspace-id']).toBeUndefined();
});

test('masks a malformed token', async () => {
  const { stdout, outputs } = await runAction({
    inputs: { token: 'pk_1234567_SECRETSECRET SECRETSECRET1', 'api-url': sandbox.apiUrl },
  });
  expect(outputs['status']).toBe('token_malformed');
  expect(stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('SECRET');
});
