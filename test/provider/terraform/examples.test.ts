// Every example and every line of README and docs that someone would paste.
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

/** A copy of an example, initialised as its README says: from the mirror, without a configuration of terraform. */
async function copyExample(name: string): Promise<Folder> {
  const folder = makeFolder({ ...env, TF_CLI_CONFIG_FILE: undefined });
  cpSync(join('examples', name), folder.path, { recursive: true });
  await folder.succeed(['init', `-plugin-dir=${MIRROR}`]);
  return folder;
}

describeWith('terraform', 'examples/terraform', () => {
  test('plan prints the ids of the Workspaces, and fails once the token is revoked', async () => {
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

  test('a plan that was saved before the revocation creates nothing', async () => {
    const folder = await copyExample('terraform');
    await folder.terraform(['plan', '-out=saved.tfplan']);
    sandbox.revoke('valid');
    expect(await folder.terraform(['apply', 'saved.tfplan'])).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('ClickUp rejected the token'),
    });
    expect((await folder.terraform(['state', 'list'])).stdout).not.toContain('terraform_data');
  });

  test('a good apply leaves no diff, and the break-glass takes all of it away after a revocation', async () => {
    const folder = await copyExample('terraform');
    await folder.succeed(['apply', '-auto-approve']);
    await folder.succeed(['plan', '-detailed-exitcode']);
    sandbox.revoke('valid');
    const broken = { CLICKUP_AUTH_ON_FAILURE: 'warn' };
    await folder.succeed(['destroy', '-auto-approve'], broken);
    expect((await folder.terraform(['state', 'list'])).stdout).not.toContain('terraform_data');
  });
});

describeWith('terraform', 'examples/terraform-before-1.10', () => {
  test('a plan that was saved before the revocation creates nothing', async () => {
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
    ['beside the configuration', 'terraform.d/plugins'],
    ['under the home folder', '.terraform.d/plugins'],
  ])('%s is found by init', async (_, plugins) => {
    const folder = makeFolder({ ...env, TF_CLI_CONFIG_FILE: undefined });
    folder.write({ 'main.tf': REQUIRED_PROVIDERS + 'data "clickup_auth" "this" {}' });
    cpSync(MIRROR, join(folder.path, plugins), { recursive: true });
    const { exitCode, words } = await folder.terraform(['init']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringContaining('successfully initialized') });
    await folder.succeed(['plan']);
  });
});

// Not globSync, which Node 20 does not have.
const DOCUMENTED = ['provider', 'data-sources', 'ephemeral-resources']
  .flatMap((folder) => readdirSync(`examples/${folder}`, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.name.endsWith('.tf'))
  .map(({ parentPath, name }) => join(parentPath, name))
  .toSorted();

describeWith('terraform', 'the examples of the documentation', () => {
  test.each(DOCUMENTED)('%s plans', async (path) => {
    const text = readFileSync(path, 'utf8');
    const files = text.includes('required_providers') ? { 'versions.tf': text } : { 'main.tf': text };
    const folder = await openFolder(files, { ...env, TF_VAR_partner_token: sandbox.tokens.oauth });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringMatching(/Plan:|Changes to|No changes/) });
  });

  test('there is one for the provider and each of its parts', () => {
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

describeWith('terraform', 'what README and docs tell to paste', () => {
  test.each(BLOCKS)('$where is valid', async ({ text }) => {
    const versions = text.includes('required_providers') ? '' : REQUIRED_PROVIDERS;
    const folder = await openFolder({ 'main.tf': text, 'versions.tf': versions }, env);
    const { stdout } = await folder.terraform(['validate', '-json']);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
    await folder.succeed(['fmt', '-check']);
  });

  test('there is something to paste', () => {
    expect(BLOCKS.length).toBeGreaterThan(3);
  });
});
