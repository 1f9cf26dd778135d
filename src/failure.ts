import type { Workspace } from './types.js';

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

/**
 * Every failure, as data. `input` names the option that it concerns. Reasons are a public contract. Compilation fails
 * until every integration handles a new reason.
 */
export type Failure =
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
      readonly answer?: Answer;
    }
  /** Several Workspaces have the required name. `candidates` has at most 20 of them. */
  | {
      readonly reason: 'workspace_ambiguous';
      readonly input: string;
      readonly wanted: string;
      readonly candidates: readonly WorkspaceLabel[];
    }
  /** The token exceeded ClickUp's rate limit. This does not mean that the token is invalid. */
  | { readonly reason: 'rate_limited'; readonly input: string; readonly retryAt: Date; readonly answer: Answer }
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
