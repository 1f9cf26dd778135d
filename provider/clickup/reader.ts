import { authenticate, getWorkspacePlan, getWorkspaceSeats, isAuthError } from '../../src/index.js';
import type { RequestOptions, Session, Token, WorkspacePlan, WorkspaceSeats } from '../../src/index.js';
import { rejectToken } from '../../src/integration.js';
import type { Log } from '../plugin/logger.js';

/**
 * Sends the requests of all data sources in one process: each request once, however many data sources need its response.
 * A failure is shared like a response, except that a cancelled request may be sent again.
 */
export class Reader {
  readonly token: Token;
  readonly #options: RequestOptions;
  readonly #log: Log;
  #stop = new AbortController();
  readonly #sessions = new Map<'', Promise<Session>>();
  readonly #plans = new Map<string, Promise<WorkspacePlan>>();
  readonly #seats = new Map<string, Promise<WorkspaceSeats>>();

  constructor(token: Token, options: RequestOptions, log: Log) {
    this.token = token;
    this.#options = options;
    this.#log = log;
  }

  /** Passes an argument that a diagnostic may quote through the guard. Fails with `input_invalid`. */
  rejectToken(text: string, input: string): void {
    rejectToken(text, { input, allowed: 'a Workspace ID or name' }, this.token);
  }

  /** The token's user and Workspaces: two requests. */
  async session(): Promise<Session> {
    return this.#once(this.#sessions, '', 'session', async (options) =>
      authenticate({ ...options, token: this.token }),
    );
  }

  /** One request for each Workspace. */
  async plan(workspaceId: string): Promise<WorkspacePlan> {
    const ask = async (options: RequestOptions) => getWorkspacePlan(this.token, workspaceId, options);
    return this.#once(this.#plans, workspaceId, 'plan', ask);
  }

  /** One request for each Workspace. */
  async seats(workspaceId: string): Promise<WorkspaceSeats> {
    const ask = async (options: RequestOptions) => getWorkspaceSeats(this.token, workspaceId, options);
    return this.#once(this.#seats, workspaceId, 'seats', ask);
  }

  /** Ends every request under way. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #once<Key, Answer>(
    asked: Map<Key, Promise<Answer>>,
    key: Key,
    what: string,
    ask: (options: RequestOptions) => Promise<Answer>,
  ): Promise<Answer> {
    const before = asked.get(key);
    if (before !== undefined) return before;
    this.#log('debug', 'asking ClickUp', { what });
    const asking = ask({ ...this.#options, signal: this.#stop.signal });
    asked.set(key, asking);
    try {
      return await asking;
    } catch (error) {
      const reason = isAuthError(error) ? error.reason : 'fault';
      this.#log('debug', 'the check failed', { what, reason });
      if (reason === 'cancelled') asked.delete(key);
      throw error;
    }
  }
}
