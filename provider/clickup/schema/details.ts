import type { Attribute, Block } from '../../protocol/schema.js';
import { computed } from './attributes.js';

const description = 'ID of a Workspace that the token is authorized for, for example `9011234080`.';
const WORKSPACE_ID: Attribute = { type: 'string', use: 'required', description };

export const WORKSPACE_PLAN_DATA_SOURCE: Block = {
  description: 'Pricing plan of a Workspace. ClickUp sets the rate limit of API requests by plan.',
  attributes: {
    workspace_id: WORKSPACE_ID,
    plan_id: computed('string', 'ID of the plan, for example `3`.'),
    plan_name: computed('string', 'Name of the plan, for example `Business`.'),
  },
};

export const WORKSPACE_SEATS_DATA_SOURCE: Block = {
  description: 'Member and guest seats of a Workspace.',
  attributes: {
    workspace_id: WORKSPACE_ID,
    members_filled: computed('number', 'Number of member seats in use.'),
    members_total: computed('number', 'Total number of member seats.'),
    members_empty: computed('number', 'Number of available member seats.'),
    guests_filled: computed('number', 'Number of guest seats in use.'),
    guests_total: computed('number', 'Total number of guest seats. Null if unlimited.'),
    guests_empty: computed('number', 'Number of available guest seats. Null if unlimited.'),
    guests_unlimited: computed('bool', 'Whether the number of guest seats is unlimited.'),
  },
};
