/** Options of the sandbox. */
export interface SandboxOptions {
  /** Port to listen on. Defaults to 0, which selects a free port. */
  readonly port?: number;
  /** Maximum number of requests per minute and token. Defaults to 100, as on ClickUp's Free, Unlimited and Business plans. */
  readonly rateLimit?: number;
  /** Delay of every response in milliseconds, to emulate a network. Defaults to 0. */
  readonly latencyMs?: number;
  /** Delay of responses to the token `slow` in milliseconds. Defaults to 30,000. */
  readonly slowMs?: number;
  /** Called for every response, before it is sent. */
  readonly onAnswer?: (line: AnswerLine) => void;
}

/** Summary of one response, for a log. */
export interface AnswerLine {
  /** Method and path, for example `GET /user`. */
  readonly request: string;
  readonly status: number;
  /** The token's name, never its text; `?` if it is missing or unknown. */
  readonly token: string;
  /** `late` if it is sent after `slowMs`, `cut` if the connection is closed after half of it. */
  readonly delivery?: 'cut' | 'late';
}
