import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as library from '../../src/index.js';
import * as sandboxExports from '../../sandbox/index.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { readSnippets } from './snippets.js';

const run = promisify(execFile);
const snippets = readSnippets('docs/library.md');
const programs = snippets.filter(({ language }) => language === 'ts');

/** The library as it is, with the sandbox in ClickUp's place: what a reader would pass as `apiUrl`. */
const REHEARSAL = `
import * as library from 'clickup-auth';
export * from 'clickup-auth';
const at = (options = {}) => ({ apiUrl: process.env.CLICKUP_API_URL, ...options });
export const authenticate = (options) => library.authenticate(at(options));
export const exchangeCode = (options) => library.exchangeCode(at(options));
export const verifyToken = (token, options) => library.verifyToken(token, at(options));
export const listWorkspaces = (token, options) => library.listWorkspaces(token, at(options));
export const getWorkspacePlan = (token, id, options) => library.getWorkspacePlan(token, id, at(options));
export const getWorkspaceSeats = (token, id, options) => library.getWorkspaceSeats(token, id, at(options));
`;

let sandbox: Sandbox;
let project: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  project = mkdtempSync(join(tmpdir(), 'clickup-auth-docs-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(process.cwd(), join(project, 'node_modules', 'clickup-auth'), 'junction');
  symlinkSync(resolve('node_modules/@types'), join(project, 'node_modules', '@types'), 'junction');
  writeFileSync(join(project, 'rehearsal.mjs'), REHEARSAL);
  programs.forEach(({ text }, index) => {
    writeFileSync(join(project, `${index}.mts`), text);
    writeFileSync(
      join(project, `${index}.run.mjs`),
      stripped(text).replace("from 'clickup-auth';", "from './rehearsal.mjs';"),
    );
  });
});

afterAll(async () => {
  await sandbox.close();
  rmSync(project, { recursive: true });
});

/** The snippets annotate nothing but what a catch gets. */
function stripped(text: string): string {
  return text.replaceAll(': unknown', '');
}

test('every block is of a kind that is tested', () => {
  const kinds = snippets.map(({ language, note }) => `${language} ${note}`.trim());
  expect([...new Set(kinds)].toSorted()).toEqual(['sh offline', 'ts']);
  expect(programs.every(({ prints }) => prints !== undefined)).toBe(true);
});

test('every program type-checks under strict settings as it is pasted', async () => {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
  };
  const files = programs.map((_, index) => `${index}.mts`);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', project], { cwd: project });
  const { stdout } = await tsc.catch(({ stdout: problems }: { stdout: string }) => ({ stdout: problems }));
  expect(stdout).toBe('');
}, 60_000);

test.each(programs.map((one, index) => [one.heading, index, one.prints] as const))(
  '“%s” prints what stands below it',
  async (_, index, prints) => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    const { stdout, stderr } = await run(process.execPath, [`${index}.run.mjs`], { cwd: project, env });
    expect({ stdout, stderr }).toEqual({ stdout: prints, stderr: '' });
  },
);

test('every export is used by an example', () => {
  const all = programs.map(({ text }) => text).join('\n');
  const unused = [...Object.keys(library), ...Object.keys(sandboxExports)].filter((name) => !all.includes(name));
  expect(unused).toEqual([]);
});
