# Creates resources only if the ClickUp token is valid and authorized for the Workspaces.

terraform {
  required_version = ">= 1.10"
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}

# The provider reads the token from CLICKUP_API_TOKEN, so plan files do not contain it.
provider "clickup" {}

variable "workspaces" {
  description = "IDs or names of the required Workspaces."
  type        = set(string)
  default     = ["Acme", "Globex"]
}

# The check, which runs during plan and again during apply.
ephemeral "clickup_auth" "gate" {
  workspaces = var.workspaces
}

# Values, known during plan.
data "clickup_workspace" "target" {
  for_each = var.workspaces
  name     = each.value
}

# Placeholder for your resources, for example a pipeline variable or a webhook.
resource "terraform_data" "integration" {
  for_each = data.clickup_workspace.target
  input = {
    workspace_id = each.value.id
  }

  # Without depends_on, Terraform could create the resource before the check fails.
  depends_on = [ephemeral.clickup_auth.gate]
}

output "workspace_ids" {
  value = { for name, workspace in data.clickup_workspace.target : name => workspace.id }
}
