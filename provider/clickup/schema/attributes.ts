import type { Attribute, Attributes } from '../../protocol/schema.js';

/** An attribute that the provider gives. */
export function computed(type: Attribute['type'], description: string): Attribute {
  return { type, use: 'computed', description };
}

/** What is known of each Workspace. */
export const WORKSPACE_ATTRIBUTES: Attributes = {
  id: computed('string', 'The id, as `9011234080`.'),
  name: computed('string', 'The name, as ClickUp spells it.'),
  color: computed('string', 'The color, as `#7b68ee`. Null where ClickUp gives none.'),
  avatar: computed('string', 'The URL of a picture. Null where ClickUp gives none.'),
  role: computed(
    'string',
    "The role of the token's user in the Workspace: `owner`, `admin`, `member` or `guest`. Null where ClickUp gives none.",
  ),
  member_count: computed(
    'number',
    "Number of users in the Workspace, including the token's user. Null if ClickUp returns no member list.",
  ),
};

/** A map from names to ids, for `for_each` and for looking one up. */
export const WORKSPACE_IDS = computed(
  'map(string)',
  'Map of Workspace names to IDs. Omits names that several Workspaces share.',
);
