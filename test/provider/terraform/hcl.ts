/** What every configuration begins with. */
export const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}
`;

/** The gate, and something that depends on it. */
export const GATED_APP = `ephemeral "clickup_auth" "gate" {
  workspaces = ["Acme"]
}

resource "terraform_data" "app" {
  input      = "deployed"
  depends_on = [ephemeral.clickup_auth.gate]
}
`;

/** The Workspace's id as an output. */
export const ACME = `data "clickup_workspace" "acme" {
  name = "Acme"
}

output "acme" {
  value = data.clickup_workspace.acme.id
}
`;
