import { once } from 'node:events';
import { createServer } from 'node:http';
import type { SandboxOptions } from './options.js';
import { createRouter } from './router.js';
import { State, type RequestCounts } from './state.js';
import { SANDBOX_TOKENS, type SandboxToken, type SandboxTokenName } from './tokens.js';
import type { SandboxWorkspace } from './workspaces.js';

/** A running ClickUp emulator, listening on 127.0.0.1. */
export interface Sandbox {
  /** URL of the page that lists the test tokens, for example `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Value for `apiUrl`, `api-url` and CLICKUP_API_URL. */
  readonly apiUrl: string;
  /** URL of the consent page. */
  readonly authorizeUrl: string;
  /** The test tokens by name. */
  readonly tokens: Readonly<Record<SandboxTokenName, string>>;
  /** The number of API requests so far. */
  readonly requests: RequestCounts;
  /** Rejects this token from now on. Takes a name of the table, or the text of a test token or an issued token. */
  revoke(token: string): void;
  /** Undoes `revoke`. The test tokens `revoked` and `withdrawn` become valid. */
  restore(token: string): void;
  /** Resets the counts, the rate limits and the tokens that fail only on their first requests. */
  resetCounts(): void;
  /** Returns a new token that is authorized for these Workspaces. Defaults to Acme and Globex. */
  issueToken(workspaces?: readonly SandboxWorkspace[]): string;
  /** Stops immediately and closes every connection. */
  close(): Promise<void>;
}

/** Starts the sandbox. Fails like `server.listen`, for example with EADDRINUSE if the port is in use. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = new State(options.rateLimit ?? 100);
  const server = createServer(createRouter(state, options));
  await once(server.listen(options.port ?? 0, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const find = (token: string): SandboxToken => {
    const row = state.findByNameOrToken(token);
    // The argument may be a real token, so the message does not quote it.
    if (row === undefined) throw new Error('The sandbox has no such token.');
    return row;
  };
  return {
    url,
    apiUrl: `${url}/api/v2`,
    authorizeUrl: `${url}/api`,
    tokens: SANDBOX_TOKENS,
    get requests() {
      return state.counts;
    },
    revoke: (token) => state.revoke(find(token)),
    restore: (token) => state.restore(find(token)),
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
