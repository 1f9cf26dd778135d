import { TerraformHclModule, Testing } from 'cdktn';
import { ClickUpAuthGate } from '../../../provider/cdktn/index.js';
import { startSandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { makeFolder } from '../terraform/harness.js';
import { newStack, resource } from './stack.js';

describeWith('terraform', 'a stack of CDK Terrain, synthesized as HCL', () => {
  test('has the check, and its plan finds the Workspaces', async () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
    resource(stack, 'app', { workspace: gate.workspaceId('Globex') });
    new TerraformHclModule(stack, 'network', { source: './module', skipAssetCreationFromLocalModules: true });
    const hcl = Testing.synthHcl(stack, true);
    expect(hcl).toContain('ephemeral "clickup_auth" "clickup"');
    const sandbox = await startSandbox();
    const folder = makeFolder({ CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl });
    folder.write({ 'cdk.tf': hcl, 'module/main.tf': 'resource "terraform_data" "inside" {}\n' });
    expect(await folder.terraform(['init'])).toMatchObject({ exitCode: 0 });
    const { exitCode, words } = await folder.terraform(['plan', '-out=saved.tfplan']);
    expect({ exitCode, words }).toMatchObject({ exitCode: 0 });
    expect(words).toContain('9011234081');
    sandbox.revoke('valid');
    const refused = await folder.terraform(['apply', 'saved.tfplan']);
    expect(refused).toMatchObject({ exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') });
    await sandbox.close();
  });
});
