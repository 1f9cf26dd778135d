import type { Source } from './source.js';
import { textOf } from '../text.js';

/** `data "clickup_workspace_plan"`. */
export const workspacePlanSource: Source = {
  async read({ workspace_id }, reader) {
    const id = textOf(workspace_id);
    reader.rejectToken(id, 'workspace_id');
    const plan = await reader.plan(id);
    return { plan_id: plan.id, plan_name: plan.name };
  },
};
