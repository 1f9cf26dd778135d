import { callApi } from './api-call.js';
import { AuthError, isAuthError, withKnown } from './auth-error.js';
import { identityRequest } from './identity.js';
import { resolveOptions, type RequestOptions, type ResolvedOptions } from './options.js';
import { mergeRateLimits } from './rate-limit.js';
import { select } from './select.js';
import { asToken, rejectToken, type Token } from './token.js';
import type { Identity, Known, RateLimit, Workspace } from './types.js';
import { withRole, workspacesRequest } from './workspaces.js';

export interface AuthenticateOptions extends RequestOptions {
  /** A personal token or an OAuth access token, as pasted. */
  readonly token: Token | string | null | undefined;
  /** IDs or names of the required Workspaces. Defaults to none. */
  readonly workspaces?: readonly string[] | undefined;
}

/** A valid token, its user and the Workspaces that it has access to. */
export interface Session {
  readonly token: Token;
  readonly identity: Identity;
  /** Every Workspace that the token has access to. */
  readonly workspaces: readonly Workspace[];
  /** The required Workspaces, each once, in the order of the option. */
  readonly required: readonly Workspace[];
  /** The rate limit in ClickUp's last response, if it reported one. */
  readonly rateLimit?: RateLimit;
  /** Notes on an unusual token. They do not mean that the check failed. */
  readonly warnings: readonly string[];
}

/**
 * Normalizes the token, requests its user and its Workspaces in parallel, and selects the required Workspaces. Sends two
 * requests.
 * Fails with an {@link AuthError} of any reason; `error.known` has the data obtained before the failure.
 */
export async function authenticate(options: AuthenticateOptions): Promise<Session> {
  const resolved = resolveOptions(options);
  const token = asToken(options.token);
  const wanted = options.workspaces ?? [];
  validateRequiredWorkspaces(wanted, token);
  const { identity, workspaces, rateLimit } = await fetchIdentityAndWorkspaces(token, resolved);
  const known: Known = { tokenKind: token.kind, identity, workspaces, ...(rateLimit && { rateLimit }) };
  const { selected: required, failure } = select(workspaces, wanted);
  if (failure !== undefined) throw new AuthError(failure, { known: { ...known, required } });
  return { token, identity, workspaces, required, ...(rateLimit && { rateLimit }), warnings: token.warnings };
}

/** Rejects an entry that is not a string, and a token, which a message would quote as a missing Workspace. */
function validateRequiredWorkspaces(wanted: readonly string[], token: Token): void {
  for (const [index, entry] of wanted.entries()) {
    const given = { input: `workspaces[${index}]`, allowed: 'a Workspace ID or name as a string' };
    if (typeof entry !== 'string') throw new AuthError({ reason: 'input_invalid', ...given });
    rejectToken(entry, given, token);
  }
}

interface IdentityAndWorkspaces {
  readonly identity: Identity;
  readonly workspaces: readonly Workspace[];
  readonly rateLimit: RateLimit | undefined;
}

/** Sends both requests in parallel. The first failure aborts the other request, because it decides the result. */
async function fetchIdentityAndWorkspaces(token: Token, options: ResolvedOptions): Promise<IdentityAndWorkspaces> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort);
  const abortAndRethrow = (error: unknown): never => {
    abort();
    throw error;
  };
  const [user, teams] = await Promise.allSettled([
    callApi(identityRequest(token), options, controller.signal).catch(abortAndRethrow),
    callApi(workspacesRequest(token), options, controller.signal).catch(abortAndRethrow),
  ]);
  options.signal?.removeEventListener('abort', abort);
  if (user.status === 'fulfilled' && teams.status === 'fulfilled') {
    const identity = user.value.value;
    const workspaces = teams.value.value.map((workspace) => withRole(workspace, identity));
    return { identity, workspaces, rateLimit: mergeRateLimits(user.value.rateLimit, teams.value.rateLimit) };
  }
  const errors = [user, teams].filter((one) => one.status === 'rejected').map((one): unknown => one.reason);
  // Ignore `cancelled` from the request that this function aborted. If both requests failed, report the failure of
  // GET /user, so that the result does not depend on timing.
  const error = errors.find((one) => !(isAuthError(one) && one.reason === 'cancelled')) ?? errors[0];
  if (!isAuthError(error)) throw error;
  throw withKnown(error, {
    tokenKind: token.kind,
    ...(user.status === 'fulfilled' && toKnown(user.value.rateLimit, { identity: user.value.value })),
    ...(teams.status === 'fulfilled' &&
      toKnown(teams.value.rateLimit, { workspaces: teams.value.value.map((one) => withRole(one, undefined)) })),
  });
}

/** What one of the two responses contained, although the other request failed. */
function toKnown(rateLimit: RateLimit | undefined, known: Known): Known {
  return rateLimit === undefined ? known : { ...known, rateLimit };
}
