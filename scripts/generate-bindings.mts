// Generates provider/cdktf/generated and provider/cdktn/generated: the classes of the provider, from the schema that it
// prints under a real terraform. With --check it generates elsewhere and compares. Needs terraform on PATH, and
// `npm run build:provider` before it.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const MIRROR = 'dist/provider';
const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
// They are made for a user's own compiler settings, which are looser than these.
const HEADER = '// @ts-nocheck\n';

const check = process.argv.includes('--check');
const scratch = mkdtempSync(join(tmpdir(), 'bindings-'));
// The generators ask terraform for its version as soon as they are loaded.
Object.assign(process.env, terraformEnv());
try {
  const schema = printedSchema();
  for (const framework of FRAMEWORKS) {
    const committed = `provider/${framework}/generated`;
    const fresh = await generate(framework, schema);
    if (check) compare(committed, fresh);
    else replace(committed, fresh);
  }
} finally {
  rmSync(scratch, { recursive: true });
}

function terraformEnv(): Record<string, string> {
  const path = resolve(MIRROR);
  if (!existsSync(path)) throw new Error(`${MIRROR} does not exist. Run \`npm run build:provider\` first.`);
  const file = join(scratch, 'terraform.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1' };
}

/**
 * What `terraform providers schema -json` prints, and the version that it was asked of: the CLIs deploy no provider
 * without one, so a stack takes the provider of the same version as this package.
 */
function printedSchema(): object {
  const required = { terraform: { required_providers: { clickup: { source: 'clickup-auth/clickup' } } } };
  writeFileSync(join(scratch, 'main.tf.json'), JSON.stringify(required));
  const terraform = (...args: string[]): string => execFileSync('terraform', args, { cwd: scratch, encoding: 'utf8' });
  terraform('init', '-input=false', '-no-color');
  const { provider_selections }: { provider_selections: object } = JSON.parse(terraform('version', '-json'));
  const schema: object = JSON.parse(terraform('providers', 'schema', '-json'));
  return { ...schema, provider_versions: provider_selections };
}

/** The sources by their path, as `data-clickup-auth/index.ts`. */
async function generate(framework: (typeof FRAMEWORKS)[number], schema: object): Promise<Map<string, string>> {
  const { TerraformProviderGenerator, CodeMaker } = await import(`@${framework}/provider-generator`);
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  generator.generateAll();
  const folder = join(scratch, framework);
  await generator.save(folder);
  const root = join(folder, 'providers', 'clickup');
  // One folder a class: the indexes of the generator name namespaces, and provider/*/index.ts names the classes.
  return new Map(globSync('*/index.ts', { cwd: root }).map((path) => [path, HEADER + read(join(root, path))]));
}

function compare(committed: string, fresh: ReadonlyMap<string, string>): void {
  const there = existsSync(committed) ? globSync('**/*.ts', { cwd: committed }) : [];
  const stale = [...new Set([...fresh.keys(), ...there])].filter(
    (path) => !there.includes(path) || fresh.get(path) !== read(join(committed, path)),
  );
  if (stale.length === 0) return;
  console.error(`${committed} is stale (${stale.join(', ')}). Run \`npm run generate\` and commit it.`);
  process.exitCode = 1;
}

function replace(committed: string, fresh: ReadonlyMap<string, string>): void {
  rmSync(committed, { recursive: true, force: true });
  for (const [path, text] of fresh) {
    mkdirSync(dirname(join(committed, path)), { recursive: true });
    writeFileSync(join(committed, path), text);
  }
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
