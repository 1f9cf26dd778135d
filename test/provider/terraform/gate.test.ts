// What stops what, and when: each row of the table in docs/terraform.md.
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

describeWith('terraform', 'the ephemeral gate, with depends_on', () => {
  test('a token that is revoked before the plan fails the plan', async () => {
    const folder = await openFolder(GATED_APP, env);
    sandbox.revoke('valid');
    expect(await folder.terraform(['plan'])).toMatchObject(REJECTED);
  });

  test('revoked between plan and apply, nothing that depends on it is created', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });

  test('after a good apply there is no diff', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await folder.terraform(['plan', '-out=saved.tfplan']);
    await folder.succeed(['apply', 'saved.tfplan']);
    expect(await folder.terraform(['plan', '-detailed-exitcode'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('No changes.'),
    });
  });

  test('an update and a plan without changes are stopped too, and what exists is untouched', async () => {
    const folder = await openFolder(GATED_APP, env);
    await deploy(folder);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    sandbox.restore('valid');
    folder.write({ 'main.tf': GATED_APP.replace('"deployed"', '"newer"') });
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    const state = await folder.terraform(['state', 'show', 'terraform_data.app']);
    expect(state.words).toContain('output = "deployed"');
  });

  test('a replacement keeps the old object with create_before_destroy, and loses it without', async () => {
    const careful = GATED_APP.replace('depends_on', 'lifecycle {\n    create_before_destroy = true\n  }\n  depends_on');
    for (const [main, kept] of [
      [careful, ['terraform_data.app']],
      [GATED_APP, []],
    ] as const) {
      const folder = await openFolder(main, env);
      await deploy(folder);
      expect(await applyAfterRevocation(sandbox, folder, '-replace=terraform_data.app')).toMatchObject(REJECTED);
      expect(await created(folder)).toEqual(kept);
      sandbox.restore('valid');
    }
  });

  test('`-target` and `-refresh=false` open it all the same', async () => {
    const folder = await openFolder(GATED_APP, env);
    expect(await applyAfterRevocation(sandbox, folder, '-target=terraform_data.app')).toMatchObject(REJECTED);
    sandbox.restore('valid');
    expect(await applyAfterRevocation(sandbox, folder, '-refresh=false')).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });

  test('a Workspace that is withdrawn between plan and apply stops it as well', async () => {
    const issued = sandbox.issueToken();
    const folder = await openFolder(GATED_APP, { ...env, CLICKUP_API_TOKEN: issued });
    await folder.succeed(['plan', '-out=saved.tfplan']);
    // The same plan, applied where another token stands in the environment: it sees no Workspace.
    const applied = await folder.terraform(['apply', 'saved.tfplan'], { CLICKUP_API_TOKEN: sandbox.tokens.none });
    expect(applied).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('Workspace "Acme" is not authorized for this token'),
    });
    expect(await created(folder)).toEqual([]);
  });

  test('before a module call, nothing in the module is created', async () => {
    const folder = await openFolder(
      {
        'main.tf': `ephemeral "clickup_auth" "gate" {}
          module "app" {
            source     = "./app"
            depends_on = [ephemeral.clickup_auth.gate]
          }`,
        'app/main.tf': 'resource "terraform_data" "app" {}',
      },
      env,
    );
    await folder.terraform(['init']);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });
});

describeWith('terraform', 'what is not caught', () => {
  test('a data source alone is not read again at apply: the dependent is created with a revoked token', async () => {
    const folder = await openFolder(
      `${ACME}resource "terraform_data" "app" { depends_on = [data.clickup_workspace.acme] }`,
      env,
    );
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject({ exitCode: 0 });
    expect(await created(folder)).toEqual(['terraform_data.app']);
  });

  test('a gate that nothing depends on fails the apply, but need not come first', async () => {
    const folder = await openFolder('ephemeral "clickup_auth" "gate" {}\nresource "terraform_data" "app" {}', env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
  });

  test('a check block only warns', async () => {
    const folder = await openFolder(
      `resource "terraform_data" "app" {}
       check "clickup" {
         data "clickup_auth" "this" {}
         assert {
           condition     = data.clickup_auth.this.user_id != ""
           error_message = "No user."
         }
       }`,
      env,
    );
    const applied = await applyAfterRevocation(sandbox, folder);
    expect(applied).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('Warning: ClickUp rejected the token'),
    });
    expect(await created(folder)).toEqual(['terraform_data.app']);
  });
});

describeWith('terraform', '`verify_on_configure`, for Terraform before 1.10', () => {
  const MAIN = `provider "clickup" { verify_on_configure = true }
    ${ACME}
    resource "terraform_data" "app" { depends_on = [data.clickup_workspace.acme] }`;

  test('a token that is revoked between plan and apply fails the apply before what depends on its data', async () => {
    const folder = await openFolder(MAIN, env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
    sandbox.restore('valid');
    await deploy(folder);
    await folder.succeed(['plan', '-detailed-exitcode']);
  });

  test('it costs no request of its own where the plan reads data anyway', async () => {
    const folder = await openFolder(MAIN, env);
    sandbox.resetCounts();
    await folder.terraform(['plan']);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });
});
