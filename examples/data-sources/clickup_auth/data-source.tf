data "clickup_auth" "this" {
  workspaces = ["Acme"]
}

output "username" {
  value = data.clickup_auth.this.username
}

output "acme_id" {
  value = data.clickup_auth.this.workspace_ids["Acme"]
}
