import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { TYPESCRIPT_NODE } from './tools.js';

// The rules are in .dependency-cruiser.cjs.
const DIRECTORIES = ['src', 'action', 'cli', 'provider', 'sandbox', 'demo', 'test', 'bench'].filter(existsSync);

interface Report {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { readonly rule: { name: string }; from: string; to: string }[] };
}

function cruise(): Report {
  // dependency-cruiser does not run on Node 20.
  const cli = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
  const options = [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...DIRECTORIES];
  return JSON.parse(execFileSync(TYPESCRIPT_NODE, options, { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

function sources(): string[] {
  return DIRECTORIES.flatMap((directory) => readdirSync(directory, { recursive: true, withFileTypes: true }))
    .map((one) => `${one.parentPath}/${one.name}`)
    .filter((path) => /\.m?ts$/.test(path) && !path.includes('/dist/') && !path.includes('/fixtures/'))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

const report = cruise();

test('dependency-cruiser reads every module', () => {
  const seen = new Set(report.modules.map(({ source }) => source));
  expect(sources().filter((path) => !seen.has(path))).toEqual([]);
  expect(sources().length).toBeGreaterThan(50);
});

test('no module breaks an import rule', () => {
  expect(report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

test('only a main.ts reads the environment or the arguments, or exits', () => {
  const product = sources().filter((path) => !/^(test|bench)\/|main\.ts$/.test(path));
  const offenders = product.filter((path) => /\bprocess\.(env|argv|exit\b|exitCode)/.test(stripComments(path)));
  expect(offenders).toEqual([]);
});

test('no product file is longer than 200 lines', () => {
  const product = sources().filter((path) => !/^(test|bench)\//.test(path) && !path.includes('/generated/'));
  const long = product.filter((path) => readFileSync(path, 'utf8').split('\n').length > 201);
  expect(long).toEqual([]);
});

function stripComments(path: string): string {
  return readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
