data "clickup_workspace" "acme" {
  name = "Acme"
}

data "clickup_workspace_seats" "acme" {
  workspace_id = data.clickup_workspace.acme.id

  lifecycle {
    postcondition {
      condition     = self.guests_unlimited ? true : self.guests_empty > 0
      error_message = "Acme has no available guest seats."
    }
  }
}

output "free_member_seats" {
  value = data.clickup_workspace_seats.acme.members_empty
}
