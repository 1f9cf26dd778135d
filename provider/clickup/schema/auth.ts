import type { Attributes, Block } from '../../protocol/schema.js';
import { computed, WORKSPACE_ATTRIBUTES, WORKSPACE_IDS } from './attributes.js';

const ATTRIBUTES: Attributes = {
  workspaces: {
    type: 'list(string)',
    use: 'optional',
    description:
      'Ids or names of Workspaces, all of which the token must be authorized for. A name is matched exactly, else regardless of case when that is unique. None is required by default.',
  },
  user_id: computed('string', "The id of the token's user."),
  username: computed('string', "The name of the token's user. Null where ClickUp gives none, as for some guests."),
  email: computed('string', "The email address of the token's user. Null where ClickUp gives none."),
  token_kind: computed(
    'string',
    "`personal` for a token made in ClickUp's settings, `oauth` for an access token granted to an app.",
  ),
  authorized_workspaces: computed(
    { list: WORKSPACE_ATTRIBUTES },
    'Every Workspace that the token is authorized for, in the order of ClickUp.',
  ),
  workspace_ids: WORKSPACE_IDS,
};

/** `data "clickup_auth"`: values, known when the plan is made. */
export const AUTH_DATA_SOURCE: Block = {
  description:
    "The token's user and authorized Workspaces. Terraform reads this data source during plan and not again when it applies a saved plan. To check in both phases, use the `clickup_auth` ephemeral resource.",
  attributes: ATTRIBUTES,
};

/** `ephemeral "clickup_auth"`: the gate. */
export const AUTH_EPHEMERAL_RESOURCE: Block = {
  description:
    'A gate. The token and its Workspaces are checked when a plan is made and once more when it is applied, also when the plan was saved in between. Resources that list it in `depends_on` are created or changed only if the check passes. Nothing is stored in state or plan files. Requires Terraform 1.10 or OpenTofu 1.11.',
  attributes: ATTRIBUTES,
};
