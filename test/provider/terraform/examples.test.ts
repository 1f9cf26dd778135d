// Runs every example, and validates every configuration in README.md and docs/terraform.md.
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder, MIRROR, openFolder, providerFile, type Environment, type Folder } from './harness.js';
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

/** Every configuration in the Registry's pages, which readers paste alone. */
const DOCUMENTED = readdirSync('docs/provider', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .toSorted()
  .flatMap((name) =>
    [...readFileSync(join('docs/provider', name), 'utf8').matchAll(/```terraform\n([^]*?)```/g)].map(
      ([, text = ''], index) => ({ where: `${name}, block ${index + 1}`, name, text }),
    ),
  );

describeWith('terraform', 'P12: the configurations in docs/provider', () => {
  test.each(DOCUMENTED.filter(({ name }) => !name.startsWith('guides')))('$where plans alone', async ({ text }) => {
    const folder = await openFolder({ 'versions.tf': text }, { ...env, TF_VAR_partner_token: sandbox.tokens.oauth });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringMatching(/Plan:|Changes to|No changes/) });
  });

  test('the guide for two providers works with a second provider of the same type name', async () => {
    const [first] = DOCUMENTED.filter(({ name }) => name.startsWith('guides'));
    const folder = makeFolder(env);
    // This provider again, in place of the other one, which is not available here.
    for (const source of ['clickup-auth/clickup', 'taskade/clickup']) {
      const file = providerFile().replace(resolve(MIRROR), '').replace('clickup-auth/clickup', source);
      mkdirSync(dirname(join(folder.path, 'mirror', file)), { recursive: true });
      copyFileSync(providerFile(), join(folder.path, 'mirror', file));
    }
    const mirror = `filesystem_mirror {\n    path = "${join(folder.path, 'mirror')}"\n  }`;
    folder.write({
      'main.tf': first?.text ?? '',
      'mirror.tfrc': `provider_installation {\n  ${mirror}\n}\n`,
    });
    const own = { TF_CLI_CONFIG_FILE: join(folder.path, 'mirror.tfrc') };
    await folder.succeed(['init'], own);
    const { stdout } = await folder.succeed(['plan'], own);
    expect(stdout).toContain('data.clickup_workspace.acme: Read complete');
    await folder.succeed(['fmt', '-check'], own);
  });

  test('every page has an example, and the page of the provider has the sections that readers look for', () => {
    expect(new Set(DOCUMENTED.map(({ name }) => name)).size).toBe(8);
    const index = readFileSync('docs/provider/index.md', 'utf8');
    for (const heading of ['## Authentication', '## Teardown', 'version = "~> ']) expect(index).toContain(heading);
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
