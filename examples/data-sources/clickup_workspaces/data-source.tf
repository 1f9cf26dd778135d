data "clickup_workspaces" "ours" {
  name_regex = "^(Acme|Globex)"
}

# One resource per Workspace.
resource "terraform_data" "integration" {
  for_each = data.clickup_workspaces.ours.workspace_ids
  input    = each.value
}
