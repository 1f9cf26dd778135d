import type { Attribute, Attributes } from '../../protocol/schema.js';

export function computed(type: Attribute['type'], description: string): Attribute {
  return { type, use: 'computed', description };
}

export function optional(type: Attribute['type'], description: string): Attribute {
  return { type, use: 'optional', description };
}

export const WORKSPACE_ATTRIBUTES: Attributes = {
  id: computed('string', 'ID of the Workspace, for example `9011234080`.'),
  name: computed('string', 'Name of the Workspace, exactly as in ClickUp.'),
  color: computed('string', 'Color of the Workspace, for example `#7b68ee`. Null if ClickUp does not return it.'),
  avatar: computed('string', 'URL of the Workspace picture. Null if ClickUp does not return it.'),
  role: computed(
    'string',
    "Role of the token's user in the Workspace: `owner`, `admin`, `member` or `guest`. Null if ClickUp does not return it.",
  ),
  member_count: computed(
    'number',
    "Number of users in the Workspace, including the token's user. Null if ClickUp returns no member list.",
  ),
};

export const WORKSPACE_IDS = computed(
  'map(string)',
  'Map of Workspace names to IDs. Omits names that several Workspaces share.',
);
