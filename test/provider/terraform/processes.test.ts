// The provider's processes: interrupted, orphaned, debugged, or started by a Node that is too old.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder, nodeThatFirst, openFolder, providerFile, type Environment } from './harness.js';
import { ACME, GATED_APP, REQUIRED_PROVIDERS } from './hcl.js';
import { isRunning, readPids, until } from './processes.js';
import { TITLES } from './titles.js';

let sandbox: Sandbox;
let env: Environment;
/** How many requests the sandbox has begun to answer. */
let asked = 0;

beforeAll(async () => {
  // Far longer than any test may take: whatever ends before it was ended.
  sandbox = await startSandbox({ slowMs: 600_000, onAnswer: () => (asked += 1) });
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

beforeEach(() => {
  asked = 0;
});

afterAll(async () => {
  await sandbox.close();
});

const PATIENT = 'provider "clickup" {\n  timeout_seconds = 3600\n  attempts = 10\n}\n';

describeWith('terraform', 'an interrupt while a slow request is under way', () => {
  test.each([
    ['a data source', `${PATIENT}data "clickup_auth" "this" {}`],
    ['the gate', `${PATIENT}ephemeral "clickup_auth" "gate" {}`],
    ['`verify_on_configure`', `${PATIENT.replace('{', '{\n  verify_on_configure = true')}${ACME}`],
  ])('ends %s through StopProvider, says that it was cancelled, and leaves no socket', async (_, main) => {
    const TMPDIR = makeFolder().path;
    const pids = join(makeFolder().path, 'pids');
    const folder = await openFolder(main, {
      ...env,
      TMPDIR,
      CLICKUP_API_TOKEN: sandbox.tokens.slow,
      PATH: nodeThatFirst((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
    });
    const { pid, ended } = folder.start(['plan']);
    await until(() => asked >= 2);
    // Ctrl-C reaches terraform's whole process group, the provider included.
    process.kill(-pid, 'SIGINT');
    const { exitCode, words } = await ended;
    expect(exitCode).toBe(1);
    expect(words).toContain(TITLES.cancelled);
    await until(() => !readPids(pids).some(isRunning));
    expect(readPids(pids).length).toBeGreaterThan(0);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

describeWith('terraform', 'a terraform that is killed', () => {
  test.each(['plan', 'apply'])(
    'in the middle of %s leaves no provider behind, and no socket of it',
    async (command) => {
      const TMPDIR = makeFolder().path;
      const pids = join(makeFolder().path, 'pids');
      const folder = await openFolder(`${PATIENT}data "clickup_auth" "this" {}`, {
        ...env,
        TMPDIR,
        CLICKUP_API_TOKEN: sandbox.tokens.slow,
        PATH: nodeThatFirst((node) => `echo $$ >> ${pids}; exec ${node} "$@"`),
      });
      const { pid, ended } = folder.start([command]);
      await until(() => asked >= 2);
      expect(readPids(pids).filter(isRunning)).toHaveLength(1);
      // Only terraform itself, as an out-of-memory killer does.
      process.kill(pid, 'SIGKILL');
      await until(() => !readPids(pids).some(isRunning));
      expect((await ended).exitCode).toBeNull();
      expect(readdirSync(TMPDIR)).toEqual([]);
    },
  );
});

describeWith('terraform', 'a provider that is run by hand with --debug', () => {
  test('serves plan and apply of any folder by TF_REATTACH_PROVIDERS, without init, and ends at Ctrl-C', async () => {
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
      // One process serves every walk; a revocation between them is seen all the same.
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

/** The value between the quotes of `TF_REATTACH_PROVIDERS='…'`. */
async function readReattach({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('Its output is not read.');
  for await (const line of createInterface(stdout)) {
    const [, value] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line) ?? [];
    if (value !== undefined) return value;
  }
  throw new Error('It printed no TF_REATTACH_PROVIDERS.');
}

describeWith('terraform', 'a Node that is too old', () => {
  test('is named by terraform, with the one that is needed', async () => {
    const folder = await openFolder(ACME, env);
    folder.write({
      'old.cjs': `Object.defineProperty(process, 'version', { value: 'v18.20.8' });
        Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });`,
    });
    const PATH = nodeThatFirst((node) => `exec ${node} --require ${join(folder.path, 'old.cjs')} "$@"`);
    const { exitCode, words } = await folder.terraform(['plan'], { PATH });
    expect(exitCode).toBe(1);
    expect(words).toMatch(/Unrecognized remote plugin message: [^\n]*Node(\.js)? (>= )?20\.19/);
    expect(words).toContain('18.20.8');
  });
});
