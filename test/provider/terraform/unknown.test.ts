// A token from a resource is unknown during plan.
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { readDiagnostics } from './diagnostics.js';
import { openFolder, type Environment } from './harness.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl };
});

beforeEach(() => {
  sandbox.resetCounts();
});

afterAll(async () => {
  await sandbox.close();
});

function tokenFromResource(token: string): string {
  return `resource "terraform_data" "token" {
  input = "${token}"
}
provider "clickup" {
  token = terraform_data.token.output
}
`;
}

describeWith('terraform', 'a token that is unknown during plan', () => {
  test('fails a data source without sending a request', async () => {
    const folder = await openFolder(`${tokenFromResource(sandbox.tokens.valid)}data "clickup_auth" "this" {}`, env);
    const ran = await folder.terraform(['plan', '-json']);
    expect(ran.exitCode).toBe(1);
    const [diagnostic, ...others] = readDiagnostics(ran);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ severity: 'error', address: 'data.clickup_auth.this' });
    expect(`${diagnostic?.summary} ${diagnostic?.detail}`).toMatch(/arguments unknown until apply: token/);
    expect(diagnostic?.detail).toMatch(/ephemeral/);
    expect(diagnostic?.detail).toMatch(/-target/);
    expect(sandbox.requests.total).toBe(0);
  });

  test('defers the ephemeral resource to apply, without sending a request during plan', async () => {
    const main = `${tokenFromResource(sandbox.tokens.valid)}
      ephemeral "clickup_auth" "gate" { workspaces = ["Acme"] }
      resource "terraform_data" "app" { depends_on = [ephemeral.clickup_auth.gate] }`;
    const folder = await openFolder(main, env);
    await folder.succeed(['plan', '-out=saved.tfplan']);
    expect(sandbox.requests.total).toBe(0);
    await folder.succeed(['apply', 'saved.tfplan']);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
    await folder.succeed(['plan', '-detailed-exitcode']);
  });

  test('creates no dependent resource when the token turns out to be revoked', async () => {
    const main = `${tokenFromResource(sandbox.tokens.revoked)}
      ephemeral "clickup_auth" "gate" {}
      resource "terraform_data" "app" { depends_on = [ephemeral.clickup_auth.gate] }`;
    const folder = await openFolder(main, env);
    const { exitCode, words } = await folder.terraform(['apply', '-auto-approve']);
    expect({ exitCode, words }).toEqual({ exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') });
    expect((await folder.terraform(['state', 'list'])).stdout).toBe('terraform_data.token\n');
  });

  test('defers `verify_on_configure` to apply', async () => {
    const main = `${tokenFromResource(sandbox.tokens.revoked).replace('{\n  token', '{\n  verify_on_configure = true\n  token')}
      ephemeral "clickup_auth" "gate" {}`;
    const folder = await openFolder(main, env);
    await folder.succeed(['plan']);
    expect(sandbox.requests.total).toBe(0);
  });
});

describeWith('terraform', 'a Workspace name that is unknown during plan', () => {
  test('is looked up during apply by the data source and the ephemeral resource', async () => {
    const folder = await openFolder(
      `resource "terraform_data" "name" { input = "Acme" }
       data "clickup_workspace" "this" { name = terraform_data.name.output }
       ephemeral "clickup_auth" "gate" { workspaces = [terraform_data.name.output] }
       resource "terraform_data" "app" {
         input      = data.clickup_workspace.this.id
         depends_on = [ephemeral.clickup_auth.gate]
       }
       output "id" { value = terraform_data.app.output }`,
      { ...env, CLICKUP_API_TOKEN: sandbox.tokens.valid },
    );
    await folder.succeed(['plan']);
    expect(await folder.terraform(['apply', '-auto-approve'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('id = "9011234080"'),
    });
  });

  test('validate accepts id and name that both depend on a variable', async () => {
    const folder = await openFolder(
      `variable "wanted" { type = set(string) }
       data "clickup_workspace" "each" {
         for_each = var.wanted
         id       = can(regex("^[0-9]+$", each.value)) ? each.value : null
         name     = can(regex("^[0-9]+$", each.value)) ? null : each.value
       }
       output "names" { value = sort([for one in data.clickup_workspace.each : one.name]) }`,
      { ...env, CLICKUP_API_TOKEN: sandbox.tokens.valid, TF_VAR_wanted: '["acme", "9011234081"]' },
    );
    await folder.succeed(['validate']);
    await folder.succeed(['apply', '-auto-approve']);
    expect((await folder.terraform(['output', '-json', 'names'])).stdout.trim()).toBe('["Acme","Globex"]');
  });
});
