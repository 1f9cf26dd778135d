import type { Source } from './source.js';
import { textOf } from '../text.js';

/** `data "clickup_workspace_seats"`. */
export const workspaceSeatsSource: Source = {
  async read({ workspace_id }, reader) {
    const id = textOf(workspace_id);
    reader.rejectToken(id, 'workspace_id');
    const { members, guests } = await reader.seats(id);
    return {
      members_filled: members.filled,
      members_total: members.total,
      members_empty: members.empty,
      guests_filled: guests.filled,
      guests_total: bounded(guests.total),
      guests_empty: bounded(guests.empty),
      guests_unlimited: !Number.isFinite(guests.total),
    };
  },
};

/** Terraform knows no infinity. */
function bounded(count: number): number | null {
  return Number.isFinite(count) ? count : null;
}
