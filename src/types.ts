/** `personal`: created in ClickUp's settings, sent as it is. `oauth`: granted to an app, sent with `Bearer`. */
export type TokenKind = 'personal' | 'oauth';

/** The token's user. `username` and `email` are absent if ClickUp returns null, for example for some guests. */
export interface Identity {
  readonly id: string;
  readonly username?: string;
  readonly email?: string;
}

/** A user's role in a Workspace. The live API returns 1–4, which ClickUp's specification does not document. */
export type WorkspaceRole = 'owner' | 'admin' | 'member' | 'guest';

/** A Workspace that the token has access to. ClickUp's API v2 calls it a team. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** For example `#7b68ee`. */
  readonly color?: string;
  /** URL of an image. */
  readonly avatar?: string;
  /** Role of the token's user, if ClickUp returns it. */
  readonly role?: WorkspaceRole;
  /** Number of users in the Workspace, including the token's user. */
  readonly memberCount?: number;
}

/** ClickUp's rate limit, which applies per token and minute, as of the last response. */
export interface RateLimit {
  /** Requests per minute: 100, 1,000 or 10,000, depending on the plan. */
  readonly limit?: number;
  /** Requests left in this minute. */
  readonly remaining?: number;
  /** End of this minute. */
  readonly resetAt?: Date;
}

/** Data obtained before a failure, which an integration can still show. */
export interface Known {
  readonly tokenKind?: TokenKind;
  readonly identity?: Identity;
  readonly workspaces?: readonly Workspace[];
  /** The required Workspaces that were found, if others were not. */
  readonly required?: readonly Workspace[];
  readonly rateLimit?: RateLimit;
  /** Notes on an unusual token format, which can be the cause of the failure. */
  readonly warnings?: readonly string[];
}
