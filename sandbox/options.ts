/** How the sandbox is started. */
export interface SandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Requests a minute and token. Default: 100, as on ClickUp's Free, Unlimited and Business plans. */
  readonly rateLimit?: number;
  /** How long the token `slow` waits, in milliseconds. Default: 30,000. */
  readonly slowMs?: number;
  /** Told of every answer: method and path, status, and the token's name, never its text. */
  readonly onAnswer?: (line: { readonly request: string; readonly status: number; readonly token: string }) => void;
}
