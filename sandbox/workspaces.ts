/** A Workspace that the sandbox plays, with what its token's user is there: 1 owner, 2 admin, 3 member, 4 guest. */
export interface PlayedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly role: 1 | 2 | 3 | 4;
  /** How many users it lists, the token's own included. */
  readonly members: number;
  /** Rows that hold nobody, as ClickUp's lists sometimes do. */
  readonly emptyRows?: number;
  readonly plan: { readonly plan_id: number; readonly plan_name: string };
  /** Guest seats; Infinity is sent as the string "Infinity". */
  readonly guestSeats: number;
}

const BUSINESS = { plan_id: 3, plan_name: 'Business' };
const FREE = { plan_id: 1, plan_name: 'Free Forever' };

export const ACME: PlayedWorkspace = {
  id: '9011234080',
  name: 'Acme',
  role: 1,
  members: 12,
  plan: BUSINESS,
  guestSeats: Infinity,
};

export const GLOBEX: PlayedWorkspace = {
  id: '9011234081',
  name: 'Globex',
  role: 3,
  members: 3,
  plan: FREE,
  guestSeats: 5,
};

/** Two of one name. */
export const TWINS: readonly PlayedWorkspace[] = ['9011234082', '9011234083'].map((id) => ({
  ...GLOBEX,
  id,
  name: 'Umbrella',
}));

export const LARGE: PlayedWorkspace = {
  ...ACME,
  id: '9011234084',
  name: 'Massive Dynamic',
  members: 600,
  emptyRows: 3,
};

export const MANY: readonly PlayedWorkspace[] = Array.from({ length: 60 }, (_, index) => ({
  ...GLOBEX,
  id: String(9011235000 + index),
  name: `Branch ${index + 1}`,
}));

/** A name that would be a workflow command, HTML and a mention where it is printed as it is. */
export const HOSTILE: PlayedWorkspace = {
  ...GLOBEX,
  id: '9011234085',
  name: '::error::##[error]<img src=x onerror=alert(1)> @everyone `code` | [link](https://example.com)\n::stop-commands::x',
};

/** The team as `GET /team` lists it. */
export function toTeam(workspace: PlayedWorkspace, user: object & { readonly id: number }): object {
  const others = Array.from({ length: workspace.members - 1 }, (_, index) => toMember(index));
  const empty = Array.from({ length: workspace.emptyRows ?? 0 }, (_, index) => (index % 2 === 0 ? {} : { user: null }));
  const own = { user: { ...user, role: workspace.role, custom_role: null, ...DATES } };
  return {
    id: workspace.id,
    name: workspace.name,
    color: '#7b68ee',
    avatar: null,
    members: [own, ...empty, ...others],
  };
}

const DATES = { last_active: '1790000000000', date_joined: '1700000000000', date_invited: '1699000000000' };

/** Somebody else. Every seventh was invited and has not come yet: no name, no dates. */
function toMember(index: number): object {
  const hasJoined = index % 7 !== 0;
  const id = 200_000 + index;
  const dates = hasJoined ? DATES : { ...DATES, last_active: null, date_joined: null };
  const who = { id, username: hasJoined ? `Person ${index}` : null, email: `user-${id}@example.com` };
  return { user: { ...who, color: null, profilePicture: null, role: 3, custom_role: null, ...dates } };
}

/** The seats as `GET /team/{id}/seats` gives them: the fields' names differ so. */
export function toSeats({ members, guestSeats }: PlayedWorkspace): object {
  const total = Number.isFinite(guestSeats) ? guestSeats : 'Infinity';
  return {
    members: { filled_members_seats: members, total_member_seats: members + 3, empty_member_seats: 3 },
    guests: { filled_guest_seats: 0, total_guest_seats: total, empty_guest_seats: total },
  };
}
