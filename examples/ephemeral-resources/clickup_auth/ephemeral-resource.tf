ephemeral "clickup_auth" "gate" {
  workspaces = ["Acme"]
}

# Not touched unless the check passes, at plan and again at apply.
resource "terraform_data" "app" {
  depends_on = [ephemeral.clickup_auth.gate]
}
