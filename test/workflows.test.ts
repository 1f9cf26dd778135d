import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { readInputs } from '../action/inputs.js';
import { runAction } from '../demo/runner.js';
import { SANDBOX_TOKENS, startSandbox } from '../sandbox/index.js';
import { TYPESCRIPT_NODE } from './tools.js';

const run = promisify(execFile);

interface Input {
  readonly description: string;
  readonly required: boolean;
  readonly default?: string;
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly strategy?: unknown; readonly steps: readonly Step[] }>>;
}

const MANIFEST: Manifest = parse(readFileSync('action.yml', 'utf8'));

function workflow(name: string): Workflow {
  return parse(readFileSync(`.github/workflows/${name}.yml`, 'utf8'));
}

describe('action.yml', () => {
  test('runs the committed bundle on Node 24, and has a face in the marketplace', () => {
    expect(MANIFEST.runs).toEqual({ using: 'node24', main: 'action/dist/index.js' });
    expect(existsSync(MANIFEST.runs.main)).toBe(true);
    expect(MANIFEST.branding).toEqual({ icon: 'shield', color: 'purple' });
    expect(MANIFEST.description).toMatch(/^\w.{20,124}\.$/);
  });

  test('describes every input and every output in a sentence, and requires none', () => {
    const all = [...Object.entries(MANIFEST.inputs), ...Object.entries(MANIFEST.outputs)];
    expect(all).toHaveLength(19);
    expect(all.filter(([, { description }]) => !/^[A-Z`].{14,}\.$/.test(description))).toEqual([]);
    expect(Object.values(MANIFEST.inputs).filter(({ required }) => required)).toEqual([]);
  });

  test('has the defaults that the Action takes for an input that is empty', () => {
    const read = (text: (name: string) => string) => {
      const inputs = readInputs(coreThatReads(text), {});
      // What is not given is left to the library, whose defaults are these.
      const options = { ...inputs.request.options };
      options.timeoutMs ??= 60_000;
      options.attempts ??= 4;
      return { ...inputs, request: { ...inputs.request, options } };
    };
    const fromManifest = read((name) => (name === 'github-token' ? '' : (MANIFEST.inputs[name]?.default ?? '')));
    expect(fromManifest).toEqual(read(() => ''));
    expect(fromManifest).toEqual({
      workspaces: [],
      request: {
        options: { apiUrl: undefined, timeoutMs: 60_000, attempts: 4 },
        names: { apiUrl: 'api-url', timeoutMs: 'timeout-seconds', attempts: 'attempts' },
      },
      onMissingToken: 'fail',
      onUnavailable: 'fail',
      summary: true,
      reportIssue: false,
      githubToken: '',
    });
    expect(MANIFEST.inputs['github-token']?.default).toBe('${{ github.token }}');
  });

  test('names the inputs that the Action reads, and no other', () => {
    // `token` is read before the others, so that it can be masked.
    const asked = ['token'];
    const getInput = (name: string): string => {
      asked.push(name);
      return '';
    };
    readInputs(coreThatReads(getInput), {});
    expect(asked.toSorted()).toEqual(Object.keys(MANIFEST.inputs).toSorted());
  });

  test('names the outputs that a good check sets, and no other', async () => {
    const sandbox = await startSandbox();
    const inputs = { token: sandbox.tokens.valid, 'api-url': sandbox.apiUrl, workspaces: 'Acme' };
    const { outputs } = await runAction({ inputs });
    await sandbox.close();
    expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(MANIFEST.outputs).toSorted());
  });
});

/** The toolkit as far as reading inputs needs it: whatever else is called fails the test. */
function coreThatReads(getInput: (name: string) => string): Parameters<typeof readInputs>[0] {
  return Object.assign(Object.create(null), { getInput });
}

describe('the offline checks of workflows', () => {
  const root = mkdtempSync(join(tmpdir(), 'clickup-auth-workflows-'));
  const SCRIPT = resolve('scripts/check-workflows.mts');

  afterAll(() => rmSync(root, { recursive: true }));

  /** What `npm run check:workflows` says of these workflows, in a folder with our action.yml. */
  async function check(
    files: Readonly<Record<string, string>>,
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const folder = mkdtempSync(join(root, 'project-'));
    const workflows = join(folder, '.github', 'workflows');
    mkdirSync(workflows, { recursive: true });
    copyFileSync('action.yml', join(folder, 'action.yml'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workflows, name), text);
    const checking = run(TYPESCRIPT_NODE, ['--disable-warning=ExperimentalWarning', SCRIPT], { cwd: folder });
    return checking.then(
      (result) => ({ code: 0, ...result }),
      (result: { code: number; stdout: string; stderr: string }) => result,
    );
  }

  const [, pasted = ''] = /^```yaml\n([^]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  // The README leaves out when it runs: that is the reader's.
  const snippet = `on: push\n${pasted}`;

  test('pass what the README gives to paste, and every workflow of this repository', async () => {
    const ours = readdirSync('.github/workflows').map((name) => [
      name,
      readFileSync(`.github/workflows/${name}`, 'utf8'),
    ]);
    const { code, stdout, stderr } = await check({ ...Object.fromEntries(ours), 'readme.yml': snippet });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${ours.length + 1} workflows and action.yml checked, 0 problems\n`,
      stderr: '',
    });
  });

  test('fail, naming file and line, on an input that is misspelled and an output that does not exist', async () => {
    const misspelled = snippet.replace('workspaces: Acme', 'workspace: Acme');
    const unknown = snippet.replace('needs.clickup.outputs', 'needs.clickpu.outputs');
    const { code, stderr } = await check({ 'misspelled.yml': misspelled, 'unknown.yml': unknown });
    expect(code).toBe(1);
    expect(stderr).toMatch(/misspelled\.yml:\d+ .*workspace/);
    expect(stderr).toMatch(/unknown\.yml:\d+.*clickpu/);
  });

  test('and the README’s gate hands on an output that the Action has', () => {
    const { jobs }: Workflow = parse(pasted);
    const step = jobs['clickup']?.steps[0];
    expect(step?.id).toBe('clickup');
    const used = [...pasted.matchAll(/steps\.clickup\.outputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect(used).toEqual(['workspace-id']);
    expect(used.filter((name) => !(name in MANIFEST.outputs))).toEqual([]);
    expect(Object.keys(step?.with ?? {}).filter((name) => !(name in MANIFEST.inputs))).toEqual([]);
  });
});

describe('the workflows', () => {
  const uses = (name: string): (string | undefined)[] =>
    Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.map((step) => step.uses));

  test('give their jobs no more of the repository than they need', () => {
    expect(workflow('ci').permissions).toEqual({ contents: 'read' });
    expect(workflow('clickup-gate').permissions).toEqual({ contents: 'read' });
    expect(workflow('clickup-watch').permissions).toEqual({ issues: 'write' });
  });

  test('to copy use the Action by its public name, and CI uses the one of its checkout', () => {
    expect(uses('clickup-gate')).toContain('org/clickup-auth-action@v1');
    expect(uses('clickup-watch')).toContain('org/clickup-auth-action@v1');
    expect(uses('ci').filter((name) => name === './')).toHaveLength(2);
  });

  test('CI runs .ci/run, and the tests on every supported Node release and platform', () => {
    const { check, test } = workflow('ci').jobs;
    expect(check?.steps.map((step) => step.run)).toContain('.ci/run');
    const os = ['ubuntu-latest', 'macos-latest', 'windows-latest'];
    expect(test?.strategy).toMatchObject({ matrix: { node: [20, 22, 24, 26], os } });
    expect(test?.steps.at(-1)?.run).toMatch(/^node .*jest\.js$/);
  });

  test('CI hands the sandbox’s tokens to the Action by a line that works', async () => {
    const start = workflow('ci').jobs['gate']?.steps.find(({ id }) => id === 'sandbox')?.run ?? '';
    const line = start.split('\n').find((one) => one.startsWith('node -p')) ?? '';
    const [command = ''] = line.split(' >> ');
    const node = { PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}` };
    const { stdout } = await run('bash', ['-c', command], { env: node });
    expect(stdout).toBe(`valid=${SANDBOX_TOKENS.valid}\nrevoked=${SANDBOX_TOKENS.revoked}\n`);
  });
});
