terraform {
  required_providers {
    clickup = {
      source = "clickup-auth/clickup"
    }
  }
}

# The token comes from CLICKUP_API_TOKEN.
provider "clickup" {}

# A second token, in a variable that no plan file holds.
variable "partner_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

provider "clickup" {
  alias           = "partner"
  token           = var.partner_token
  timeout_seconds = 30
}
