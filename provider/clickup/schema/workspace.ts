import type { Block } from '../../protocol/schema.js';
import { computed, optional, WORKSPACE_ATTRIBUTES, WORKSPACE_IDS } from './attributes.js';

export const WORKSPACE_DATA_SOURCE: Block = {
  description:
    'One Workspace that the token is authorized for, selected by ID or name. Fails if no Workspace matches, or if several share the name.',
  attributes: {
    ...WORKSPACE_ATTRIBUTES,
    id: {
      type: 'string',
      use: 'optional, computed',
      description: 'ID of the Workspace, for example `9011234080`. Set exactly one of `id` and `name`.',
    },
    name: {
      type: 'string',
      use: 'optional, computed',
      description:
        'Name of the Workspace. Matched exactly first, then case-insensitively if unique, and returned exactly as in ClickUp. Set exactly one of `id` and `name`.',
    },
  },
};

export const WORKSPACES_DATA_SOURCE: Block = {
  description: 'The Workspaces that the token is authorized for: all of them, or those whose names match a pattern.',
  attributes: {
    name_regex: optional(
      'string',
      'Regular expression that filters Workspaces by name, for example `^Acme` or `(?i)staging$`. It may match anywhere in the name. Uses JavaScript syntax with the `u` flag; a leading `(?i)` makes it case-insensitive. Patterns that could run too long are rejected. Defaults to all Workspaces.',
    ),
    workspaces: computed({ list: WORKSPACE_ATTRIBUTES }, 'Matching Workspaces, in the order that ClickUp returns.'),
    ids: computed('list(string)', 'IDs of the matching Workspaces, in the same order.'),
    workspace_ids: WORKSPACE_IDS,
  },
};
