import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { runAction, type StepResult } from '../../demo/runner.js';
import { closeServers, json, serve } from '../src/server.js';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'clickup-auth-runner-'));
const BUNDLE = resolve('action/dist/index.js');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000 });
});

afterEach(closeServers);

afterAll(async () => {
  await sandbox.close();
  rmSync(DIRECTORY, { recursive: true });
});

async function runStep(token: string, inputs: Record<string, string> = {}, env = {}): Promise<StepResult> {
  return runAction({ inputs: { token, 'api-url': sandbox.apiUrl, attempts: '1', ...inputs }, env });
}

describe.each([
  ['does not exist', () => join(DIRECTORY, 'missing', 'file')],
  ['is a directory', () => DIRECTORY],
])('A12: a file that %s', (_, path) => {
  test.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])(
    'A12: as %s causes a warning, and the verdict decides',
    async (name) => {
      const passed = await runStep(sandbox.tokens.valid, {}, { [name]: path() });
      expect(passed.exitCode).toBe(0);
      expect(passed.stdout).toContain('is recognized. It has access to');
      expect(passed.stdout).toMatch(new RegExp(`^::warning .*${name}`, 'm'));
      const failed = await runStep(sandbox.tokens.revoked, {}, { [name]: path() });
      expect(failed.exitCode).toBe(1);
      expect(failed.stdout).toContain('::error title=ClickUp rejected the token');
      expect(failed.stdout).not.toContain('Internal error');
    },
  );
});

test('A12: reports the error code of a file that is read-only', async () => {
  const file = join(DIRECTORY, 'read-only');
  writeFileSync(file, '');
  chmodSync(file, 0o444);
  // The superuser may write to it.
  if (process.getuid?.() === 0) return;
  const { stdout, exitCode } = await runStep(
    sandbox.tokens.valid,
    {},
    { GITHUB_OUTPUT: file, GITHUB_STEP_SUMMARY: file },
  );
  expect(exitCode).toBe(0);
  expect(stdout).toContain('GITHUB_OUTPUT cannot be written (EACCES)');
  expect(stdout).toContain('GITHUB_STEP_SUMMARY cannot be written (EACCES)');
});

test('A22: logs each retry as a debug line', async () => {
  const { stdout, outputs } = await runStep(sandbox.tokens.flaky, { attempts: '4' });
  expect(outputs['status']).toBe('ok');
  expect(stdout).toMatch(
    /^::debug::Attempt 1 of a request failed: clickup_unavailable\. The next attempt follows in \d+ ms\.$/m,
  );
});

test.each(['18.20.4', '16.20.2', '12.22.0'])(
  'A24: reports a Node.js that is too old in one sentence: %s',
  async (version) => {
    const preload = join(DIRECTORY, 'old-node.cjs');
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'version', { value: 'v${version}' });
     Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
     process.getBuiltinModule = undefined;`,
    );
    const result = await new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
      const child = execFile(process.execPath, ['-r', preload, BUNDLE], { env: {} }, (_, stdout, stderr) =>
        done({ code: child.exitCode, stdout, stderr }),
      );
    });
    expect(result).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^::error title=Node\.js is too old::.*this is v1\d\.\d+\.\d+.*runner.*2\.327\.1.*\n$/,
      ),
      stderr: '',
    });
  },
);

test.each(['SIGTERM', 'SIGINT'] as const)('A25: reports `cancelled` and sets the outputs after %s', async (signal) => {
  const output = join(DIRECTORY, `output-${signal}`);
  writeFileSync(output, '');
  const env = {
    INPUT_TOKEN: sandbox.tokens.slow,
    'INPUT_API-URL': sandbox.apiUrl,
    'INPUT_REPORT-ISSUE': 'true',
    GITHUB_OUTPUT: output,
  };
  const child = spawn(process.execPath, [BUNDLE], { env });
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  // The first line masks the token, before the requests are sent.
  await once(child.stdout, 'data');
  await new Promise((done) => setTimeout(done, 300));
  const sentAt = performance.now();
  child.kill(signal);
  // The runner sends further signals.
  child.kill(signal);
  const code = await new Promise((done) => child.on('close', done));
  expect(performance.now() - sentAt).toBeLessThan(2000);
  expect(code).toBe(1);
  expect(stdout).toContain('::error title=The check was cancelled::');
  expect(stdout).toContain('The job was cancelled');
  expect(readFileSync(output, 'utf8')).toMatch(/^status<<.*\ncancelled\n/m);
});

test('S14: warns if NODE_TLS_REJECT_UNAUTHORIZED turns off certificate verification', async () => {
  const { stdout, summary, outputs } = await runStep(sandbox.tokens.valid, {}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  expect(stdout).toMatch(/^::warning .*NODE_TLS_REJECT_UNAUTHORIZED=0/m);
  expect(summary).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0'.replaceAll('_', '&#95;'));
  expect(outputs['warnings']).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0');
  const failed = await runStep(sandbox.tokens.revoked, {}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  expect(failed.stdout).toMatch(/^::warning .*NODE_TLS_REJECT_UNAUTHORIZED=0/m);
});

test('S12: an ID with commands or markup does not reach the log, the job summary or the outputs', async () => {
  for (const id of ['7\n::error::injected', '7<img src=x>', '7\u001b[31m', '7\u202e', 'a/b']) {
    const server = await serve(({ url }, response) =>
      json(response, url === '/user' ? { user: { id: 7 } } : { teams: [{ id, name: 'Acme', members: [] }] }),
    );
    const inputs = { token: sandbox.tokens.valid, 'api-url': server.url, attempts: '1' };
    const { stdout, summary, outputs } = await runAction({ inputs });
    expect(stdout).not.toMatch(/^::error::injected/m);
    for (const text of [stdout, summary]) expect(text).not.toMatch(/<img|[^\P{C}\n]/u);
    expect(outputs['workspace-id'] ?? '').not.toMatch(/[^\w-]/);
  }
});

test('S11: a second token in `workspaces` or in the value of another input is never printed', async () => {
  const second = 'pk_12345678_SECRETSECRETSECRETSECRETSECRET12';
  const inputs = [
    'workspaces',
    'lists',
    'folders',
    'spaces',
    'users',
    'role',
    'token-kind',
    'only-required-workspaces',
    'probe-workspaces',
    'api-url',
    'attempts',
    'timeout-seconds',
    'on-missing-token',
    'on-unavailable',
    'summary',
  ];
  for (const name of [...inputs, 'report-issue', 'require-workspace', 'hide-names', 'name', 'matrix']) {
    const { stdout, stderr, summary, outputs } = await runStep(sandbox.tokens.valid, { [name]: second });
    const text = [stdout, stderr, summary, JSON.stringify(outputs)].join('\n');
    expect({ name, quoted: text.includes('SECRET') }).toEqual({ name, quoted: false });
  }
});
