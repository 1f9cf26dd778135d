// Runs every example, and validates every configuration in README.md and docs/terraform.md.
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder, MIRROR, openFolder, type Environment, type Folder } from './harness.js';
import { REQUIRED_PROVIDERS } from './hcl.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

afterEach(() => {
  sandbox.restore('valid');
});

afterAll(async () => {
  await sandbox.close();
});

/** Copies an example and runs `init` as its README says: from the mirror, without a CLI configuration. */
async function copyExample(name: string): Promise<Folder> {
  const folder = makeFolder({ ...env, TF_CLI_CONFIG_FILE: undefined });
  cpSync(join('examples', name), folder.path, { recursive: true });
  await folder.succeed(['init', `-plugin-dir=${MIRROR}`]);
  return folder;
}

describeWith('terraform', 'examples/terraform', () => {
  test('plan prints the IDs of the Workspaces, and fails after the token is revoked', async () => {
    const folder = await copyExample('terraform');
    const planned = await folder.terraform(['plan']);
    expect(planned).toMatchObject({ exitCode: 0, words: expect.stringContaining('Acme = "9011234080"') });
    expect(planned.words).toContain('Globex = "9011234081"');
    sandbox.revoke('valid');
    expect(await folder.terraform(['plan'])).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('ClickUp returned 401 OAUTH_025: "Token invalid".'),
    });
  });

  test('apply creates nothing when the token is revoked after a saved plan', async () => {
    const folder = await copyExample('terraform');
    await folder.terraform(['plan', '-out=saved.tfplan']);
    sandbox.revoke('valid');
    expect(await folder.terraform(['apply', 'saved.tfplan'])).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('ClickUp rejected the token'),
    });
    expect((await folder.terraform(['state', 'list'])).stdout).not.toContain('terraform_data');
  });

  test('apply leaves no diff, and destroy with on_failure = "warn" passes after a revocation', async () => {
    const folder = await copyExample('terraform');
    await folder.succeed(['apply', '-auto-approve']);
    await folder.succeed(['plan', '-detailed-exitcode']);
    sandbox.revoke('valid');
    await folder.succeed(['destroy', '-auto-approve'], { CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect((await folder.terraform(['state', 'list'])).stdout).not.toContain('terraform_data');
  });
});

describeWith('terraform', 'examples/terraform-before-1.10', () => {
  test('apply creates nothing when the token is revoked after a saved plan', async () => {
    const folder = await copyExample('terraform-before-1.10');
    expect(await folder.terraform(['plan', '-out=saved.tfplan'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('workspace_id = "9011234080"'),
    });
    sandbox.revoke('valid');
    expect(await folder.terraform(['apply', 'saved.tfplan'])).toMatchObject({ exitCode: 1 });
    expect((await folder.terraform(['state', 'list'])).stdout).not.toContain('terraform_data');
  });
});

describeWith('terraform', 'an installation without a CLI configuration', () => {
  test.each([
    ['next to the configuration', 'terraform.d/plugins'],
    ['in the home directory', '.terraform.d/plugins'],
  ])('init finds the provider %s', async (_, plugins) => {
    const folder = makeFolder({ ...env, TF_CLI_CONFIG_FILE: undefined });
    folder.write({ 'main.tf': REQUIRED_PROVIDERS + 'data "clickup_auth" "this" {}' });
    cpSync(MIRROR, join(folder.path, plugins), { recursive: true });
    const { exitCode, words } = await folder.terraform(['init']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringContaining('successfully initialized') });
    await folder.succeed(['plan']);
  });
});

// Node 20 has no globSync.
const DOCUMENTED = ['provider', 'data-sources', 'ephemeral-resources']
  .flatMap((folder) => readdirSync(`examples/${folder}`, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.name.endsWith('.tf'))
  .map(({ parentPath, name }) => join(parentPath, name))
  .toSorted();

describeWith('terraform', 'the examples in docs/provider', () => {
  test.each(DOCUMENTED)('%s plans', async (path) => {
    const text = readFileSync(path, 'utf8');
    const files = text.includes('required_providers') ? { 'versions.tf': text } : { 'main.tf': text };
    const folder = await openFolder(files, { ...env, TF_VAR_partner_token: sandbox.tokens.oauth });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringMatching(/Plan:|Changes to|No changes/) });
  });

  test('each page of docs/provider has an example', () => {
    expect(DOCUMENTED).toHaveLength(7);
    expect(
      readdirSync('docs/provider', { recursive: true }).filter((name) => String(name).endsWith('.md')),
    ).toHaveLength(7);
  });
});

const BLOCKS = ['README.md', 'docs/terraform.md'].flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/```hcl\n([^]*?)```/g)].map(([, text = ''], index) => ({
    where: `${path}, block ${index + 1}`,
    text,
  })),
);

describeWith('terraform', 'the configurations in README.md and docs/terraform.md', () => {
  test.each(BLOCKS)('$where is valid', async ({ text }) => {
    const versions = text.includes('required_providers') ? '' : REQUIRED_PROVIDERS;
    const folder = await openFolder({ 'main.tf': text, 'versions.tf': versions }, env);
    const { stdout } = await folder.terraform(['validate', '-json']);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
    await folder.succeed(['fmt', '-check']);
  });

  test('more than three blocks are found', () => {
    expect(BLOCKS.length).toBeGreaterThan(3);
  });
});
