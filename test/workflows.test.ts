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
  test('runs the committed bundle on Node 24, and has branding for the marketplace', () => {
    expect(MANIFEST.runs).toEqual({ using: 'node24', main: 'action/dist/index.js' });
    expect(existsSync(MANIFEST.runs.main)).toBe(true);
    expect(MANIFEST.branding).toEqual({ icon: 'shield', color: 'purple' });
    expect(MANIFEST.description).toMatch(/^\w.{20,124}\.$/);
  });

  test('describes every input and output, and requires no input', () => {
    const all = [...Object.entries(MANIFEST.inputs), ...Object.entries(MANIFEST.outputs)];
    expect(all).toHaveLength(35);
    expect(all.filter(([, { description }]) => !/^[A-Z`].{14,}\.$/.test(description))).toEqual([]);
    expect(Object.values(MANIFEST.inputs).filter(({ required }) => required)).toEqual([]);
  });

  test('declares the same defaults that the Action uses for empty inputs', () => {
    const read = (text: (name: string) => string) => {
      const inputs = readInputs(coreThatReads(text), {});
      // The defaults of the library, which applies them to options that are not set.
      const options = { ...inputs.request.options };
      options.timeoutMs ??= 60_000;
      options.attempts ??= 4;
      return { ...inputs, request: { ...inputs.request, options } };
    };
    // Expressions, which only a runner evaluates.
    const expressions = ['github-token', 'matrix'];
    const fromManifest = read((name) => (expressions.includes(name) ? '' : (MANIFEST.inputs[name]?.default ?? '')));
    expect(fromManifest).toEqual(read(() => ''));
    expect(fromManifest).toEqual({
      credential: { label: '', key: ['job', '', '', '', ''] },
      workspaces: [],
      requirements: {
        users: [],
        tokenKind: undefined,
        role: undefined,
        onlyRequiredWorkspaces: false,
        probeWorkspaces: false,
        lists: [],
        folders: [],
        spaces: [],
      },
      request: {
        options: { apiUrl: undefined, timeoutMs: 60_000, attempts: 4 },
        names: { apiUrl: 'api-url', timeoutMs: 'timeout-seconds', attempts: 'attempts' },
      },
      onMissingToken: 'fail',
      onUnavailable: 'fail',
      hideNames: false,
      summary: true,
      reportIssue: false,
      githubToken: '',
    });
    expect(expressions.map((name) => MANIFEST.inputs[name]?.default)).toEqual([
      '${{ github.token }}',
      '${{ toJSON(matrix) }}',
    ]);
    // Read by readToken(): the input is not set.
    expect(MANIFEST.inputs['token']?.default).toBe('env:CLICKUP_API_TOKEN');
  });

  test('declares exactly the inputs that the Action reads', () => {
    // readInputs() does not read the token.
    const read = ['token'];
    const getInput = (name: string): string => {
      read.push(name);
      return '';
    };
    readInputs(coreThatReads(getInput), {});
    expect(read.toSorted()).toEqual(Object.keys(MANIFEST.inputs).toSorted());
  });

  test('declares exactly the outputs that a passed check sets', async () => {
    const sandbox = await startSandbox();
    const inputs = { token: sandbox.tokens.valid, 'api-url': sandbox.apiUrl, workspaces: 'Acme' };
    const { outputs } = await runAction({ inputs });
    await sandbox.close();
    expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(MANIFEST.outputs).toSorted());
  });
});

/** A toolkit that only reads inputs. Any other call fails the test. */
function coreThatReads(getInput: (name: string) => string): Parameters<typeof readInputs>[0] {
  return Object.assign(Object.create(null), { getInput });
}

describe('npm run check:workflows', () => {
  const root = mkdtempSync(join(tmpdir(), 'clickup-auth-workflows-'));
  const SCRIPT = resolve('scripts/check-workflows.mts');

  afterAll(() => rmSync(root, { recursive: true }));

  /** Runs the script on these workflows, in a directory with this repository's action.yml. */
  async function check(
    files: Readonly<Record<string, string>>,
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const directory = mkdtempSync(join(root, 'project-'));
    const workflows = join(directory, '.github', 'workflows');
    mkdirSync(workflows, { recursive: true });
    copyFileSync('action.yml', join(directory, 'action.yml'));
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workflows, name), text);
    const checked = run(TYPESCRIPT_NODE, ['--disable-warning=ExperimentalWarning', SCRIPT], { cwd: directory });
    return checked.then(
      (result) => ({ code: 0, ...result }),
      (result: { code: number; stdout: string; stderr: string }) => result,
    );
  }

  const [, pasted = ''] = /^```yaml\n([^]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  // The README omits the trigger, which depends on the user's pipeline.
  const snippet = `on: push\n${pasted}`;

  test('passes for the snippet of the README and every workflow of this repository', async () => {
    const workflows = readdirSync('.github/workflows').map((name) => [
      name,
      readFileSync(`.github/workflows/${name}`, 'utf8'),
    ]);
    const { code, stdout, stderr } = await check({ ...Object.fromEntries(workflows), 'readme.yml': snippet });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${workflows.length + 1} workflows and action.yml checked, 0 problems\n`,
      stderr: '',
    });
  });

  test('fails with file and line for a misspelled input and an unknown output', async () => {
    const misspelled = snippet.replace('workspaces: Acme', 'workspace: Acme');
    const unknown = snippet.replace('needs.clickup.outputs', 'needs.clickpu.outputs');
    const { code, stderr } = await check({ 'misspelled.yml': misspelled, 'unknown.yml': unknown });
    expect(code).toBe(1);
    expect(stderr).toMatch(/misspelled\.yml:\d+ .*workspace/);
    expect(stderr).toMatch(/unknown\.yml:\d+.*clickpu/);
  });

  test('the snippet of the README uses inputs and outputs that the Action has', () => {
    const { jobs }: Workflow = parse(pasted);
    const step = jobs['clickup']?.steps[0];
    expect(step?.id).toBe('clickup');
    const used = [...pasted.matchAll(/steps\.clickup\.outputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect(used).toEqual(['workspace-id']);
    expect(used.filter((name) => !(name in MANIFEST.outputs))).toEqual([]);
    expect(Object.keys(step?.with ?? {}).filter((name) => !(name in MANIFEST.inputs))).toEqual([]);
  });
});

describe('supply chain', () => {
  test('S18: every workflow pins the actions of others by commit, with the version in a comment', () => {
    const lines = readdirSync('.github/workflows')
      .flatMap((name) => readFileSync(`.github/workflows/${name}`, 'utf8').split('\n'))
      .filter(
        (line) => /^\s*(- )?uses:/.test(line) && !/uses: (\.\/|org\/clickup-auth-action(\/summary)?@v1)$/.test(line),
      );
    expect(lines.length).toBeGreaterThan(9);
    expect(lines.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('S18: install scripts are allowed by name and version, for exactly the packages that have one', () => {
    const { allowScripts }: { allowScripts: Record<string, boolean> } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    );
    const { packages }: { packages: Record<string, { version: string; hasInstallScript?: true; optional?: true }> } =
      JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const withScript = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.filter((name) => !withScript.includes(name))).toEqual([]);
    const denied = Object.keys(allowScripts).filter((name) => !allowScripts[name]);
    const unlisted = withScript.filter((one) => !allowed.includes(one) && !denied.includes(one.replace(/@[^@]+$/, '')));
    expect(unlisted).toEqual([]);
  });
});

describe('workflows', () => {
  const uses = (name: string): (string | undefined)[] =>
    Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.map((step) => step.uses));

  test('request minimal permissions', () => {
    expect(workflow('ci').permissions).toEqual({ contents: 'read' });
    expect(workflow('clickup-gate').permissions).toEqual({ contents: 'read' });
    expect(workflow('clickup-watch').permissions).toEqual({ issues: 'write' });
  });

  test('use the Action by its public name in the templates, and from the checkout in CI', () => {
    expect(uses('clickup-gate')).toContain('org/clickup-auth-action@v1');
    expect(uses('clickup-watch')).toContain('org/clickup-auth-action@v1');
    expect(uses('ci').filter((name) => name === './')).toHaveLength(2);
  });

  test('run .ci/run in CI, and the tests on every supported Node release and platform', () => {
    const { check, test } = workflow('ci').jobs;
    expect(check?.steps.map((step) => step.run)).toContain('.ci/run');
    const os = ['ubuntu-latest', 'macos-latest', 'windows-latest'];
    expect(test?.strategy).toMatchObject({ matrix: { node: [20, 22, 24, 26], os } });
    expect(test?.steps.at(-1)?.run).toMatch(/^node .*jest\.js$/);
  });

  test('pass the tokens of the sandbox to the Action in CI', async () => {
    const start = workflow('ci').jobs['gate']?.steps.find(({ id }) => id === 'sandbox')?.run ?? '';
    const line = start.split('\n').find((one) => one.startsWith('node -p')) ?? '';
    const [command = ''] = line.split(' >> ');
    const node = { PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}` };
    const { stdout } = await run('bash', ['-c', command], { env: node });
    expect(stdout).toBe(`valid=${SANDBOX_TOKENS.valid}\nrevoked=${SANDBOX_TOKENS.revoked}\n`);
  });
});
