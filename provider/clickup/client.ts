import { authenticate, getWorkspacePlan, getWorkspaceSeats, isAuthError } from '../../src/index.js';
import type { RequestOptions, Token } from '../../src/index.js';
import { rejectToken } from '../../src/integration.js';
import type { Log } from '../plugin/logger.js';

/** The part of the ClickUp API that the sources read. */
export type ClickUpClient = ReturnType<typeof createClient>;

/**
 * Creates a client for all sources of one process. It sends each request once, and caches responses and failures. Only a
 * cancelled request can be sent again.
 */
export function createClient(token: Token, options: RequestOptions, log: Log) {
  let abort = new AbortController();

  function cached<Result>(name: string, send: (options: RequestOptions, workspaceId: string) => Promise<Result>) {
    const results = new Map<string, Promise<Result>>();
    return async (workspaceId = ''): Promise<Result> => {
      const previous = results.get(workspaceId);
      if (previous !== undefined) return previous;
      log('debug', 'request sent', { request: name });
      const result = send({ ...options, signal: abort.signal }, workspaceId);
      results.set(workspaceId, result);
      try {
        return await result;
      } catch (error) {
        const reason = isAuthError(error) ? error.reason : 'internal error';
        log('debug', 'request failed', { request: name, reason });
        if (reason === 'cancelled') results.delete(workspaceId);
        throw error;
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
