import type { Attribute, Block } from '../../protocol/schema.js';
import { computed } from './attributes.js';

const WORKSPACE_ID: Attribute = {
  type: 'string',
  use: 'required',
  description: 'The id of a Workspace that the token is authorized for, as `9011234080`.',
};

/** `data "clickup_workspace_plan"`. */
export const WORKSPACE_PLAN_DATA_SOURCE: Block = {
  description: "A Workspace's plan: what it pays for, and so how many requests a minute ClickUp answers.",
  attributes: {
    workspace_id: WORKSPACE_ID,
    plan_id: computed('string', 'The id of the plan, as `3`.'),
    plan_name: computed('string', 'The name of the plan, as `Business`.'),
  },
};

/** `data "clickup_workspace_seats"`. */
export const WORKSPACE_SEATS_DATA_SOURCE: Block = {
  description: "A Workspace's seats for members and for guests.",
  attributes: {
    workspace_id: WORKSPACE_ID,
    members_filled: computed('number', 'How many seats members take.'),
    members_total: computed('number', 'How many seats there are for members.'),
    members_empty: computed('number', 'How many seats for members are free.'),
    guests_filled: computed('number', 'How many seats guests take.'),
    guests_total: computed('number', 'How many seats there are for guests. Null where they are unlimited.'),
    guests_empty: computed('number', 'How many seats for guests are free. Null where they are unlimited.'),
    guests_unlimited: computed('bool', 'Whether any number of guests may be invited.'),
  },
};
