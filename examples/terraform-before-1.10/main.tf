# For Terraform before 1.10, which has no ephemeral resources: the provider checks the token each time Terraform
# configures it, during plan and during apply. Resources that use its data sources depend on this check.

terraform {
  required_version = ">= 1.4"
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}

provider "clickup" {
  verify_on_configure = true
}

data "clickup_workspace" "acme" {
  name = "Acme"
}

resource "terraform_data" "integration" {
  input = {
    workspace_id = data.clickup_workspace.acme.id
  }
}

output "workspace_id" {
  value = data.clickup_workspace.acme.id
}
