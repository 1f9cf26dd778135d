import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder } from '../terraform/harness.js';
import { CDK_TERRAIN, CDKTF, describeFramework } from './frameworks.js';

describeFramework(CDKTF, 'HCL', () => {
  const { cdk, constructs, newStack, resource } = CDKTF;

  test('synth fails, because CDKTF would omit the check', () => {
    const stack = newStack();
    new constructs.ClickUpAuthGate(stack, 'clickup');
    expect(() => cdk.Testing.synthHcl(stack, true)).toThrow(
      'CDKTF cannot write the ephemeral block "stack/clickup/check" as HCL.',
    );
  });

  test('synth succeeds if atApply is false, and every resource depends on the data source', () => {
    const stack = newStack();
    new constructs.ClickUpAuthGate(stack, 'clickup', { atApply: false });
    resource(stack, 'app');
    expect(cdk.Testing.synthHcl(stack, true)).toMatch(/depends_on = \[\s*"?data\.clickup_auth\.clickup/);
  });
});

describeFramework(CDK_TERRAIN, 'HCL', () => {
  const { cdk, constructs, newStack, resource } = CDK_TERRAIN;

  describeWith('terraform', 'with a synthesized stack', () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await startSandbox();
    });
    afterAll(() => sandbox.close());

    test('finds the Workspaces during plan, and fails the apply if the token is revoked', async () => {
      const stack = newStack();
      const gate = new constructs.ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
      resource(stack, 'app', { workspace: gate.workspaceId('Globex') });
      new cdk.TerraformHclModule(stack, 'network', { source: './module', skipAssetCreationFromLocalModules: true });
      const hcl = cdk.Testing.synthHcl(stack, true);
      expect(hcl).toContain('ephemeral "clickup_auth" "clickup"');
      const folder = makeFolder({ CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl });
      folder.write({ 'cdk.tf': hcl, 'module/main.tf': 'resource "terraform_data" "inside" {}\n' });
      expect(await folder.terraform(['init'])).toMatchObject({ exitCode: 0 });
      const { exitCode, words } = await folder.terraform(['plan', '-out=saved.tfplan']);
      expect({ exitCode, words }).toMatchObject({ exitCode: 0 });
      expect(words).toContain('9011234081');
      sandbox.revoke('valid');
      const rejected = await folder.terraform(['apply', 'saved.tfplan']);
      expect(rejected).toMatchObject({ exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') });
    });

    test('checks every requirement', async () => {
      const stack = newStack();
      const gate = new constructs.ClickUpAuthGate(stack, 'clickup', {
        workspaces: ['Acme'],
        users: ['10000003'],
        tokenKind: 'personal',
        role: 'admin',
        onlyRequiredWorkspaces: true,
        probeWorkspaces: true,
        lists: [{ id: '901100000001', permission: 'edit' }, { id: '901100000002' }],
        folders: ['901100000100'],
        spaces: ['90110000001'],
      });
      new cdk.TerraformOutput(stack, 'ids', { value: gate.listIds });
      new cdk.TerraformOutput(stack, 'name', { value: gate.listName('901100000001') });
      const folder = makeFolder({ CLICKUP_API_TOKEN: sandbox.tokens.oneWorkspace, CLICKUP_API_URL: sandbox.apiUrl });
      folder.write({ 'cdk.tf': cdk.Testing.synthHcl(stack, true) });
      expect(await folder.terraform(['init'])).toMatchObject({ exitCode: 0 });
      const { words } = await folder.succeed(['plan']);
      expect(words).toContain('ids = [ + "901100000001", + "901100000002", ]');
      expect(words).toContain('name = "Deploys"');
      const reader = await folder.terraform(['plan'], { CLICKUP_API_TOKEN: sandbox.tokens.reader });
      expect(reader).toMatchObject({ exitCode: 1, words: expect.stringContaining('expected at least edit') });
    });
  });
});
