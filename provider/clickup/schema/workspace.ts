import type { Block } from '../../protocol/schema.js';
import { computed, WORKSPACE_ATTRIBUTES, WORKSPACE_IDS } from './attributes.js';

/** `data "clickup_workspace"`: one, by its id or its name. */
export const WORKSPACE_DATA_SOURCE: Block = {
  description:
    'One Workspace that the token is authorized for, by its id or by its name. It fails when there is none, or when several share the name.',
  attributes: {
    ...WORKSPACE_ATTRIBUTES,
    id: {
      type: 'string',
      use: 'optional, computed',
      description: 'The id, as `9011234080`. Exactly one of `id` and `name` must be set.',
    },
    name: {
      type: 'string',
      use: 'optional, computed',
      description:
        'The name: matched exactly, else regardless of case when that is unique, and then given as ClickUp spells it. Exactly one of `id` and `name` must be set.',
    },
  },
};

/** `data "clickup_workspaces"`: all of them, or those of a name's pattern. */
export const WORKSPACES_DATA_SOURCE: Block = {
  description: 'The Workspaces that the token is authorized for: all of them, or those whose names match a pattern.',
  attributes: {
    name_regex: {
      type: 'string',
      use: 'optional',
      description:
        'Regular expression that filters Workspaces by name, for example `^Acme` or `(?i)staging$`. It may match anywhere in the name. Uses JavaScript syntax with the `u` flag; a leading `(?i)` makes it case-insensitive. Patterns that could run too long are rejected. All Workspaces are given by default.',
    },
    workspaces: computed({ list: WORKSPACE_ATTRIBUTES }, 'The Workspaces, in the order of ClickUp.'),
    ids: computed('list(string)', 'The ids of these Workspaces, in the same order.'),
    workspace_ids: WORKSPACE_IDS,
  },
};
