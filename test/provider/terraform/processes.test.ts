// Provider processes: interrupted, orphaned, debugged, or started with a Node.js that is too old.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith, TERRAFORM } from '../../tools.js';
import { makeFolder, pathWithNodeScript, openFolder, providerFile, type Environment } from './harness.js';
import { ACME, GATED_APP, REQUIRED_PROVIDERS } from './hcl.js';
import { isRunning, readPids, until } from './processes.js';
import { TITLES } from './titles.js';

let sandbox: Sandbox;
let env: Environment;
/** Number of requests that the sandbox received. */
let received = 0;

beforeAll(async () => {
  // Longer than any test: a request that ends earlier was cancelled.
  sandbox = await startSandbox({ slowMs: 600_000, onAnswer: () => (received += 1) });
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

beforeEach(() => {
  received = 0;
});

afterAll(async () => {
  await sandbox.close();
});

const LONG_TIMEOUT = 'provider "clickup" {\n  timeout_seconds = 3600\n  attempts = 10\n}\n';

describeWith('terraform', 'an interrupt during a slow request', () => {
  test.each([
    ['a data source', `${LONG_TIMEOUT}data "clickup_auth" "this" {}`],
    ['an ephemeral resource', `${LONG_TIMEOUT}ephemeral "clickup_auth" "gate" {}`],
    ['`verify_on_configure`', `${LONG_TIMEOUT.replace('{', '{\n  verify_on_configure = true')}${ACME}`],
  ])('cancels %s through StopProvider, reports it, and leaves no socket', async (_, main) => {
    const TMPDIR = makeFolder().path;
    const pids = join(makeFolder().path, 'pids');
    const folder = await openFolder(main, {
      ...env,
      TMPDIR,
      CLICKUP_API_TOKEN: sandbox.tokens.slow,
      PATH: pathWithNodeScript((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
    });
    const { pid, ended } = folder.start(['plan']);
    await until(() => received >= 2);
    // Ctrl-C reaches the whole process group of Terraform, including the provider.
    process.kill(-pid, 'SIGINT');
    const { exitCode, words } = await ended;
    expect(exitCode).toBe(1);
    expect(words).toContain(TITLES.cancelled);
    await until(() => !readPids(pids).some(isRunning));
    expect(readPids(pids).length).toBeGreaterThan(0);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

describeWith('terraform', 'a killed Terraform process', () => {
  test.each(['plan', 'apply'])('leaves no provider process or socket during %s', async (command) => {
    const TMPDIR = makeFolder().path;
    const pids = join(makeFolder().path, 'pids');
    const folder = await openFolder(`${LONG_TIMEOUT}data "clickup_auth" "this" {}`, {
      ...env,
      TMPDIR,
      CLICKUP_API_TOKEN: sandbox.tokens.slow,
      PATH: pathWithNodeScript((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
    });
    const { pid, ended } = folder.start([command]);
    await until(() => received >= 2);
    expect(readPids(pids).filter(isRunning)).toHaveLength(1);
    // Kill only Terraform itself, as an out-of-memory killer does.
    process.kill(pid, 'SIGKILL');
    await until(() => !readPids(pids).some(isRunning));
    expect((await ended).exitCode).toBeNull();
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

describeWith('terraform', 'a provider that a user starts with --debug', () => {
  test('serves plan and apply through TF_REATTACH_PROVIDERS without init, and exits on Ctrl-C', async () => {
    const provider = spawn(process.execPath, [providerFile(), '--debug'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(provider, 'exit');
    try {
      const TF_REATTACH_PROVIDERS = await readReattach(provider);
      const folder = makeFolder({ TF_REATTACH_PROVIDERS });
      folder.write({ 'main.tf': REQUIRED_PROVIDERS + ACME + GATED_APP });
      expect(await folder.terraform(['plan', '-out=saved.tfplan'])).toMatchObject({
        exitCode: 0,
        words: expect.stringContaining('acme = "9011234080"'),
      });
      // One process serves both commands. It must not reuse the responses of the plan during apply.
      sandbox.revoke('valid');
      expect(await folder.terraform(['apply', 'saved.tfplan'])).toMatchObject({
        exitCode: 1,
        words: expect.stringContaining(TITLES.token_rejected),
      });
    } finally {
      sandbox.restore('valid');
      provider.kill('SIGINT');
    }
    expect(await exited).toEqual([130, null]);
  });
});

/** Reads the value of TF_REATTACH_PROVIDERS from stdout. */
async function readReattach({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The provider has no stdout pipe.');
  for await (const line of createInterface(stdout)) {
    const [, value] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line) ?? [];
    if (value !== undefined) return value;
  }
  throw new Error('The provider did not print TF_REATTACH_PROVIDERS.');
}

describeWith('terraform', 'a Node.js that is too old', () => {
  test('is reported by Terraform with the required version', async () => {
    const folder = await openFolder(ACME, env);
    folder.write({
      'old.cjs': `Object.defineProperty(process, 'version', { value: 'v18.20.8' });
        Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });`,
    });
    const PATH = pathWithNodeScript((node) => `exec ${node} --require ${join(folder.path, 'old.cjs')} "$@"`);
    const { exitCode, words } = await folder.terraform(['plan'], { PATH });
    expect(exitCode).toBe(1);
    expect(words).toMatch(/Unrecognized remote plugin message: [^\n]*Node(\.js)? (>= )?20\.19/);
    expect(words).toContain('18.20.8');
  });
});

describeWith('terraform', 'P3: a start that fails', () => {
  const noNode = (): Environment => {
    const { path } = makeFolder();
    for (const name of [TERRAFORM, 'sh']) symlinkSync(findOnPath(name), join(path, name));
    return { PATH: path };
  };
  // launcher.test.ts has every cause.
  test.each([
    ['no Node.js on PATH', noNode, /node is not on the PATH\. Install Node\.js 20\.19 or later/],
    ['NODE_OPTIONS', () => ({ NODE_OPTIONS: '--require=/missing.cjs' }), /NODE_OPTIONS stops Node\.js: .*missing\.cjs/],
    ['NODE_DEBUG', () => ({ NODE_DEBUG: 'http,STREAM' }), /NODE_DEBUG makes Node\.js log data .*token/],
  ])('because of %s is explained in one sentence', async (_, more, expected) => {
    const folder = await openFolder(ACME, env);
    const { exitCode, words } = await folder.terraform(['plan'], more());
    expect(exitCode).toBe(1);
    const [, message = ''] = /Unrecognized remote plugin message: (.*?) This usually means/.exec(words) ?? [];
    expect(message).toMatch(/^The ClickUp provider cannot start, because /);
    expect(message).toMatch(expected);
  });

  test('does not happen with other values, and an interrupt reaches the provider', async () => {
    const pids = join(makeFolder().path, 'pids');
    const folder = await openFolder(`${LONG_TIMEOUT}data "clickup_auth" "this" {}`, {
      ...env,
      NODE_OPTIONS: '--max-old-space-size=512 --no-warnings',
      NODE_DEBUG: 'none',
      CLICKUP_API_TOKEN: sandbox.tokens.slow,
      PATH: pathWithNodeScript((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
    });
    const { pid, ended } = folder.start(['plan']);
    await until(() => received >= 2);
    process.kill(-pid, 'SIGINT');
    expect((await ended).words).toContain(TITLES.cancelled);
    await until(() => !readPids(pids).some(isRunning));
  });

  test('with options for Node.js, a killed Terraform leaves no provider process', async () => {
    const pids = join(makeFolder().path, 'pids');
    const folder = await openFolder(`${LONG_TIMEOUT}data "clickup_auth" "this" {}`, {
      ...env,
      NODE_OPTIONS: '--no-warnings',
      CLICKUP_API_TOKEN: sandbox.tokens.slow,
      PATH: pathWithNodeScript((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
    });
    const { pid, ended } = folder.start(['plan']);
    await until(() => received >= 2);
    process.kill(pid, 'SIGKILL');
    await until(() => !readPids(pids).some(isRunning));
    expect((await ended).exitCode).toBeNull();
  });
});

function findOnPath(name: string): string {
  const found = (process.env['PATH'] ?? '').split(delimiter).find((directory) => existsSync(join(directory, name)));
  return join(found ?? '', name);
}
