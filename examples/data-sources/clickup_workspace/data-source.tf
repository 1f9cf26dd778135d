data "clickup_workspace" "acme" {
  name = "Acme"
}

output "acme_id" {
  value = data.clickup_workspace.acme.id
}
