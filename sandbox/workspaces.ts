/** A Workspace of the sandbox. */
export interface SandboxWorkspace {
  readonly id: string;
  readonly name: string;
  /** Role of the token's user: 1 owner, 2 admin, 3 member, 4 guest. */
  readonly role: 1 | 2 | 3 | 4;
  /** Number of users, including the token's user. */
  readonly members: number;
  /** Number of member entries without a user, which ClickUp's lists sometimes contain. */
  readonly emptyRows?: number;
  readonly plan: { readonly plan_id: number; readonly plan_name: string };
  /** Number of guest seats. Infinity is sent as the string "Infinity". */
  readonly guestSeats: number;
}

export const ACME: SandboxWorkspace = {
  id: '9011234080',
  name: 'Acme',
  role: 1,
  members: 12,
  plan: { plan_id: 3, plan_name: 'Business' },
  guestSeats: Infinity,
};

export const GLOBEX: SandboxWorkspace = {
  id: '9011234081',
  name: 'Globex',
  role: 3,
  members: 3,
  plan: { plan_id: 13, plan_name: 'Free Forever' },
  guestSeats: 5,
};

/** Two Workspaces that share a name. */
export const SAME_NAME: readonly SandboxWorkspace[] = ['9011234082', '9011234083'].map((id) => ({
  ...GLOBEX,
  id,
  name: 'Umbrella',
}));

export const LARGE = { ...ACME, id: '9011234084', name: 'Massive Dynamic', members: 600, emptyRows: 3 };

export const MANY: readonly SandboxWorkspace[] = Array.from({ length: 60 }, (_, index) => ({
  ...GLOBEX,
  id: String(9011235000 + index),
  name: `Branch ${index + 1}`,
}));

/** A name that contains a workflow command, HTML, a mention and Markdown, all of which output must escape. */
export const HOSTILE: SandboxWorkspace = {
  ...GLOBEX,
  id: '9011234085',
  name: '::error::##[error]<img src=x onerror=alert(1)> @everyone `code` | [link](https://example.com)\n::stop-commands::x',
};

/** One entry of `GET /team`. */
export function toTeam(workspace: SandboxWorkspace, user: object & { readonly id: number }): object {
  const { id, name, role, members, emptyRows = 0 } = workspace;
  const own = { user: { ...user, role, custom_role: null, ...DATES } };
  const empty = Array.from({ length: emptyRows }, (_, index) => (index % 2 === 0 ? {} : { user: null }));
  const others = Array.from({ length: members - 1 }, (_, index) => toMember(index));
  return { id, name, color: '#7b68ee', avatar: null, members: [own, ...empty, ...others] };
}

/** The same without members, as ClickUp's specification permits. */
export function toTeamWithoutRoles({ id, name }: SandboxWorkspace): object {
  return { id, name, color: '#7b68ee', avatar: null, members: [] };
}

const DATES = { last_active: '1790000000000', date_joined: '1700000000000', date_invited: '1699000000000' };

/** Another member. Every seventh has not accepted the invitation yet and has no name and no dates. */
function toMember(index: number): object {
  const hasJoined = index % 7 !== 0;
  const id = 200_000 + index;
  const dates = hasJoined ? DATES : { ...DATES, last_active: null, date_joined: null };
  const profile = { id, username: hasJoined ? `Person ${index}` : null, email: `user-${id}@example.com` };
  return { user: { ...profile, color: null, profilePicture: null, role: 3, custom_role: null, ...dates } };
}

/** The body of `GET /team/{id}/seats`. ClickUp names the fields of members and guests differently. */
export function toSeats({ members, guestSeats }: SandboxWorkspace): object {
  const total = Number.isFinite(guestSeats) ? guestSeats : 'Infinity';
  return {
    members: { filled_members_seats: members, total_member_seats: members + 3, empty_member_seats: 3 },
    guests: { filled_guest_seats: 0, total_guest_seats: total, empty_guest_seats: total },
  };
}
