import { isNull, stringOf } from '../config-values.js';
import type { Source } from '../read-handler.js';

export const workspacePlanSource: Source = {
  async read({ workspace_id }, client) {
    // With `on_failure = "warn"`, the ID can come from a failed read. Then that failure is reported, not the missing ID.
    if (isNull(workspace_id)) await client.session();
    const id = stringOf(workspace_id);
    client.rejectToken(id, 'workspace_id');
    const plan = await client.plan(id);
    return { plan_id: plan.id, plan_name: plan.name };
  },
};
