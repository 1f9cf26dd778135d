import { isNull, stringOf } from '../config-values.js';
import type { Source } from '../read-handler.js';

export const workspaceSeatsSource: Source = {
  async read({ workspace_id }, client) {
    // With `on_failure = "warn"`, the ID can come from a failed read. Then that failure is reported, not the missing ID.
    if (isNull(workspace_id)) await client.session();
    const id = stringOf(workspace_id);
    client.rejectToken(id, 'workspace_id');
    const { members, guests } = await client.seats(id);
    return {
      members_filled: members.filled,
      members_total: members.total,
      members_empty: members.empty,
      guests_filled: guests.filled,
      guests_total: finiteOrNull(guests.total),
      guests_empty: finiteOrNull(guests.empty),
      guests_unlimited: !Number.isFinite(guests.total),
    };
  },
};

/** Terraform numbers cannot be infinite. */
function finiteOrNull(count: number): number | null {
  return Number.isFinite(count) ? count : null;
}
