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

/** The current user's permission on a List, from the lowest to the highest. `create` is full permission. */
export type Permission = 'read' | 'comment' | 'edit' | 'create';

/** What a requirement can name, in addition to Workspaces. */
export type ResourceKind = 'list' | 'folder' | 'space';

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

/** The result of one requirement: what was required, and what the check found. */
export interface RequirementResult {
  /** Name of the option that requires it. */
  readonly requirement:
    | 'workspaces'
    | 'users'
    | 'tokenKind'
    | 'role'
    | 'onlyRequiredWorkspaces'
    | 'probeWorkspaces'
    | 'lists'
    | 'folders'
    | 'spaces';
  /** Name of the input, for example `lists[1]`. */
  readonly input: string;
  /** The Workspace, List, Folder or Space that it concerns. `name` is absent if the token has no access to it. */
  readonly subject?: { readonly kind: 'workspace' | ResourceKind; readonly id: string; readonly name?: string };
  /** For example `edit`, `admin`, `access` or `12345, ada@example.com`. */
  readonly required: string;
  /** For example `create`, `guest`, `no access` or `unknown`. */
  readonly found: string;
  readonly isMet: boolean;
}

/** Data obtained before a failure, which an integration can still show. */
export interface Known {
  readonly tokenKind?: TokenKind;
  readonly identity?: Identity;
  readonly workspaces?: readonly Workspace[];
  /** The required Workspaces that were found, if others were not. */
  readonly required?: readonly Workspace[];
  /** The result of each requirement, if all of them could be checked. */
  readonly requirements?: readonly RequirementResult[];
  readonly rateLimit?: RateLimit;
  /** Notes on an unusual token format, which can be the cause of the failure, and on archived Lists. */
  readonly warnings?: readonly string[];
}

/** The parts of an error message, as plain text. */
export interface Explanation {
  /** The problem in a few words, without a period. */
  readonly title: string;
  /** Status, code and text of ClickUp's response. */
  readonly happened: string;
  /** Likely cause. */
  readonly cause: string;
  /** What to do. */
  readonly remedy: string;
}
