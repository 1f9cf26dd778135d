/** What ClickUp said, as it came: bounded, without control characters, and never holding a part of the token. */
export interface Answer {
  /** Which request it answers, as `GET /user`: a path of the API, no host and no query. */
  readonly request: string;
  /** The HTTP status. */
  readonly status: number;
  /** ClickUp's own error code, as `OAUTH_025`. */
  readonly ecode?: string;
  /** ClickUp's own words. */
  readonly text?: string;
}

/** A required Workspace that the token does not see. */
export interface MissingWorkspace {
  /** The input that asked for it, as `workspaces[1]`. */
  readonly input: string;
  /** The id or the name as it was asked for. */
  readonly wanted: string;
}

export interface WorkspaceLabel {
  readonly id: string;
  readonly name: string;
}

/**
 * Everything that can go wrong, as data. `input` names the option it concerns. A new reason does not compile until
 * every surface speaks it. Reasons are a public contract.
 */
export type Failure =
  /** No token, or an empty one. */
  | { readonly reason: 'token_missing'; readonly input: string }
  /** The token can't stand in a header. `problem` says why without quoting it. */
  | { readonly reason: 'token_malformed'; readonly input: string; readonly problem: string; readonly answer?: Answer }
  /** ClickUp does not know the token: regenerated, revoked, or never one of its own. */
  | { readonly reason: 'token_rejected'; readonly input: string; readonly answer: Answer }
  /** The token works, but not for these Workspaces. `visible` is bounded; `visibleCount` is not. */
  | {
      readonly reason: 'workspace_not_authorized';
      readonly input: string;
      readonly missing: readonly MissingWorkspace[];
      readonly visible: readonly WorkspaceLabel[];
      readonly visibleCount: number;
      readonly answer?: Answer;
    }
  /** Several Workspaces have the name that was asked for. `candidates` is bounded. */
  | {
      readonly reason: 'workspace_ambiguous';
      readonly input: string;
      readonly wanted: string;
      readonly candidates: readonly WorkspaceLabel[];
    }
  /** Too many requests in this minute. Nothing is known about the token. */
  | { readonly reason: 'rate_limited'; readonly input: string; readonly retryAt: Date; readonly answer: Answer }
  /** ClickUp answered with a 5xx. */
  | { readonly reason: 'clickup_unavailable'; readonly input: string; readonly status: number; readonly answer: Answer }
  /** The network failed before an answer: DNS, connection, TLS or a proxy. `code` as Node names it. */
  | {
      readonly reason: 'unreachable';
      readonly input: string;
      readonly host: string;
      readonly code?: string;
      readonly problem: string;
    }
  /** No answer in time. `limit` says which bound was met. */
  | {
      readonly reason: 'timed_out';
      readonly input: string;
      readonly limit: 'request' | 'deadline';
      readonly timeoutMs: number;
    }
  /** The caller's AbortSignal. */
  | { readonly reason: 'cancelled'; readonly input: string }
  /** Unexpected response from the ClickUp API: `path` as `teams[0].id`, or `body`, or `status`. */
  | {
      readonly reason: 'reply_malformed';
      readonly input: string;
      readonly path: string;
      readonly problem: string;
      readonly answer: Answer;
    }
  /** ClickUp refused for another reason, reported as it came. */
  | {
      readonly reason: 'request_refused';
      readonly input: string;
      readonly status: number;
      readonly ecode?: string;
      readonly answer: Answer;
    }
  /** An option of ours that can't be used. `allowed` says what can. */
  | { readonly reason: 'input_invalid'; readonly input: string; readonly allowed: string };

export type Reason = Failure['reason'];
