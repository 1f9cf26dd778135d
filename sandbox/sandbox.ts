import { once } from 'node:events';
import { createServer } from 'node:http';
import type { SandboxOptions } from './options.js';
import { createRouter } from './router.js';
import { State, type RequestCounts } from './state.js';
import { SANDBOX_TOKENS, type SandboxToken, type SandboxTokenName } from './tokens.js';
import type { PlayedWorkspace } from './workspaces.js';

/** ClickUp, played on 127.0.0.1. */
export interface Sandbox {
  /** As `http://127.0.0.1:8787`. */
  readonly url: string;
  /** For `apiUrl`, `api-url` and CLICKUP_API_URL. */
  readonly apiUrl: string;
  /** The consent page. */
  readonly authorizeUrl: string;
  /** The tokens of the table, by name. */
  readonly tokens: Readonly<Record<SandboxTokenName, string>>;
  /** What the API was asked so far. */
  readonly requests: RequestCounts;
  /** From now on ClickUp rejects this token. It is named as in the table, or is the text of an issued one. */
  revoke(token: string): void;
  /** Undoes it. The table's dead tokens, `revoked` and `withdrawn`, work from now on. */
  restore(token: string): void;
  /** Forgets what was asked: counts, limits and first times. */
  resetCounts(): void;
  /** A new token that works for these Workspaces. Default: Acme and Globex. */
  issueToken(workspaces?: readonly PlayedWorkspace[]): string;
  /** Ends at once, with every connection. */
  close(): Promise<void>;
}

/** Starts the sandbox. Fails as `listen` does, with EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = new State(options.rateLimit ?? 100);
  const server = createServer(createRouter(state, options));
  await once(server.listen(options.port ?? 0, '127.0.0.1'), 'listening');
  const address = server.address();
  const known = (token: string): SandboxToken => {
    const row = state.row(token);
    // It may be a token of another place, so it is not quoted.
    if (row === undefined) throw new Error('The sandbox has no such token.');
    return row;
  };
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    apiUrl: `${url}/api/v2`,
    authorizeUrl: `${url}/api`,
    tokens: SANDBOX_TOKENS,
    get requests() {
      return state.counts;
    },
    revoke: (token) => state.revoke(known(token)),
    restore: (token) => state.restore(known(token)),
    resetCounts: () => state.reset(),
    issueToken: (workspaces) => state.issue(workspaces),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
