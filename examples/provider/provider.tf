terraform {
  required_providers {
    clickup = {
      source  = "clickup-auth/clickup"
      version = "~> 0.1"
    }
  }
}

# The provider reads the token from CLICKUP_API_TOKEN.
provider "clickup" {}

# A second token. Plan files do not contain ephemeral variables.
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
