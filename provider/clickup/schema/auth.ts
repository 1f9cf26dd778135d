import type { Attributes, Block } from '../../protocol/schema.js';
import { computed, optional, WORKSPACE_ATTRIBUTES, WORKSPACE_IDS } from './attributes.js';

const ATTRIBUTES: Attributes = {
  workspaces: optional(
    'list(string)',
    'IDs or names of the required Workspaces. The check fails if one of them is not authorized for the token. Names are matched exactly first, then case-insensitively if unique. Defaults to none.',
  ),
  user_id: computed('string', "ID of the token's user."),
  username: computed(
    'string',
    "Name of the token's user. Null if ClickUp does not return it, for example for some guests.",
  ),
  email: computed('string', "Email address of the token's user. Null if ClickUp does not return it."),
  token_kind: computed('string', 'Kind of the token: `personal` or `oauth`.'),
  authorized_workspaces: computed(
    { list: WORKSPACE_ATTRIBUTES },
    'Workspaces that the token is authorized for, in the order that ClickUp returns.',
  ),
  workspace_ids: WORKSPACE_IDS,
};

export const AUTH_DATA_SOURCE: Block = {
  description:
    "The token's user and authorized Workspaces. Terraform reads this data source during plan and not again when it applies a saved plan. To check in both phases, use the `clickup_auth` ephemeral resource.",
  attributes: ATTRIBUTES,
};

export const AUTH_EPHEMERAL_RESOURCE: Block = {
  description:
    'Checks the token and its Workspaces during plan and again during apply, including the apply of a saved plan. Resources that list it in `depends_on` are created or changed only if the check passes. Nothing is stored in state or plan files. Requires Terraform 1.10 or OpenTofu 1.11.',
  attributes: ATTRIBUTES,
};
