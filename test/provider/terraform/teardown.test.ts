// Existing resources can be destroyed after the token is revoked.
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, type Environment } from './harness.js';
import { ACME, GATED_APP } from './hcl.js';
import { applyAfterRevocation, created, deploy, REJECTED } from './steps.js';

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

describeWith('terraform', 'destroy after a revocation', () => {
  test('fails, and passes with CLICKUP_AUTH_ON_FAILURE=warn', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await deploy(folder);
    sandbox.revoke('valid');
    expect(await folder.terraform(['destroy', '-auto-approve'])).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual(['terraform_data.app']);
    const warned = await folder.terraform(['plan'], { CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(warned).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('Warning: ClickUp rejected the token'),
    });
    await folder.succeed(['destroy', '-auto-approve'], { CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(await created(folder)).toEqual([]);
  });

  test('passes with `on_failure = "warn"` in the configuration', async () => {
    const folder = await openFolder(`provider "clickup" { on_failure = "warn" }\n${GATED_APP}`, env);
    await deploy(folder);
    sandbox.revoke('valid');
    await folder.succeed(['destroy', '-auto-approve']);
    expect(await created(folder)).toEqual([]);
  });

  test('passes with `verify_on_configure` when ClickUp is unreachable', async () => {
    const folder = await openFolder(`provider "clickup" { verify_on_configure = true }\n${ACME}${GATED_APP}`, env);
    await deploy(folder);
    const unreachable = { CLICKUP_AUTH_ON_FAILURE: 'warn', CLICKUP_API_URL: 'http://127.0.0.1:9/api/v2' };
    const destroyed = await folder.terraform(['destroy', '-auto-approve'], unreachable);
    expect(destroyed).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('Warning: Cannot connect to 127.0.0.1:9'),
    });
    expect(await created(folder)).toEqual([]);
  });

  test('passes with `-refresh=false`, or when it was planned before the revocation', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await deploy(folder);
    sandbox.revoke('valid');
    await folder.succeed(['destroy', '-auto-approve', '-refresh=false']);
    sandbox.restore('valid');
    await deploy(folder);
    expect(await applyAfterRevocation(sandbox, folder, '-destroy')).toMatchObject({ exitCode: 0 });
    expect(await created(folder)).toEqual([]);
  });

  test('requires `-refresh=false` when `for_each` uses a data source', async () => {
    const folder = await openFolder(
      `data "clickup_workspaces" "all" {}
       resource "terraform_data" "app" { for_each = data.clickup_workspaces.all.workspace_ids }`,
      env,
    );
    await deploy(folder);
    sandbox.revoke('valid');
    const warned = { CLICKUP_AUTH_ON_FAILURE: 'warn' };
    // With an empty map instead of null, an apply would destroy every resource by mistake.
    const planned = await folder.terraform(['plan'], warned);
    expect(planned).toMatchObject({ exitCode: 1, words: expect.stringContaining('Invalid for_each argument') });
    await folder.succeed(['destroy', '-auto-approve', '-refresh=false']);
    expect(await created(folder)).toEqual([]);
  });
});
