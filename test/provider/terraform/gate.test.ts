// The effect of a revoked token, by configuration: each row of the table in README.md.
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

describeWith('terraform', 'the ephemeral resource with depends_on', () => {
  test('plan fails when the token is revoked before it', async () => {
    const folder = await openFolder(GATED_APP, env);
    sandbox.revoke('valid');
    expect(await folder.terraform(['plan'])).toMatchObject(REJECTED);
  });

  test('apply creates no dependent resource when the token is revoked after the plan', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });

  test('apply leaves no diff', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await folder.terraform(['plan', '-out=saved.tfplan']);
    await folder.succeed(['apply', 'saved.tfplan']);
    expect(await folder.terraform(['plan', '-detailed-exitcode'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('No changes.'),
    });
  });

  test('apply fails for an update and for a plan without changes, and existing resources stay unchanged', async () => {
    const folder = await openFolder(GATED_APP, env);
    await deploy(folder);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    sandbox.restore('valid');
    folder.write({ 'main.tf': GATED_APP.replace('"deployed"', '"newer"') });
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    const state = await folder.terraform(['state', 'show', 'terraform_data.app']);
    expect(state.words).toContain('output = "deployed"');
  });

  test('a failed replacement keeps the old object only with create_before_destroy', async () => {
    const createFirst = GATED_APP.replace(
      'depends_on',
      'lifecycle {\n    create_before_destroy = true\n  }\n  depends_on',
    );
    for (const [main, kept] of [
      [createFirst, ['terraform_data.app']],
      [GATED_APP, []],
    ] as const) {
      const folder = await openFolder(main, env);
      await deploy(folder);
      expect(await applyAfterRevocation(sandbox, folder, '-replace=terraform_data.app')).toMatchObject(REJECTED);
      expect(await created(folder)).toEqual(kept);
      sandbox.restore('valid');
    }
  });

  test('`-target` and `-refresh=false` do not skip the check', async () => {
    const folder = await openFolder(GATED_APP, env);
    expect(await applyAfterRevocation(sandbox, folder, '-target=terraform_data.app')).toMatchObject(REJECTED);
    sandbox.restore('valid');
    expect(await applyAfterRevocation(sandbox, folder, '-refresh=false')).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });

  test('apply fails when access to a Workspace is removed after the plan', async () => {
    const issued = sandbox.issueToken();
    const folder = await openFolder(GATED_APP, { ...env, CLICKUP_API_TOKEN: issued });
    await folder.succeed(['plan', '-out=saved.tfplan']);
    // Apply the same plan with a token without access to any Workspace.
    const applied = await folder.terraform(['apply', 'saved.tfplan'], { CLICKUP_API_TOKEN: sandbox.tokens.none });
    expect(applied).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('Workspace "Acme" is not authorized for this token'),
    });
    expect(await created(folder)).toEqual([]);
  });

  test('apply creates no resource in a module that depends on the check', async () => {
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

describeWith('terraform', 'undetected revocations', () => {
  test('a data source alone is not read again during apply, so the dependent resource is created', async () => {
    const folder = await openFolder(
      `${ACME}resource "terraform_data" "app" { depends_on = [data.clickup_workspace.acme] }`,
      env,
    );
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject({ exitCode: 0 });
    expect(await created(folder)).toEqual(['terraform_data.app']);
  });

  test('apply fails when no resource depends on the check, but other resources may be created first', async () => {
    const folder = await openFolder('ephemeral "clickup_auth" "gate" {}\nresource "terraform_data" "app" {}', env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
  });

  test('a check block only produces a warning', async () => {
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

  test('apply fails before dependents of a data source are created when the token is revoked after the plan', async () => {
    const folder = await openFolder(MAIN, env);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
    sandbox.restore('valid');
    await deploy(folder);
    await folder.succeed(['plan', '-detailed-exitcode']);
  });

  test('sends no additional requests when the plan reads data sources', async () => {
    const folder = await openFolder(MAIN, env);
    sandbox.resetCounts();
    await folder.terraform(['plan']);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });
});
