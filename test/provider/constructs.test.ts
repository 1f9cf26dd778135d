// What is common to the constructs of both frameworks, as they are built: one source, and each knows its own framework.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
/** Words with the name of a framework in them that are no imports of it. */
const WORDS = /cdktf\.out|cdktfStack/g;

test('what differs between the frameworks is one small file and the front door', () => {
  const [one, other] = FRAMEWORKS.map((name) =>
    globSync('*.ts', { cwd: `provider/${name}` }).toSorted((a, b) => a.localeCompare(b)),
  );
  expect(one).toEqual(other);
  const differing = (one ?? []).filter((name) => !source('cdktf', name).startsWith('// Derived from'));
  expect(differing).toEqual(['ephemeral-check.ts', 'index.ts']);
  for (const name of differing) expect(source('cdktn', name).split('\n').length).toBeLessThan(80);
});

describe.each([
  ['cdktf', 'cdktn'],
  ['cdktn', 'cdktf'],
] as const)('the build for %s', (framework, other) => {
  const files = globSync(`dist/${framework}/**/*.{d.ts,js}`);

  test('is there', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test(`mentions ${other} in no type and requires it nowhere`, () => {
    const types = files.filter((path) => path.endsWith('.d.ts') && mentions(path).includes(other));
    expect(types).toEqual([]);
    const requiring = files.filter((path) => readFileSync(path, 'utf8').includes(`require("${other}")`));
    expect(requiring).toEqual([]);
  });

  test('can be required as CommonJS, and loads its own framework only', () => {
    const script = `
      const { ClickUpAuthGate, ClickupProvider, DataClickupAuth } = require('clickup-auth/${framework}');
      const loaded = Object.keys(require.cache).join();
      console.log(JSON.stringify([typeof ClickUpAuthGate, typeof ClickupProvider, typeof DataClickupAuth,
        /node_modules.${framework}\\b/.test(loaded), /node_modules.${other}\\b/.test(loaded)]));`;
    const printed = execFileSync(process.execPath, ['--no-warnings', '-e', script], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(['function', 'function', 'function', true, false]);
  });
});

test('an app that moves from one framework to the other keeps its configuration', () => {
  const [one, other] = FRAMEWORKS.map((framework): unknown => {
    const script = `
      const { ClickUpAuthGate } = require('clickup-auth/${framework}');
      const { DataResource, TerraformHclModule, TerraformStack, Testing } = require('${framework}');
      const stack = new TerraformStack(Testing.app(), 'stack');
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme', '9011234081'] });
      new DataResource(stack, 'app', { input: { workspaces: gate.workspaceIds, user: gate.username } });
      new TerraformHclModule(stack, 'network', { source: 'example/network/test' });
      console.log(Testing.synth(stack, true));`;
    return JSON.parse(execFileSync(process.execPath, ['--no-warnings', '-e', script], { encoding: 'utf8' }));
  });
  expect(one).toHaveProperty('ephemeral.clickup_auth.clickup');
  expect(other).toEqual(one);
});

test('the package asks for neither framework, and names the versions of both', () => {
  const { peerDependencies, peerDependenciesMeta, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const peers = [...FRAMEWORKS, 'constructs'];
  expect(Object.keys(peerDependencies)).toEqual(expect.arrayContaining(peers));
  expect(peers.map((name) => peerDependenciesMeta[name])).toEqual(peers.map(() => ({ optional: true })));
  expect(Object.keys(dependencies).filter((name) => peers.includes(name))).toEqual([]);
});

function source(framework: string, name: string): string {
  return readFileSync(join('provider', framework, name), 'utf8');
}

function mentions(path: string): string {
  return readFileSync(path, 'utf8').replace(WORDS, '');
}
