import { authenticate, getWorkspacePlan, getWorkspaceSeats, isAuthError } from '../../src/index.js';
import type { AuthenticateOptions, RequestOptions, Share, Token } from '../../src/index.js';
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
  const sent = new Map<string, Sent<unknown>>();

  const share: Share = async <Result>(name: string, send: (signal: AbortSignal) => Promise<Result>) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core decodes each request in one way
    const previous = sent.get(name) as Sent<Result> | undefined;
    // Read once: a pending request has the age 0, and a clock that was set back says nothing about the age.
    const now = clock();
    const age = now - (previous?.respondedAt ?? now);
    if (previous !== undefined && age >= 0 && age < MAX_AGE_MS) return previous.result;
    log('debug', 'request sent', { request: name });
    const current: Sent<Result> = { result: send(abort.signal) };
    sent.set(name, current);
    try {
      return await current.result;
    } catch (error) {
      const reason = isAuthError(error) ? error.reason : 'internal error';
      log('debug', 'request failed', { request: name, reason });
      if (reason === 'cancelled') sent.delete(name);
      throw error;
    } finally {
      current.respondedAt = clock();
    }
  };
  const shared: RequestOptions = { ...options, share };

  return {
    /** Fails with `input_invalid` if an argument contains the token, so that no diagnostic quotes it. */
    rejectToken: (text: string, input: string) =>
      rejectToken(text, { input, allowed: 'a Workspace ID or name' }, token),
    /** Gets the token's user and Workspaces, and checks the requirements. Sends two requests, and those of the requirements. */
    session: async (requirements: Omit<AuthenticateOptions, 'token'> = {}) =>
      authenticate({ ...requirements, ...shared, token }),
    plan: async (workspaceId: string) => getWorkspacePlan(token, workspaceId, shared),
    seats: async (workspaceId: string) => getWorkspaceSeats(token, workspaceId, shared),
    /** Cancels pending requests. */
    stop() {
      abort.abort();
      abort = new AbortController();
    },
  };
}
