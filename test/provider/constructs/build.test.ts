// The builds of the constructs for both frameworks: they come from one source, and each uses only its own framework.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
/** Names that contain the name of a framework without referring to the package. */
const NAMES = /cdktf\.out|cdktfStack/g;

test('only the HCL of the check and the additional exports are written by hand for CDK Terrain', () => {
  const files = globSync('provider/cdktn/*.ts').map((path) => basename(path));
  expect(files.toSorted()).toEqual(['additional-exports.ts', 'ephemeral-hcl.ts']);
  for (const name of files) expect(read('provider/cdktn', name).split('\n').length).toBeLessThan(20);
});

test('both builds have the same files, except for generated bindings', () => {
  const [forCdktf, forCdktn] = FRAMEWORKS.map((name) => globSync('*.{d.ts,js}', { cwd: `dist/${name}` }).toSorted());
  expect(forCdktf?.length).toBeGreaterThan(15);
  expect(forCdktn).toEqual(forCdktf);
});

describe.each([
  ['cdktf', 'cdktn'],
  ['cdktn', 'cdktf'],
] as const)('the build for %s', (framework, other) => {
  const files = globSync(`dist/${framework}/**/*.{d.ts,js}`);

  test('exists', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test(`does not mention ${other} in a type and does not require it`, () => {
    const types = files.filter((path) => path.endsWith('.d.ts') && mentions(path).includes(other));
    expect(types).toEqual([]);
    const requiring = files.filter((path) => readFileSync(path, 'utf8').includes(`require("${other}")`));
    expect(requiring).toEqual([]);
  });

  test('can be required as CommonJS and loads only its own framework', () => {
    const script = `
      const { ClickUpAuthGate, ClickupProvider, DataClickupAuth } = require('clickup-auth/${framework}');
      const loaded = Object.keys(require.cache).join();
      console.log(JSON.stringify([typeof ClickUpAuthGate, typeof ClickupProvider, typeof DataClickupAuth,
        /node_modules.${framework}\\b/.test(loaded), /node_modules.${other}\\b/.test(loaded)]));`;
    const printed = execFileSync(process.execPath, ['--no-warnings', '-e', script], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(['function', 'function', 'function', true, false]);
  });
});

test('synth writes the same configuration after an app changes from one framework to the other', () => {
  const [forCdktf, forCdktn] = FRAMEWORKS.map((framework): unknown => {
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
  expect(forCdktf).toHaveProperty('ephemeral.clickup_auth.clickup');
  expect(forCdktn).toEqual(forCdktf);
});

test('the package requires neither framework and declares the versions of both as optional peers', () => {
  const { peerDependencies, peerDependenciesMeta, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const peers = [...FRAMEWORKS, 'constructs'];
  expect(Object.keys(peerDependencies)).toEqual(expect.arrayContaining(peers));
  expect(peers.map((name) => peerDependenciesMeta[name])).toEqual(peers.map(() => ({ optional: true })));
  expect(Object.keys(dependencies).filter((name) => peers.includes(name))).toEqual([]);
});

function read(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

function mentions(path: string): string {
  return read(path).replace(NAMES, '');
}
