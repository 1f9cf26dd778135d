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

/** The library, with the sandbox as the default of `apiUrl`. */
const LIBRARY_WITH_SANDBOX = `
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
  writeFileSync(join(project, 'library.mjs'), LIBRARY_WITH_SANDBOX);
  programs.forEach(({ text }, index) => {
    writeFileSync(join(project, `${index}.mts`), text);
    writeFileSync(
      join(project, `${index}.run.mjs`),
      stripTypes(text).replace("from 'clickup-auth';", "from './library.mjs';"),
    );
  });
});

afterAll(async () => {
  await sandbox.close();
  rmSync(project, { recursive: true });
});

/** Removes the only type annotation that the snippets use. */
function stripTypes(text: string): string {
  return text.replaceAll(': unknown', '');
}

test('every code block has a tested language', () => {
  const kinds = snippets.map(({ language, note }) => `${language} ${note}`.trim());
  expect([...new Set(kinds)].toSorted()).toEqual(['sh offline', 'ts']);
  expect(programs.every(({ prints }) => prints !== undefined)).toBe(true);
});

test('every program type-checks under strict settings', async () => {
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
  'the program under "%s" prints the documented output',
  async (_, index, prints) => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    const { stdout, stderr } = await run(process.execPath, [`${index}.run.mjs`], { cwd: project, env });
    expect({ stdout, stderr }).toEqual({ stdout: prints, stderr: '' });
  },
);

test('the examples use every export', () => {
  const all = programs.map(({ text }) => text).join('\n');
  const unused = [...Object.keys(library), ...Object.keys(sandboxExports)].filter((name) => !all.includes(name));
  expect(unused).toEqual([]);
});
