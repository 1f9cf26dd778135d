import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, type Environment, type Folder } from './harness.js';
import { ACME, REQUIRED_PROVIDERS } from './hcl.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

afterAll(async () => {
  await sandbox.close();
});

async function outputs(folder: Folder): Promise<Readonly<Record<string, unknown>>> {
  const { exitCode, words } = await folder.terraform(['apply', '-auto-approve']);
  expect({ exitCode, words }).toEqual({ exitCode: 0, words: expect.stringContaining('Apply complete!') });
  const printed: Record<string, { value: unknown }> = JSON.parse((await folder.terraform(['output', '-json'])).stdout);
  return Object.fromEntries(Object.entries(printed).map(([name, { value }]) => [name, value]));
}

describeWith('terraform', 'data source attributes', () => {
  test('describe the token and its Workspaces', async () => {
    const folder = await openFolder(
      `data "clickup_auth" "this" { workspaces = ["acme"] }
       data "clickup_workspace" "acme" { name = "ACME" }
       data "clickup_workspace" "globex" { id = "9011234081" }
       data "clickup_workspaces" "all" {}
       data "clickup_workspaces" "some" { name_regex = "^Glo" }
       output "auth" { value = data.clickup_auth.this }
       output "acme" { value = data.clickup_workspace.acme }
       output "globex" { value = data.clickup_workspace.globex.name }
       output "all" { value = data.clickup_workspaces.all.ids }
       output "some" { value = data.clickup_workspaces.some.workspace_ids }`,
      env,
    );
    const acme = {
      id: '9011234080',
      name: 'Acme',
      color: '#7b68ee',
      avatar: null,
      role: 'owner',
      member_count: 12,
    };
    const values = await outputs(folder);
    expect(values['acme']).toEqual(acme);
    expect(values['auth']).toEqual({
      workspaces: ['acme'],
      users: null,
      token_kind_required: null,
      role: null,
      only_required_workspaces: null,
      probe_workspaces: null,
      lists: null,
      folders: null,
      spaces: null,
      level: 'scoped',
      requirements: [
        {
          requirement: 'workspaces',
          kind: 'workspace',
          id: '9011234080',
          name: 'Acme',
          required: 'access',
          found: 'access',
        },
      ],
      list_names: {},
      user_id: expect.stringMatching(/^\d+$/),
      username: 'Ada Example',
      email: expect.stringMatching(/@example\.com$/),
      token_kind: 'personal',
      authorized_workspaces: [acme, expect.objectContaining({ id: '9011234081', role: 'member', member_count: 3 })],
      workspace_ids: { Acme: '9011234080', Globex: '9011234081' },
    });
    expect(values).toMatchObject({
      globex: 'Globex',
      all: ['9011234080', '9011234081'],
      some: { Globex: '9011234081' },
    });
  });

  test('include the plan and the seats, with null for unlimited guest seats', async () => {
    const folder = await openFolder(
      `data "clickup_workspaces" "all" {}
       data "clickup_workspace_plan" "each" {
         for_each     = data.clickup_workspaces.all.workspace_ids
         workspace_id = each.value
       }
       data "clickup_workspace_seats" "each" {
         for_each     = data.clickup_workspaces.all.workspace_ids
         workspace_id = each.value
       }
       output "plans" { value = { for name, one in data.clickup_workspace_plan.each : name => one.plan_name } }
       output "seats" { value = data.clickup_workspace_seats.each }`,
      env,
    );
    const { plans, seats } = await outputs(folder);
    expect(plans).toEqual({ Acme: 'Business', Globex: 'Free Forever' });
    expect(seats).toEqual({
      Acme: {
        workspace_id: '9011234080',
        members_filled: 12,
        members_total: 15,
        members_empty: 3,
        guests_filled: 0,
        guests_total: null,
        guests_empty: null,
        guests_unlimited: true,
      },
      Globex: expect.objectContaining({ guests_total: 5, guests_empty: 5, guests_unlimited: false }),
    });
  });

  test('have a null username for a guest, and omit shared names from workspace_ids', async () => {
    const main = `data "clickup_auth" "this" {}
      output "username" { value = data.clickup_auth.this.username == null }
      output "ids" { value = data.clickup_auth.this.workspace_ids }`;
    const guest = await openFolder(main, { ...env, CLICKUP_API_TOKEN: sandbox.tokens.guest });
    expect(await outputs(guest)).toEqual({ username: true, ids: { Acme: '9011234080' } });
    const sameName = await openFolder(main, { ...env, CLICKUP_API_TOKEN: sandbox.tokens.sameName });
    expect(await outputs(sameName)).toEqual({ username: false, ids: {} });
  });
});

describeWith('terraform', 'configurations', () => {
  test('two provider aliases use two tokens, each with its own Workspaces', async () => {
    const folder = await openFolder(
      `provider "clickup" {}
       provider "clickup" {
         alias = "acme_only"
         token = var.other
       }
       variable "other" {
         type      = string
         sensitive = true
         ephemeral = true
       }
       data "clickup_workspaces" "all" {}
       data "clickup_workspaces" "fewer" { provider = clickup.acme_only }
       output "ids" { value = [data.clickup_workspaces.all.ids, data.clickup_workspaces.fewer.ids] }`,
      { ...env, TF_VAR_other: sandbox.tokens.oauth },
    );
    expect(await outputs(folder)).toEqual({ ids: [['9011234080', '9011234081'], ['9011234080']] });
  });

  test('`for_each` creates one resource per Workspace, with depends_on', async () => {
    const folder = await openFolder(
      `ephemeral "clickup_auth" "gate" {}
       data "clickup_workspaces" "all" {}
       resource "terraform_data" "app" {
         for_each   = data.clickup_workspaces.all.workspace_ids
         input      = each.value
         depends_on = [ephemeral.clickup_auth.gate]
       }
       output "apps" { value = { for name, app in terraform_data.app : name => app.output } }`,
      env,
    );
    expect(await outputs(folder)).toEqual({ apps: { Acme: '9011234080', Globex: '9011234081' } });
  });

  test('a module with the ephemeral resource protects resources that depend on the module', async () => {
    const folder = await openFolder(
      {
        'main.tf': `provider "clickup" {
            alias = "acme"
          }
          module "gate" {
            source    = "./gate"
            providers = { clickup = clickup.acme }
            wanted    = "Acme"
          }
          resource "terraform_data" "app" {
            input      = module.gate.id
            depends_on = [module.gate]
          }
          output "id" { value = terraform_data.app.output }`,
        'gate/main.tf': `${REQUIRED_PROVIDERS}
          variable "wanted" { type = string }
          ephemeral "clickup_auth" "gate" { workspaces = [var.wanted] }
          data "clickup_workspace" "this" { name = var.wanted }
          output "id" { value = data.clickup_workspace.this.id }`,
      },
      env,
    );
    await folder.succeed(['init']);
    expect(await outputs(folder)).toEqual({ id: '9011234080' });
    await folder.terraform(['plan', '-out=saved.tfplan', '-replace=terraform_data.app']);
    sandbox.revoke('valid');
    const rejected = await folder.terraform(['apply', 'saved.tfplan']);
    sandbox.restore('valid');
    expect(rejected).toMatchObject({ exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') });
    expect(rejected.words).not.toContain('terraform_data.app: Creati');
  });

  test('`terraform test` runs assertions on data sources, and reports a failed check', async () => {
    const folder = await openFolder(
      {
        'main.tf': ACME,
        'tests/ids.tftest.hcl': `run "the_id_is_known_at_plan" {
            command = plan
            assert {
              condition     = output.acme == "9011234080"
              error_message = "Acme has another id."
            }
          }
          run "and_after_apply" {
            assert {
              condition     = data.clickup_workspace.acme.role == "owner"
              error_message = "Another role."
            }
          }`,
      },
      env,
    );
    const passed = await folder.terraform(['test']);
    expect(passed).toMatchObject({ exitCode: 0, words: expect.stringContaining('2 passed, 0 failed') });
    const failed = await folder.terraform(['test', '-json'], { CLICKUP_API_TOKEN: sandbox.tokens.revoked });
    expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('ClickUp rejected the token') });
  });

  test('`terraform test` with mock_provider requires no token', async () => {
    const folder = await openFolder(
      {
        'main.tf': ACME,
        'tests/mocked.tftest.hcl': `mock_provider "clickup" {
            mock_data "clickup_workspace" {
              defaults = { id = "42" }
            }
          }
          run "mocked" {
            assert {
              condition     = output.acme == "42"
              error_message = "Not mocked."
            }
          }`,
      },
      { CLICKUP_API_URL: sandbox.apiUrl },
    );
    expect(await folder.terraform(['test'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('1 passed, 0 failed'),
    });
  });
});
