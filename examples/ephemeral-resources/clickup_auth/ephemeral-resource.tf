ephemeral "clickup_auth" "gate" {
  workspaces = ["Acme"]
}

# Created or changed only if the check passes, during plan and again during apply.
resource "terraform_data" "app" {
  depends_on = [ephemeral.clickup_auth.gate]
}
