/** How the sandbox is started. */
export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Requests a minute and token. Default: 100, as on ClickUp's Free, Unlimited and Business plans. */
  readonly rateLimit?: number;
  /** How long every answer takes, in milliseconds, as a network would. Default: 0. */
  readonly latencyMs?: number;
  /** How long the token `slow` waits, in milliseconds. Default: 30,000. */
  readonly slowMs?: number;
  /** Told of every answer once it is decided. */
  readonly onAnswer?: (line: AnswerLine) => void;
}

/** One answer in a line. */
export interface AnswerLine {
  /** Method and path, as `GET /user`. */
  readonly request: string;
  readonly status: number;
  /** The token's name, never its text; `?` for none and for an unknown one. */
  readonly token: string;
  /** `late` when it is sent after `slowMs`, `cut` when only half of it is. */
  readonly manner?: 'cut' | 'late';
}
