import { execFile } from 'node:child_process';
import {
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
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '../sandbox/index.js';
import { TYPESCRIPT_NODE } from './tools.js';

const README = readFileSync('README.md', 'utf8');
const run = promisify(execFile);

/** The fenced blocks of a language. */
function blocks(language: string, text = README): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);
}

/** The text of a section. */
function section(heading: string): string {
  return README.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
}

describe('the commands of the README', () => {
  const [first = ''] = blocks('sh');

  test('start with two lines: the demo and the tests', () => {
    expect(first.replaceAll(/ *#.*$/gm, '')).toBe('npm ci && npm start\nnpm ci && npm test\n');
  });

  test('include the test command that CI runs', () => {
    expect(readFileSync('.ci/run', 'utf8').split('\n')).toContain('npm ci && npm test');
  });

  test('of checks run every check once', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(scripts['check']).toBe('npm test && npm run check:rest');
    expect(readFileSync('.ci/run', 'utf8').split('\n')).toContain('npm run check:rest');
    const listed = [...readFileSync('scripts/check-rest.mts', 'utf8').matchAll(/\['((?:check|test):\w+)'/g)];
    const checks = Object.keys(scripts).filter((name) => name.startsWith('check:') && name !== 'check:rest');
    expect(listed.map(([, name = '']) => name).toSorted()).toEqual([...checks, 'test:nodes', 'test:nodes'].toSorted());
  });

  test('exist in package.json', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    const texts = [README, readFileSync('docs/sandbox.md', 'utf8'), readFileSync('CONTRIBUTING.md', 'utf8')].join('\n');
    const named = [...texts.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(([, name = '']) => name);
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'sandbox', 'check', 'generate', 'bench']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the program of the README', () => {
  const [program = ''] = blocks('ts', section('Library'));
  const [, sandboxImport = ''] =
    /`(import \{ startSandbox \}[^`]*)`/.exec(readFileSync('docs/sandbox.md', 'utf8')) ?? [];
  const project = mkdtempSync(join(tmpdir(), 'clickup-auth-readme-'));
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    // A project in which only the package is installed.
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(process.cwd(), join(project, 'node_modules', 'clickup-auth'), 'junction');
    symlinkSync(resolve('node_modules/@types'), join(project, 'node_modules', '@types'), 'junction');
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2022',
      types: ['node'],
      noEmit: true,
      skipLibCheck: true,
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
    writeFileSync(join(project, 'unchanged.mts'), program);
    // The same with the API URL of the sandbox.
    const withSandbox = program.replace('authenticate({', `authenticate({ apiUrl: '${sandbox.apiUrl}',`);
    writeFileSync(join(project, 'with-sandbox.mts'), withSandbox);
    const lines = [
      sandboxImport,
      'const { url, close } = await startSandbox();',
      'console.log(url);',
      'await close();',
    ];
    writeFileSync(join(project, 'sandbox.mts'), lines.join('\n'));
  });

  afterAll(async () => {
    await sandbox.close();
    rmSync(project, { recursive: true });
  });

  function start(file: string, token = ''): Promise<{ stdout: string; stderr: string }> {
    const args = ['--disable-warning=ExperimentalWarning', file];
    return run(TYPESCRIPT_NODE, args, { cwd: project, env: { CLICKUP_API_TOKEN: token } });
  }

  test('type-checks with strict settings, unchanged', async () => {
    const tsc = run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', project], { cwd: project });
    const { stdout } = await tsc.catch(({ stdout: problems }: { stdout: string }) => ({ stdout: problems }));
    expect(stdout).toBe('');
  });

  test('prints the user and the Workspace ID', async () => {
    const { stdout, stderr } = await start('with-sandbox.mts', sandbox.tokens.valid);
    expect({ stdout, stderr }).toEqual({ stdout: 'Ada Example 9011234080\n', stderr: '' });
  });

  test.each([
    ['a revoked token', () => sandbox.tokens.revoked, 'token_rejected Create a new token'],
    ['no token', () => '', 'token_missing '],
  ])('prints reason and remedy for %s', async (_, token, words) => {
    const { stdout, stderr } = await start('with-sandbox.mts', token());
    expect(stdout).toBe('');
    expect(stderr.slice(0, words.length)).toBe(words);
  });

  test('starts the sandbox with the documented import', async () => {
    const { stdout, stderr } = await start('sandbox.mts');
    expect({ stdout, stderr }).toEqual({ stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\n$/), stderr: '' });
  });
});

test('the table of failure reasons has one row per reason', () => {
  const union = readFileSync('src/failure.ts', 'utf8').matchAll(/readonly reason: '(\w+)'/g);
  const reasons = [...union].map(([, name = '']) => name);
  const rows = [...section('Failure reasons').matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|$/gm)];
  expect(reasons.length).toBeGreaterThan(10);
  expect(rows.map(([, name = '']) => name).toSorted()).toEqual(reasons.toSorted());
  expect(rows.filter(([, , meaning = '', remedy = '']) => meaning.length < 10 || remedy.length < 10)).toEqual([]);
});

describe('links in the documentation', () => {
  const top = readdirSync('.').filter((name) => name.endsWith('.md'));
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const pages = [...top, ...docs.map((name) => join('docs', name))];

  test.each(pages)('of %s lead to files and headings that exist', (page) => {
    const text = readFileSync(page, 'utf8');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = targets
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [path = '', heading] = target.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        return !existsSync(file) || (heading !== undefined && !headings(file).includes(heading));
      });
    expect(broken).toEqual([]);
  });

  test('are checked in every page', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', join('docs', 'architecture.md')]),
    );
    expect(README.match(/\]\((?!https?:)[^)]+\)/g)?.length).toBeGreaterThan(5);
  });
});

/** The anchors that GitHub creates for the headings of a page. */
function headings(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  const lines = [...text.matchAll(/^#+ (.+)$/gm)].map(([, line = '']) =>
    line
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...anchors, ...lines];
}
