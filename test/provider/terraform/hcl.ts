/** The start of every configuration. */
export const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}
`;

/** The check, and a resource that depends on it. */
export const GATED_APP = `ephemeral "clickup_auth" "gate" {
  workspaces = ["Acme"]
}

resource "terraform_data" "app" {
  input      = "deployed"
  depends_on = [ephemeral.clickup_auth.gate]
}
`;

/** A data source, and an output with its ID. */
export const ACME = `data "clickup_workspace" "acme" {
  name = "Acme"
}

output "acme" {
  value = data.clickup_workspace.acme.id
}
`;
