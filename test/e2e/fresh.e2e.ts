// A project in which only one of the frameworks is installed.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FRAMEWORKS, install, PREPARED, readJson, run, temporaryFolder } from './app.js';

const VERSIONS = { cdktf: 'cdktf@0.21.0', cdktn: 'cdktn@0.24.0' } as const;
const OTHER = { cdktf: 'cdktn', cdktn: 'cdktf' } as const;

/** The compilers of a project. TypeScript 6 no longer supports node10. */
const COMPILERS = [
  [
    'node10',
    join(PREPARED.clis, 'node_modules/typescript/bin/tsc'),
    { module: 'commonjs', moduleResolution: 'node10' },
  ],
  ['nodenext', join(PREPARED.clis, 'node_modules/typescript/bin/tsc'), { module: 'nodenext' }],
  ['nodenext, TypeScript 6', resolve('node_modules/typescript/bin/tsc'), { module: 'nodenext' }],
] as const;

describe.each(FRAMEWORKS)('a fresh project with only %s', (framework) => {
  const folder = join(temporaryFolder(), 'fresh');

  beforeAll(() => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fresh', private: true }));
    install(folder, PREPARED.tarball, VERSIONS[framework], 'constructs@10.7.2', '@types/node@24');
    writeFileSync(
      join(folder, 'main.ts'),
      `import { ClickUpAuthGate, ClickupProvider, DataClickupWorkspace, type ClickUpAuthGateProps } from 'clickup-auth/${framework}';
import { App, DataResource, TerraformStack } from '${framework}';

const app = new App({ outdir: process.argv[2] ?? 'out' });
const stack = new TerraformStack(app, 'fresh');
const provider: ClickupProvider = new ClickupProvider(stack, 'provider', {});
const props: ClickUpAuthGateProps = { provider, workspaces: ['Acme'], exclude: [], atApply: true };
const gate = new ClickUpAuthGate(stack, 'clickup', props);
const acme: string = gate.workspaceId('Acme');
const all: string[] = gate.workspaceIds;
new DataClickupWorkspace(stack, 'one', { name: 'Acme', provider: gate.provider, dependsOn: [gate] });
new DataResource(stack, 'app', { input: { acme, all, user: gate.userId, kind: gate.dataSource.tokenKind } });
app.synth();
`,
    );
  });

  test('does not contain the other framework', () => {
    expect(existsSync(join(folder, 'node_modules', framework))).toBe(true);
    expect(existsSync(join(folder, 'node_modules', OTHER[framework]))).toBe(false);
  });

  test.each(COMPILERS)(
    'type-checks with %s, including declarations of libraries, and runs',
    async (name, compiler, options) => {
      const outDir = join(folder, name.replaceAll(/\W+/g, '-'));
      const compilerOptions = {
        ...options,
        target: 'es2022',
        strict: true,
        skipLibCheck: false,
        types: ['node'],
        outDir,
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
      const env = { PATH: process.env['PATH'] ?? '' };
      expect(await run(process.execPath, [compiler], folder, env)).toEqual({ code: 0, text: ' ' });
      for (const node of [PREPARED.node20, process.execPath]) {
        const written = join(outDir, 'written');
        expect(await run(node, [join(outDir, 'main.js'), written], folder, env)).toMatchObject({ code: 0 });
        expect(readJson(written, 'stacks/fresh/cdk.tf.json')).toMatchObject({
          resource: {
            terraform_data: { app: { depends_on: ['data.clickup_auth.clickup', 'ephemeral.clickup_auth.clickup'] } },
          },
        });
      }
    },
  );
});
