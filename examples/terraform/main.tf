# Something that must never be deployed with a dead ClickUp token, or into a Workspace that the token may not see.

terraform {
  required_version = ">= 1.10"
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}

# The token comes from CLICKUP_API_TOKEN, so that no plan file holds it.
provider "clickup" {}

variable "workspaces" {
  description = "Names or ids of the Workspaces to deploy into."
  type        = set(string)
  default     = ["Acme", "Globex"]
}

# The gate: checked at plan, and once more at apply.
ephemeral "clickup_auth" "gate" {
  workspaces = var.workspaces
}

# Values, known at plan.
data "clickup_workspace" "target" {
  for_each = var.workspaces
  name     = each.value
}

# Stands for what you deploy: a variable of a pipeline, a webhook, a secret of a service.
resource "terraform_data" "integration" {
  for_each = data.clickup_workspace.target
  input = {
    workspace_id = each.value.id
  }

  # Without this line it could be created before the check has failed.
  depends_on = [ephemeral.clickup_auth.gate]
}

output "workspace_ids" {
  value = { for name, workspace in data.clickup_workspace.target : name => workspace.id }
}
