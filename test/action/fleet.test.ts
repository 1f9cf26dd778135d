// The reusable workflow for many credentials: its steps run against the sandbox, and the last one makes one summary.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { runAction } from '../../demo/runner.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';

const run = promisify(execFile);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

const WORKFLOW: {
  readonly jobs: Readonly<Record<'check' | 'summary', { readonly strategy: object; readonly steps: readonly Step[] }>>;
} = parse(readFileSync('.github/workflows/clickup-fleet.yml', 'utf8'));

let sandbox: Sandbox;
const root = mkdtempSync(join(tmpdir(), 'clickup-auth-fleet-'));
beforeAll(async () => (sandbox = await startSandbox({ rateLimit: 100_000 })));
afterAll(async () => {
  rmSync(root, { recursive: true });
  await sandbox.close();
});

type Credential = Readonly<Record<string, unknown>> & { readonly name: string; readonly secret: string };

const CREDENTIALS: readonly Credential[] = [
  { name: 'deploy', secret: 'DEPLOY', workspaces: ['Acme'], lists: ['901100000001:edit'], role: 'member' },
  { name: 'client (production)', secret: 'CLIENT', environment: 'production', workspaces: ['Acme', 'Initech'] },
  {
    name: 'reports',
    secret: 'READER',
    users: ['10000025'],
    'token-kind': 'personal',
    lists: [{ id: '901100000001', permission: 'edit' }],
    folders: ['901100000100'],
    spaces: ['90110000001'],
    workspaces: ['Acme'],
    'only-required-workspaces': true,
    'probe-workspaces': true,
  },
  { name: 'old', secret: 'OLD' },
  { name: 'never stored', secret: 'NONE' },
];

/** Evaluates the expressions of this workflow: paths, an index, `&&`, `||` and toJSON(). */
function evaluate(text: string, context: Readonly<Record<string, unknown>>): string {
  const value = (path: string): unknown => {
    return path
      .split('.')
      .reduce<unknown>((one, key) => (Object(one) === one ? Reflect.get(Object(one), key) : undefined), context);
  };
  const term = (one: string): unknown => {
    const [, argument] = /^toJSON\((.*)\)$/.exec(one) ?? [];
    if (argument !== undefined) return JSON.stringify(value(argument), undefined, 2);
    return one === 'false' ? false : value(one);
  };
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const [, list = '', index] = /^(\w+)\[(.*)\]$/.exec(expression) ?? [];
    if (index !== undefined) {
      const found = value(`${list}.${evaluate(`\${{ ${index} }}`, context)}`);
      return typeof found === 'string' ? found : '';
    }
    const alternatives = expression.split(' || ').map((one) => one.split(' && ').map(term));
    const result = alternatives.map((terms) => terms.find((one) => !one) ?? terms.at(-1)).find(Boolean) ?? '';
    return typeof result === 'string' ? result : JSON.stringify(result);
  });
}

/** Runs the steps of the job `check` for one credential. Returns the directory of its artifact. */
async function checkOne(credential: Credential, index: number, inputs: object = {}): Promise<void> {
  const { DEPLOY = sandbox.tokens.valid, CLIENT = sandbox.tokens.valid } = {};
  const secrets = { DEPLOY, CLIENT, READER: sandbox.tokens.reader, OLD: sandbox.tokens.revoked };
  const context = {
    matrix: { credential },
    secrets,
    inputs: { 'hide-names': false, 'report-issue': false, ...inputs },
  };
  const [check, write] = WORKFLOW.jobs.check.steps;
  const given = Object.entries(check?.with ?? {}).map(([name, text]) => [name, evaluate(String(text), context)]);
  const { outputs } = await runAction({
    inputs: { ...Object.fromEntries(given), 'api-url': sandbox.apiUrl, attempts: '1' },
  });
  const directory = join(root, 'results', `clickup-result-${index}`);
  mkdirSync(directory, { recursive: true });
  const env = { PATH: process.env['PATH'], RESULT: outputs['result'] };
  await run('bash', ['-c', write?.run ?? ''], { cwd: directory, env });
}

async function summarize(inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(root, 'summary-'));
  const [output, summary] = [join(directory, 'output'), join(directory, 'summary')];
  for (const file of [output, summary]) writeFileSync(file, '');
  const given = Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]);
  const env = { ...Object.fromEntries(given), GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, ...more };
  const manifest: { runs: { main: string } } = parse(readFileSync('summary/action.yml', 'utf8'));
  const { code, stdout } = await run(process.execPath, [resolve('summary', manifest.runs.main)], { env }).then(
    (result) => ({ code: 0, ...result }),
    (error: { code: number; stdout: string }) => error,
  );
  return { code, stdout, output: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

test('each credential is checked with its requirements, and one summary lists all, the failed ones first', async () => {
  await Promise.all(CREDENTIALS.map((credential, index) => checkOne(credential, index)));
  const credentials = JSON.stringify([...CREDENTIALS, { name: 'other team', secret: 'X', environment: 'missing' }]);
  const { code, stdout, summary, output } = await summarize({ results: join(root, 'results'), credentials });
  expect(code).toBe(0);
  const text = summary.replaceAll(/&#(\d+);/g, (_, point) => String.fromCharCode(Number(point)));
  expect(text).toContain('<h3>❌ 5 of 6 ClickUp credentials need attention</h3>');
  const rows = [...text.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td>/g)].map(
    ([, name, status]) => `${name}: ${status}`,
  );
  expect(rows).toEqual([
    'client (production): ❌ <code>workspace_not_authorized</code>',
    'reports: ❌ <code>permission_insufficient</code>',
    'old: ❌ <code>token_rejected</code>',
    'never stored: ❌ <code>token_missing</code>',
    'other team: ❔ <code>not checked</code>',
    'deploy: ✅ <code>ok</code>',
  ]);
  expect(text).toContain('authorized: create on List 901100000001 (Deploys)');
  expect(stdout).toContain('✅ deploy: The personal token of Ada Example is authorized');
  const failed = ['client (production)', 'reports', 'old', 'never stored', 'other team'];
  expect(output).toContain(JSON.stringify(failed));
  for (const token of Object.values(sandbox.tokens)) expect(stdout + summary + output).not.toContain(token.slice(12));
});

/** A directory with these results, by file name. */
function resultsIn(name: string, files: Readonly<Record<string, string>>): string {
  const directory = join(root, name);
  mkdirSync(directory);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  return directory;
}

const PASSED = { outcome: 'pass', status: 'ok', message: 'The token is recognized.' };
const WARNED = { outcome: 'warn', status: 'clickup_unavailable', message: 'ClickUp is unavailable.' };

test('a credential that was not checked is not reported as passed', async () => {
  const results = resultsIn('warned', {
    '1.json': JSON.stringify({ name: 'a', ...WARNED }),
    '2.json': JSON.stringify({ name: 'b', ...PASSED }),
    '3.json': JSON.stringify({ name: 'c', ...WARNED, outcome: 'skip', status: 'token_missing' }),
  });
  const { summary, output } = await summarize({ results });
  expect(summary).toContain('<h3>⚠️ 2 of 3 ClickUp credentials were not checked</h3>');
  expect(output).toContain('["a","c"]');
});

test('two entries of one name need two results, and a warning says that they share an issue', async () => {
  const results = resultsIn('twice', { '1.json': JSON.stringify({ name: 'a', ...PASSED }) });
  const { summary, stdout } = await summarize({ results, credentials: '[{"name":"a","secret":"X"},{"name":"a"}]' });
  expect(summary).toContain('<h3>❌ 1 of 2 ClickUp credentials needs attention</h3>');
  expect(stdout).toMatch(/^::warning title=Name of a credential is not unique::Several credentials have the name a,/m);
});

test.each([' deploy ', 'x'.repeat(100), 'a\nb', '##[x]', 'a\u202eb'])(
  'the name %j is found under its cleaned form',
  async (name) => {
    const { outputs } = await runAction({ inputs: { token: sandbox.tokens.valid, 'api-url': sandbox.apiUrl, name } });
    const results = mkdtempSync(join(root, 'cleaned-'));
    writeFileSync(join(results, '1.json'), `\uFEFF${outputs['result']}`);
    const { summary } = await summarize({ results, credentials: JSON.stringify([{ name, secret: 'X' }]) });
    expect(summary).toContain('<h3>✅ 1 ClickUp credential passed</h3>');
  },
);

test('the output `result` fits into an environment variable, also with 1,500 Lists', async () => {
  const lists = Array.from({ length: 1500 }, (_, index) => String(700_000_000_000 + index)).join('\n');
  const { outputs } = await runAction({ inputs: { token: sandbox.tokens.valid, 'api-url': sandbox.apiUrl, lists } });
  expect(outputs['status']).toBe('resource_inaccessible');
  expect(Buffer.byteLength(outputs['result'] ?? '')).toBeLessThan(60_000);
});

test('files that cannot be read or written are warnings', async () => {
  const results = resultsIn('odd', {
    '1.json': JSON.stringify({ name: 'a', ...PASSED }),
    '2.json': '{"outcome":"pass","status":"token_rejected"}',
  });
  mkdirSync(join(results, '3.json'));
  const odd = await summarize({ results });
  execFileSync('mkfifo', [join(results, '4.json')]);
  expect([odd.code, odd.summary.match(/❔/g)?.length]).toEqual([0, 1]);
  expect((await summarize({ results })).summary).toBe(odd.summary);
  const file = await summarize({ results: join(results, '1.json') });
  expect([file.code, file.stdout.includes('cannot be read (ENOTDIR)')]).toEqual([0, true]);
  const unwritable = await summarize({ results }, { GITHUB_STEP_SUMMARY: results, GITHUB_OUTPUT: results });
  expect(unwritable.code).toBe(0);
  expect(unwritable.stdout.match(/^::warning title=Summary is incomplete::/gm)).toHaveLength(2);
});

test('a token in a name or in a result is never printed, and a missing summary file is not created', async () => {
  const token = sandbox.tokens.valid;
  const results = resultsIn('tokens', { '1.json': JSON.stringify({ name: token, ...PASSED }) });
  const summary = join(root, 'none');
  const one = await summarize({ results }, { GITHUB_STEP_SUMMARY: summary });
  expect(one.stdout).toContain('Summary is incomplete');
  expect(existsSync(summary)).toBe(false);
  const two = await summarize({ results, credentials: JSON.stringify([{ name: token, secret: 'X' }]) });
  expect([two.code, two.stdout.includes('::error title=credentials is invalid::')]).toEqual([1, true]);
  expect(one.stdout + one.output + two.stdout + two.summary).not.toContain(token.slice(12));
});

test('a summary without a result or a directory is not an error', async () => {
  const { code, summary } = await summarize({ results: join(root, 'none') });
  expect([code, summary]).toEqual([0, '<h3>⚠️ No ClickUp credential was checked</h3>\n']);
});

test('all credentials passed', async () => {
  const directory = join(root, 'passed');
  mkdirSync(directory);
  const result = { name: 'a', outcome: 'pass', status: 'ok', message: 'The token works.' };
  writeFileSync(join(directory, 'a.json'), JSON.stringify(result));
  const { summary, output } = await summarize({ results: directory });
  expect(summary).toContain('<h3>✅ 1 ClickUp credential passed</h3>');
  expect(output).toContain('[]');
});

test('files with other content are listed, escaped and not believed', async () => {
  const directory = join(root, 'hostile');
  mkdirSync(directory);
  const result = {
    name: '<img src=x>@team',
    outcome: 'fail',
    status: '`x`',
    message: '\n::error::a <b> #1',
    remedy: '|',
  };
  writeFileSync(join(directory, '1.json'), JSON.stringify(result));
  writeFileSync(join(directory, '2.json'), '{"name": "x", "outcome": "fine"');
  writeFileSync(join(directory, '3.json'), '[]');
  const { code, summary, stdout } = await summarize({ results: directory });
  expect(code).toBe(0);
  expect(summary).toContain('❌ 3 of 3 ClickUp credentials need attention');
  expect(summary).not.toMatch(/<img|<b>|@team|(?<!&)#1/);
  expect(stdout).not.toMatch(/^::/m);
});

test.each(['{', '{}', '[1]', '[{"secret": "X"}]'])('the credentials %s are invalid', async (credentials) => {
  const { code, stdout } = await summarize({ results: root, credentials });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error title=credentials is invalid::Expected a JSON array of objects with `name`/m);
});

test('a fleet of 1,000 credentials has one table of at most 500 rows below the limit of GitHub', async () => {
  const directory = join(root, 'many');
  mkdirSync(directory);
  for (let index = 0; index < 1000; index += 1) {
    const result = {
      name: `c${index}`,
      outcome: 'fail',
      status: 'token_rejected',
      message: 'x'.repeat(2000),
      remedy: 'y',
    };
    writeFileSync(join(directory, `${index}.json`), JSON.stringify(result));
  }
  const { summary } = await summarize({ results: directory });
  expect(summary.match(/<tr><td>/g)).toHaveLength(500);
  expect(summary).toContain('<p>and 500 more</p>');
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
});
