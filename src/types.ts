/** `personal`: made in ClickUp's settings, sent raw. `oauth`: granted to an app, sent with Bearer. */
export type TokenKind = 'personal' | 'oauth';

/** Who a token belongs to. `username` and `email` are absent where ClickUp gives null, as for some guests. */
export interface Identity {
  readonly id: string;
  readonly username?: string;
  readonly email?: string;
}

/** A user's role in a Workspace. ClickUp sends 1–4; it is seen live and absent from ClickUp's specification. */
export type WorkspaceRole = 'owner' | 'admin' | 'member' | 'guest';

/** A Workspace that the token may see. ClickUp's v2 API calls it a team. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** As `#7b68ee`. */
  readonly color?: string;
  /** The URL of a picture. */
  readonly avatar?: string;
  /** The role of the token's user, where ClickUp gives it. */
  readonly role?: WorkspaceRole;
  /** How many users the Workspace lists, the token's own included. */
  readonly memberCount?: number;
}

/** ClickUp's rate limit as of the last answers: per token and minute. */
export interface RateLimit {
  /** Requests a minute: 100, 1,000 or 10,000 by plan. */
  readonly limit?: number;
  /** Requests left in this minute. */
  readonly remaining?: number;
  /** When the minute ends. */
  readonly resetAt?: Date;
}

/** What was established before a failure, so that a surface can still show it. */
export interface Known {
  readonly tokenKind?: TokenKind;
  readonly identity?: Identity;
  readonly workspaces?: readonly Workspace[];
  /** Those that were asked for and found, when others were not. */
  readonly required?: readonly Workspace[];
  readonly rateLimit?: RateLimit;
}
