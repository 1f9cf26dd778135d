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

  test('K1, P5: one command destroys everything that the check let deploy', async () => {
    const folder = await openFolder({ 'main.tf': EVERYTHING, 'app/main.tf': MODULE }, env);
    await folder.succeed(['init']);
    await deploy(folder);
    expect((await created(folder)).length).toBeGreaterThan(10);
    sandbox.revoke('valid');
    const blocked = await folder.terraform(['plan', '-destroy', '-refresh=false']);
    expect(blocked).toMatchObject(REJECTED);
    // The message names the command.
    expect(blocked.words).toContain(`run: CLICKUP_AUTH_ON_FAILURE=warn terraform ${DESTROY.join(' ')}`);
    const warned = { CLICKUP_AUTH_ON_FAILURE: 'warn' };
    // With an empty map in place of null, an apply would destroy every resource by mistake.
    const planned = await folder.terraform(['plan'], warned);
    expect(planned).toMatchObject({ exitCode: 1, words: expect.stringContaining('Invalid for_each argument') });
    expect(planned.words).toContain('add `-refresh=false`');
    // A null ID is a consequence of the failed read, so no block reports it.
    expect(planned.words).not.toContain('workspace_id is invalid');
    await folder.succeed([...DESTROY, '-auto-approve'], warned);
    expect(await created(folder)).toEqual([]);
  });

  test('P5: with the variable, expressions with the ephemeral resource can be evaluated', async () => {
    const folder = await openFolder(
      `ephemeral "clickup_auth" "gate" {}
       locals { acme = upper(ephemeral.clickup_auth.gate.workspace_ids["Acme"]) }
       resource "terraform_data" "app" { depends_on = [ephemeral.clickup_auth.gate] }`,
      { ...env, CLICKUP_API_TOKEN: sandbox.tokens.revoked, CLICKUP_AUTH_ON_FAILURE: 'warn' },
    );
    await deploy(folder);
    expect(await created(folder)).toEqual(['terraform_data.app']);
    await folder.succeed(['destroy', '-auto-approve']);
    expect(await created(folder)).toEqual([]);
  });
});

/** The documented command, without the name of the program. */
const DESTROY = ['destroy', '-refresh=false'];

/** The ways in which stacks use the IDs, in one configuration. */
const EVERYTHING = `provider "clickup" { verify_on_configure = true }
  ephemeral "clickup_auth" "gate" { workspaces = ["Acme"] }
  data "clickup_auth" "me" {
    workspaces = ["Acme"]
    depends_on = [ephemeral.clickup_auth.gate]
  }
  data "clickup_workspaces" "all" {}
  data "clickup_workspace" "acme" { name = "Acme" }
  data "clickup_workspace_plan" "acme" { workspace_id = data.clickup_workspace.acme.id }
  data "clickup_workspace_seats" "acme" { workspace_id = local.acme }
  locals { acme = data.clickup_auth.me.workspace_ids["Acme"] }
  resource "terraform_data" "template" { input = "ws-\${data.clickup_workspace.acme.id}-\${local.acme}" }
  resource "terraform_data" "each" {
    for_each   = data.clickup_workspaces.all.workspace_ids
    input      = each.value
    depends_on = [ephemeral.clickup_auth.gate]
  }
  resource "terraform_data" "set" { for_each = toset(data.clickup_workspaces.all.ids) }
  resource "terraform_data" "count" { count = length(data.clickup_auth.me.authorized_workspaces) }
  resource "terraform_data" "upper" { input = upper(data.clickup_workspaces.all.workspaces[0].name) }
  resource "terraform_data" "seats" {
    input = data.clickup_workspace_seats.acme.members_total + 1
    lifecycle {
      precondition {
        condition     = data.clickup_auth.me.user_id != ""
        error_message = "No user."
      }
    }
  }
  module "app" {
    source     = "./app"
    id         = local.acme
    ids        = data.clickup_auth.me.workspace_ids
    depends_on = [ephemeral.clickup_auth.gate]
  }
  output "id" { value = data.clickup_auth.me.workspace_ids["Acme"] }
  output "plan" { value = upper(data.clickup_workspace_plan.acme.plan_name) }
  output "module" { value = module.app.upper }
`;

const MODULE = `variable "id" {
    type     = string
    nullable = false
    validation {
      condition     = length(var.id) > 3
      error_message = "The ID is too short."
    }
  }
  variable "ids" { type = map(string) }
  resource "terraform_data" "each" {
    for_each = var.ids
    input    = "\${var.id}/\${each.key}"
  }
  output "upper" { value = { for name, id in var.ids : name => upper(id) } }
`;
