import { authenticate, getWorkspacePlan, getWorkspaceSeats, isAuthError } from '../../src/index.js';
import type { RequestOptions, Token } from '../../src/index.js';
import { rejectToken } from '../../src/integration.js';
import type { Log } from '../plugin/logger.js';

/** The part of the ClickUp API that the sources read. */
export type ClickUpClient = ReturnType<typeof createClient>;

/**
 * Maximum age of a response. A long apply opens a gate minutes after its start, and the token can be revoked in between. A
 * process sends at most one request of each kind in this time.
 */
const MAX_AGE_MS = 5_000;

/** A request that was sent, and when its response arrived. */
interface Sent<Result> {
  readonly result: Promise<Result>;
  respondedAt?: number;
}

/**
 * Creates a client for all sources of one process. It caches responses and failures for five seconds, so that the blocks of
 * a plan share each request. A cancelled request can be sent again immediately.
 */
export function createClient(token: Token, options: RequestOptions, log: Log) {
  const { clock = Date.now } = options;
  let abort = new AbortController();

  function cached<Result>(name: string, send: (options: RequestOptions, workspaceId: string) => Promise<Result>) {
    const results = new Map<string, Sent<Result>>();
    return async (workspaceId = ''): Promise<Result> => {
      const previous = results.get(workspaceId);
      // Read once: a pending request has the age 0, and a clock that was set back says nothing about the age.
      const now = clock();
      const age = now - (previous?.respondedAt ?? now);
      if (previous !== undefined && age >= 0 && age < MAX_AGE_MS) return previous.result;
      log('debug', 'request sent', { request: name });
      const sent: Sent<Result> = { result: send({ ...options, signal: abort.signal }, workspaceId) };
      results.set(workspaceId, sent);
      try {
        return await sent.result;
      } catch (error) {
        const reason = isAuthError(error) ? error.reason : 'internal error';
        log('debug', 'request failed', { request: name, reason });
        if (reason === 'cancelled') results.delete(workspaceId);
        throw error;
      } finally {
        sent.respondedAt = clock();
      }
    };
  }

  return {
    /** Fails with `input_invalid` if an argument contains the token, so that no diagnostic quotes it. */
    rejectToken: (text: string, input: string) =>
      rejectToken(text, { input, allowed: 'a Workspace ID or name' }, token),
    /** Gets the token's user and Workspaces. Sends two requests. */
    session: cached('session', async (request) => authenticate({ ...request, token })),
    plan: cached('plan', async (request, workspaceId) => getWorkspacePlan(token, workspaceId, request)),
    seats: cached('seats', async (request, workspaceId) => getWorkspaceSeats(token, workspaceId, request)),
    /** Cancels pending requests. */
    stop() {
      abort.abort();
      abort = new AbortController();
    },
  };
}
