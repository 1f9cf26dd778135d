import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA } from '../../../provider/clickup/schema/index.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { readDiagnostics, readLines } from './diagnostics.js';
import { makeFolder, openFolder, type Environment } from './harness.js';
import { ACME, GATED_APP, REQUIRED_PROVIDERS } from './hcl.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

afterAll(async () => {
  await sandbox.close();
});

describeWith('terraform', 'the provider lifecycle', () => {
  test('init finds the provider in the mirror and locks one checksum', async () => {
    const folder = makeFolder();
    folder.write({ 'main.tf': REQUIRED_PROVIDERS });
    const { exitCode, words } = await folder.terraform(['init']);
    expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringContaining('successfully initialized') });
    const lock = readFileSync(join(folder.path, '.terraform.lock.hcl'), 'utf8');
    expect(lock).toContain('provider "registry.terraform.io/clickup-auth/clickup"');
    expect(lock.match(/"h1:/g)).toHaveLength(1);
    await folder.succeed(['init', '-lockfile=readonly']);
  });

  test('validate passes without a token and sends no request', async () => {
    sandbox.resetCounts();
    const folder = await openFolder(ACME + GATED_APP, { CLICKUP_API_URL: sandbox.apiUrl });
    const { exitCode, stdout } = await folder.terraform(['validate', '-json']);
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, valid: true, diagnostics: [] });
    expect(sandbox.requests.total).toBe(0);
  });

  test('`providers schema -json` prints the description of every attribute, and token as sensitive', async () => {
    const folder = await openFolder('', env);
    const { exitCode, stdout } = await folder.terraform(['providers', 'schema', '-json']);
    expect(exitCode).toBe(0);
    const printed = JSON.parse(stdout).provider_schemas['registry.terraform.io/clickup-auth/clickup'];
    expect(Object.keys(printed).toSorted()).toEqual(['data_source_schemas', 'ephemeral_resource_schemas', 'provider']);
    const pairs = [
      [printed.provider, SCHEMA.provider],
      ...Object.entries(SCHEMA.dataSources).map(([name, block]) => [printed.data_source_schemas[name], block]),
      ...Object.entries(SCHEMA.ephemeralResources).map(([name, block]) => [
        printed.ephemeral_resource_schemas[name],
        block,
      ]),
    ] as const;
    for (const [{ block }, { attributes }] of pairs) {
      expect(descriptions(block.attributes)).toEqual(descriptions(attributes));
    }
    expect(pairs).toHaveLength(7);
    expect(printed.provider.block.attributes.token.sensitive).toBe(true);
  });

  test('plan, apply, plan and destroy output IDs, leave no diff, and leave no resources', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    const planned = await folder.terraform(['plan', '-detailed-exitcode']);
    expect(planned).toMatchObject({ exitCode: 2, words: expect.stringContaining('acme = "9011234080"') });
    const applied = await folder.terraform(['apply', '-auto-approve']);
    expect(applied).toMatchObject({ exitCode: 0, words: expect.stringContaining('Resources: 1 added') });
    expect(JSON.parse((await folder.terraform(['output', '-json'])).stdout).acme.value).toBe('9011234080');
    await folder.succeed(['plan', '-detailed-exitcode']);
    await folder.succeed(['plan', '-refresh-only', '-detailed-exitcode']);
    const destroyed = await folder.terraform(['destroy', '-auto-approve']);
    expect(destroyed).toMatchObject({ exitCode: 0, words: expect.stringContaining('Resources: 1 destroyed') });
    expect((await folder.terraform(['state', 'list'])).stdout).toBe('');
  });

  test('a saved plan can be shown as JSON and applied, and the state does not contain the ephemeral resource', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await folder.succeed(['plan', '-out=saved.tfplan']);
    const shown = await folder.terraform(['show', '-json', 'saved.tfplan']);
    expect(JSON.parse(shown.stdout).planned_values.outputs.acme.value).toBe('9011234080');
    await folder.succeed(['apply', 'saved.tfplan']);
    const resources: { type: string; mode: string }[] = JSON.parse(
      readFileSync(join(folder.path, 'terraform.tfstate'), 'utf8'),
    ).resources;
    expect(resources.map(({ mode, type }) => `${mode} ${type}`).toSorted()).toEqual([
      'data clickup_workspace',
      'managed terraform_data',
    ]);
  });

  test('`-json` runs print only JSON, with outputs and with failures as diagnostics', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    const applied = await folder.terraform(['apply', '-auto-approve', '-json']);
    expect({ exitCode: applied.exitCode, stderr: applied.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(readLines(applied).findLast(({ outputs }) => outputs !== undefined)?.outputs).toMatchObject({
      acme: { value: '9011234080' },
    });
    const failed = await folder.terraform(['plan', '-json'], { CLICKUP_API_TOKEN: sandbox.tokens.revoked });
    expect(failed).toMatchObject({ exitCode: 1, stderr: '' });
    expect(readDiagnostics(failed)).toContainEqual(
      expect.objectContaining({ severity: 'error', summary: 'ClickUp rejected the token' }),
    );
    expect(existsSync(join(folder.path, 'crash.log'))).toBe(false);
  });
});

type Described = Readonly<Record<string, { readonly description: string }>>;

function descriptions(attributes: Described): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { description }]) => [name, description]));
}
