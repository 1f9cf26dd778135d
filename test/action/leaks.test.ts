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

const OUTCOMES: Readonly<Record<string, { exitCode: number; annotation: string | undefined }>> = {
  ok: { exitCode: 0, annotation: undefined },
  rate_limited: { exitCode: 0, annotation: 'warning' },
  clickup_unavailable: { exitCode: 0, annotation: 'warning' },
  unreachable: { exitCode: 0, annotation: 'warning' },
  timed_out: { exitCode: 0, annotation: 'warning' },
  reply_malformed: { exitCode: 0, annotation: 'warning' },
  token_rejected: { exitCode: 1, annotation: 'error' },
  request_refused: { exitCode: 1, annotation: 'error' },
};

// Every row of the sandbox, with everything turned on that prints.
describe.each(SANDBOX_TABLE)('the token `$name`', ({ token, expected, behaviour }) => {
  test(`ends as ${expected}, and no part of it is told anywhere`, async () => {
    github.received.length = 0;
    const needsRetry = behaviour === 'flaky' || behaviour === 'limited-once';
    const result = await runAction({
      inputs: {
        token: ` Bearer "${token}"\n`,
        'api-url': sandbox.apiUrl,
        attempts: needsRetry ? '3' : '1',
        // Only a silent server meets it. A limit that ends within it is waited for.
        'timeout-seconds': behaviour === 'slow' ? '1' : '20',
        'on-unavailable': 'warn',
        'report-issue': 'true',
        'github-token': 'gh',
      },
      env: { GITHUB_API_URL: github.url, GITHUB_RUN_ID: '1', RUNNER_DEBUG: '1', NODE_DEBUG: '' },
    });
    const { exitCode, outputs, stdout, stderr, summary } = result;
    const annotation = /^::(error|warning|notice)/m.exec(stdout)?.[1];
    expect({ status: outputs['status'], exitCode, annotation }).toEqual({ status: expected, ...OUTCOMES[expected] });
    const unmasked = stdout.replaceAll(/^::add-mask::.*$/gm, '');
    const told = [unmasked, stderr, summary, inspect(outputs), github.received.join('\n')].join('\n');
    expect(guardOf(parseToken(token)).reveals(told)).toBe(false);
    expect(told).not.toContain(token);
  });
});

test('a Workspace that is named like a command stays one harmless line', async () => {
  const { stdout, summary, outputs } = await runAction({
    inputs: { token: sandbox.tokens.hostile, 'api-url': sandbox.apiUrl },
  });
  const commands = stdout.split('\n').filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
  expect(commands).toEqual([`::add-mask::${sandbox.tokens.hostile}`]);
  expect(summary).not.toMatch(/<img|@everyone|\]\(/);
  // Outputs are data: they hold the name as it is.
  expect(JSON.parse(outputs['workspaces'] ?? '')[0].name).toContain('::stop-commands::');
});

test('many Workspaces are listed up to a bound, and all of them are in the outputs', async () => {
  const { stdout, summary, outputs } = await runAction({
    inputs: { token: sandbox.tokens.many, 'api-url': sandbox.apiUrl },
  });
  expect(stdout).toContain('  and 40 more');
  expect(summary).toContain('<p>and 10 more</p>');
  expect(JSON.parse(outputs['workspace-ids'] ?? '')).toHaveLength(60);
  expect(outputs['workspace-id']).toBeUndefined();
});

test('a token that is refused before it is sent is masked too', async () => {
  const { stdout, outputs } = await runAction({
    inputs: { token: 'pk_1234567_SECRETSECRET SECRETSECRET1', 'api-url': sandbox.apiUrl },
  });
  expect(outputs['status']).toBe('token_malformed');
  expect(stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('SECRET');
});
