ephemeral "clickup_auth" "gate" {
  workspaces = ["Acme"]
  lists      = [{ id = "901100000001", permission = "edit" }]
}

# Created or changed only if the check passes, during plan and again during apply.
resource "terraform_data" "app" {
  depends_on = [ephemeral.clickup_auth.gate]
}
