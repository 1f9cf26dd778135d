data "clickup_workspace" "acme" {
  name = "Acme"
}

data "clickup_workspace_plan" "acme" {
  workspace_id = data.clickup_workspace.acme.id
}

output "plan" {
  value = data.clickup_workspace_plan.acme.plan_name
}
