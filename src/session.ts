import { callApi } from './api-call.js';
import { AuthError, invalidInput, isAuthError, withKnown } from './auth-error.js';
import { identityRequest } from './identity.js';
import { resolveOptions, type RequestOptions, type ResolvedOptions } from './options.js';
import { mergeRateLimits } from './rate-limit.js';
import { select } from './select.js';
import { asToken, rejectToken, type Token } from './token.js';
import type { Identity, Known, RateLimit, Workspace } from './types.js';
import { withRole, workspacesRequest } from './workspaces.js';

export interface AuthenticateOptions extends RequestOptions {
  /** Personal token or OAuth access token. May contain what is copied along with it, for example quotes or `Bearer`. */
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
  /** Notes on an unusual token format. They do not mean that the check failed. */
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
  const { kind: tokenKind, warnings } = token;
  const known: Known = { tokenKind, identity, workspaces, ...(rateLimit && { rateLimit }), ...knownWarnings(token) };
  const { selected: required, failure } = select(workspaces, wanted);
  if (failure !== undefined) throw new AuthError(failure, { known: { ...known, required } });
  return { token, identity, workspaces, required, ...(rateLimit && { rateLimit }), warnings };
}

/** Absent if there are none, as the other fields of `known`. */
function knownWarnings({ warnings }: Token): Pick<Known, 'warnings'> {
  return warnings.length === 0 ? {} : { warnings };
}

/** Rejects an entry that is not a string, and a token, which a message would quote as a missing Workspace. */
function validateRequiredWorkspaces(wanted: readonly string[], token: Token): void {
  for (const [index, entry] of wanted.entries()) {
    const given = { input: `workspaces[${index}]`, allowed: 'a Workspace ID or name as a string' };
    if (typeof entry !== 'string') throw invalidInput(given.input, given.allowed);
    rejectToken(entry, given, token);
  }
}

/** Sends both requests in parallel. The first failure aborts the other request, because it decides the result. */
async function fetchIdentityAndWorkspaces(token: Token, options: ResolvedOptions) {
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
  const identity = user.status === 'fulfilled' ? user.value.value : undefined;
  const workspaces = teams.status === 'fulfilled' ? teams.value.value.map((one) => withRole(one, identity)) : undefined;
  const [userLimit, teamsLimit] = [user, teams].map((one) =>
    one.status === 'fulfilled' ? one.value.rateLimit : undefined,
  );
  const rateLimit = mergeRateLimits(userLimit, teamsLimit);
  if (identity !== undefined && workspaces !== undefined) return { identity, workspaces, rateLimit };
  const errors = [user, teams].filter((one) => one.status === 'rejected').map((one): unknown => one.reason);
  // Ignore `cancelled` from the request that this function aborted. If both requests failed, report the failure of
  // GET /user, so that the result does not depend on timing.
  const error = errors.find((one) => !(isAuthError(one) && one.reason === 'cancelled')) ?? errors[0];
  if (!isAuthError(error)) throw error;
  throw withKnown(error, {
    tokenKind: token.kind,
    ...(identity && { identity }),
    ...(workspaces && { workspaces }),
    ...(rateLimit && { rateLimit }),
    ...knownWarnings(token),
  });
}
