import { ClickUpAuthGate } from 'clickup-auth/cdktf';
import { App, DataResource, TerraformOutput, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'release');

// Nothing below is created unless the token works and sees these Workspaces.
const clickup = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme', 'Globex'] });

// Stands for a github_actions_variable: where the deploy workflow finds the Workspace of its release tasks.
new DataResource(stack, 'variable', {
  input: { repository: 'release', name: 'CLICKUP_WORKSPACE_ID', value: clickup.workspaceId('Acme') },
});

new TerraformOutput(stack, 'workspace-ids', { value: clickup.workspaceIds });
new TerraformOutput(stack, 'checked-as', { value: clickup.username });

app.synth();
