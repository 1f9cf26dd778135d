import { ClickUpAuthGate } from 'clickup-auth/cdktn';
import { App, DataResource, TerraformOutput, TerraformStack } from 'cdktn';

const app = new App();
const stack = new TerraformStack(app, 'release');

// Terraform creates the resources of this stack only if the token is valid and authorized for these Workspaces.
const clickup = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme', 'Globex'] });

// Placeholder for a github_actions_variable, from which the deploy workflow reads the Workspace of its release tasks.
new DataResource(stack, 'variable', {
  input: { repository: 'release', name: 'CLICKUP_WORKSPACE_ID', value: clickup.workspaceId('Acme') },
});

new TerraformOutput(stack, 'workspace-ids', { value: clickup.workspaceIds });
new TerraformOutput(stack, 'checked-as', { value: clickup.username });

app.synth();
