import type { Attributes, Block } from '../../protocol/schema.js';
import { computed, optional, WORKSPACE_ATTRIBUTES, WORKSPACE_IDS } from './attributes.js';

const LIST_ATTRIBUTES: Attributes = {
  id: { type: 'string', use: 'required', description: 'ID or URL of the List.' },
  permission: optional(
    'string',
    "Minimum permission of the token's user: `read`, `comment`, `edit` or `create`. Defaults to access only.",
  ),
};

const REQUIREMENT_ATTRIBUTES: Attributes = {
  requirement: computed('string', 'Name of the argument, for example `lists`.'),
  kind: computed('string', '`workspace`, `list`, `folder` or `space`. Null for `users` and `token_kind_required`.'),
  id: computed('string', 'ID of that item.'),
  name: computed('string', 'Name of that item.'),
  required: computed('string', 'What was required, for example `edit`, `admin` or `access`.'),
  found: computed('string', 'What ClickUp returned, for example `create`.'),
};

const ATTRIBUTES: Attributes = {
  workspaces: optional(
    'list(string)',
    'IDs or names of the required Workspaces. The check fails if one of them is not authorized for the token. Names are matched exactly first, then case-insensitively if unique. Defaults to none.',
  ),
  users: optional(
    'list(string)',
    "IDs or email addresses, one of which must be that of the token's user. Defaults to every user.",
  ),
  token_kind_required: optional('string', 'Required kind of the token: `personal` or `oauth`. Defaults to both.'),
  role: optional(
    'string',
    "Minimum role of the token's user in each Workspace of `workspaces`: `guest`, `member`, `admin` or `owner`. Defaults to none.",
  ),
  only_required_workspaces: optional(
    'bool',
    'Whether the check fails if the token is authorized for a Workspace that is not in `workspaces`. Defaults to false.',
  ),
  probe_workspaces: optional(
    'bool',
    'Whether to send a request to each Workspace in `workspaces`, because ClickUp can list a Workspace that it then rejects. Defaults to false.',
  ),
  lists: optional({ list: LIST_ATTRIBUTES }, 'Lists that the token must have access to. Sends one request for each.'),
  folders: optional(
    'list(string)',
    'IDs or URLs of Folders that the token must have access to. Sends one request for each.',
  ),
  spaces: optional(
    'list(string)',
    'IDs or URLs of Spaces that the token must have access to. Sends one request for each.',
  ),
  user_id: computed('string', "ID of the token's user."),
  username: computed(
    'string',
    "Name of the token's user. Null if ClickUp does not return it, for example for some guests.",
  ),
  email: computed('string', "Email address of the token's user. Null if ClickUp does not return it."),
  token_kind: computed('string', 'Kind of the token: `personal` or `oauth`.'),
  level: computed(
    'string',
    'What the check proved: `recognized`, `scoped` (to the required Workspaces) or `authorized` (for the required Lists, Folders and Spaces).',
  ),
  requirements: computed(
    { list: REQUIREMENT_ATTRIBUTES },
    'Result of each requirement: what was required and what ClickUp returned.',
  ),
  list_names: computed('map(string)', 'Map of IDs to names of the required Lists.'),
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
