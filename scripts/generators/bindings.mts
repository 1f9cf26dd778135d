// Generates provider/cdktf/generated and provider/cdktn/generated, the classes of the provider, from the schema that
// Terraform prints. Requires terraform on PATH and the provider that `npm run build:provider` built.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Generator } from './generator.mts';

const MIRROR = 'dist/provider';
const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
// The generators write code for compiler settings that are less strict than those of this repository.
const HEADER = '// @ts-nocheck\n';

export const bindings: Generator = {
  name: 'Provider bindings',
  owns: FRAMEWORKS.map((framework) => `provider/${framework}/generated/**/*.ts`),
  generate: async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'bindings-'));
    // The frameworks' generators run `terraform version` when they are imported.
    Object.assign(process.env, terraformEnv(scratch));
    try {
      const schema = printSchema(scratch);
      const files = new Map<string, string>();
      for (const framework of FRAMEWORKS) {
        for (const [path, text] of await generateFor(framework, schema, scratch)) files.set(path, text);
      }
      return files;
    } finally {
      rmSync(scratch, { recursive: true });
    }
  },
};

function terraformEnv(scratch: string): Record<string, string> {
  const path = resolve(MIRROR);
  if (!existsSync(path)) throw new Error(`${MIRROR} does not exist. Run \`npm run build:provider\` first.`);
  const file = join(scratch, 'terraform.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1' };
}

/**
 * Returns the output of `terraform providers schema -json` with the version of the provider. The CLIs of the frameworks
 * require a version to deploy a provider, so a stack uses the provider of the same version as this package.
 */
function printSchema(scratch: string): object {
  const required = { terraform: { required_providers: { clickup: { source: 'clickup-auth/clickup' } } } };
  writeFileSync(join(scratch, 'main.tf.json'), JSON.stringify(required));
  const terraform = (...args: string[]): string => execFileSync('terraform', args, { cwd: scratch, encoding: 'utf8' });
  terraform('init', '-input=false', '-no-color');
  const { provider_selections }: { provider_selections: object } = JSON.parse(terraform('version', '-json'));
  const schema: object = JSON.parse(terraform('providers', 'schema', '-json'));
  return { ...schema, provider_versions: provider_selections };
}

async function generateFor(
  framework: (typeof FRAMEWORKS)[number],
  schema: object,
  scratch: string,
): Promise<[string, string][]> {
  const { TerraformProviderGenerator, CodeMaker } = await import(`@${framework}/provider-generator`);
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  generator.generateAll();
  const folder = join(scratch, framework);
  await generator.save(folder);
  const root = join(folder, 'providers', 'clickup');
  // One directory per class. The generated indexes export namespaces; provider/cdktf/index.ts exports the classes.
  return globSync('*/index.ts', { cwd: root }).map((path) => [
    `provider/${framework}/generated/${path.replaceAll('\\', '/')}`,
    // A nested attribute is no block: Terraform accepts `lists = [{ … }]` and rejects `lists { … }`.
    HEADER + readFileSync(join(root, path), 'utf8').replaceAll('isBlock: true', 'isBlock: false'),
  ]);
}
