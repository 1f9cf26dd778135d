import type { Identity, Permission, ResourceKind, TokenKind, Workspace, WorkspaceRole } from './types.js';

/** ClickUp's response to a rejected request: truncated, without control characters, and without any part of the token. */
export interface Answer {
  /** Method and path of the request, for example `GET /user`. Contains no host and no query. */
  readonly request: string;
  /** HTTP status. */
  readonly status: number;
  /** ClickUp's error code, for example `OAUTH_025`. */
  readonly ecode?: string;
  /** ClickUp's error text. */
  readonly text?: string;
}

/** A required Workspace that is not authorized for the token. */
export interface MissingWorkspace {
  /** Name of the input that requires it, for example `workspaces[1]`. */
  readonly input: string;
  /** The required ID or name. */
  readonly wanted: string;
  /** At most 20 Workspaces with this name, if `wanted` has digits only. Digits are an ID and match no name. */
  readonly named?: readonly WorkspaceLabel[];
}

export type WorkspaceLabel = Pick<Workspace, 'id' | 'name'>;

/** A required List, Folder or Space to which ClickUp rejected access. */
export interface InaccessibleResource {
  /** Name of the input that requires it, for example `lists[1]`. */
  readonly input: string;
  readonly kind: ResourceKind;
  readonly id: string;
  /** What the ID belongs to, if it belongs to an item of another kind. ClickUp returns the same error for it. */
  readonly actual?: { readonly kind: ResourceKind; readonly name: string };
  readonly answer: Answer;
}

/** A required List on which the token's user has a lower permission. */
export interface LowPermission {
  /** Name of the input that requires it, for example `lists[1]`. */
  readonly input: string;
  readonly id: string;
  readonly name: string;
  readonly required: Permission;
  /** As received from ClickUp, or `unknown` if ClickUp returned none. */
  readonly found: string;
}

/** A required Workspace in which the token's user has a lower role. */
export interface LowRole extends WorkspaceLabel {
  /** As received from ClickUp, for example `guest` or `7`, or `unknown` if ClickUp returned none. */
  readonly found: string;
}

/**
 * Every failure, as data. `input` names the option that it concerns. Reasons are a public contract. Compilation fails
 * until every integration handles a new reason.
 */
export type Failure = SingleFailure & {
  /** The other unmet requirements of the same check, in the order in which they are documented. */
  readonly others?: readonly SingleFailure[];
};

/** A failure without the other unmet requirements of the same check. */
export type SingleFailure =
  /** No token, or an empty one. */
  | { readonly reason: 'token_missing'; readonly input: string }
  /** The token is invalid as a header value. `problem` states why, without quoting it. */
  | { readonly reason: 'token_malformed'; readonly input: string; readonly problem: string; readonly answer?: Answer }
  /** ClickUp rejected the token, for example because it was regenerated or revoked. */
  | { readonly reason: 'token_rejected'; readonly input: string; readonly answer: Answer }
  /** The token is valid but not authorized for these Workspaces. `visible` has at most 20 of its `visibleCount` Workspaces. */
  | {
      readonly reason: 'workspace_not_authorized';
      readonly input: string;
      readonly missing: readonly MissingWorkspace[];
      readonly visible: readonly WorkspaceLabel[];
      readonly visibleCount: number;
      /** Whether ClickUp lists these Workspaces for the token, although it rejects requests to them. */
      readonly isListed?: true;
      readonly answer?: Answer;
    }
  /** Several Workspaces have the required name. `candidates` has at most 20 of them. */
  | {
      readonly reason: 'workspace_ambiguous';
      readonly input: string;
      readonly wanted: string;
      readonly candidates: readonly WorkspaceLabel[];
    }
  /** The token's user is none of the required ones. `expected` has at most 20 of them. */
  | {
      readonly reason: 'user_unexpected';
      readonly input: string;
      readonly expected: readonly string[];
      readonly found: Identity;
    }
  /** The token is an OAuth access token instead of a personal token, or the reverse. */
  | {
      readonly reason: 'token_kind_unexpected';
      readonly input: string;
      readonly expected: TokenKind;
      readonly found: TokenKind;
    }
  /** The role of the token's user in a required Workspace is too low or unknown. */
  | {
      readonly reason: 'role_insufficient';
      readonly input: string;
      readonly required: WorkspaceRole;
      readonly workspaces: readonly LowRole[];
    }
  /** The token has access to Workspaces that are not required. `workspaces` has at most 20 of the `count`. */
  | {
      readonly reason: 'workspace_unexpected';
      readonly input: string;
      readonly tokenKind: TokenKind;
      readonly workspaces: readonly WorkspaceLabel[];
      readonly count: number;
    }
  /** ClickUp rejected access to required Lists, Folders or Spaces. */
  | {
      readonly reason: 'resource_inaccessible';
      readonly input: string;
      readonly resources: readonly [InaccessibleResource, ...InaccessibleResource[]];
    }
  /** The permission of the token's user on a required List is too low or unknown. */
  | { readonly reason: 'permission_insufficient'; readonly input: string; readonly lists: readonly LowPermission[] }
  /**
   * The token exceeded ClickUp's rate limit. This does not mean that the token is invalid. `needed` is set if the check
   * stopped before the limit, because its remaining requests cannot be sent within its time limit.
   */
  | {
      readonly reason: 'rate_limited';
      readonly input: string;
      readonly retryAt: Date;
      readonly needed?: { readonly requests: number; readonly remaining: number; readonly timeoutMs: number };
      readonly answer: Answer;
    }
  /** ClickUp returned a 5xx status. */
  | { readonly reason: 'clickup_unavailable'; readonly input: string; readonly status: number; readonly answer: Answer }
  /** The network failed before the response: DNS, connection, TLS or a proxy. `code` is Node's error code. */
  | {
      readonly reason: 'unreachable';
      readonly input: string;
      readonly host: string;
      readonly code?: string;
      readonly problem: string;
    }
  /** No response in time. `limit` is the time limit that was exceeded. */
  | {
      readonly reason: 'timed_out';
      readonly input: string;
      readonly limit: 'request' | 'deadline';
      readonly timeoutMs: number;
    }
  /** The caller's AbortSignal was aborted. */
  | { readonly reason: 'cancelled'; readonly input: string }
  /** Unexpected response from the ClickUp API. `path` is, for example, `teams[0].id`, `body` or `status`. */
  | {
      readonly reason: 'reply_malformed';
      readonly input: string;
      readonly path: string;
      readonly problem: string;
      readonly answer: Answer;
    }
  /** ClickUp rejected the request with an error that matches no other reason. */
  | {
      readonly reason: 'request_refused';
      readonly input: string;
      readonly status: number;
      readonly ecode?: string;
      readonly answer: Answer;
    }
  /** An option is invalid. `allowed` completes the sentence "Expected …". */
  | { readonly reason: 'input_invalid'; readonly input: string; readonly allowed: string };

export type Reason = Failure['reason'];
