import { callApi, type ApiCall, type ApiResult } from './api-call.js';
import { AuthError, invalidInput, isAuthError, withKnown } from './auth-error.js';
import { identityRequest } from './identity.js';
import { resolveOptions, type RequestOptions, type ResolvedOptions } from './options.js';
import { mergeRateLimits } from './rate-limit.js';
import { firstRejection, RequestPool, type Task } from './request-pool.js';
import type { RequirementCheck } from './requirement-check.js';
import type { Requirements } from './requirements.js';
import { select, workspaceResults } from './select.js';
import { asToken, rejectToken, type Token } from './token.js';
import type { Identity, Known, RateLimit, RequirementResult, Workspace } from './types.js';
import { withRole } from './listed-workspace.js';
import { workspacesRequest } from './workspaces.js';

export interface AuthenticateOptions extends RequestOptions, Requirements {
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
  /** The result of each requirement, all of which are met. */
  readonly requirements: readonly RequirementResult[];
  /** The rate limit in ClickUp's last response, if it reported one. */
  readonly rateLimit?: RateLimit;
  /** Notes on an unusual token format and on archived Lists. They do not mean that the check failed. */
  readonly warnings: readonly string[];
}

/**
 * Normalizes the token, requests its user and its Workspaces in parallel, and selects the required Workspaces. Sends two
 * requests, and those of other requirements.
 * Fails with an {@link AuthError} of any reason; `error.known` has the data obtained before the failure.
 */
export async function authenticate(options: AuthenticateOptions): Promise<Session> {
  const resolved = resolveOptions(options);
  const token = asToken(options.token);
  const wanted = options.workspaces ?? [];
  validateRequiredWorkspaces(wanted, token);
  const more = isMoreRequired(options) ? await startRequirementCheck(options, wanted, token, resolved) : undefined;
  const { identity, listed, rateLimit } = await fetchAll(token, resolved, more);
  const workspaces = listed.map((one) => withRole(one, identity));
  const { selected: required, failure } = select(workspaces, wanted);
  const { kind: tokenKind, warnings } = token;
  const found = { identity, workspaces, required, ...(rateLimit && { rateLimit }) };
  const known: Known = { ...found, tokenKind };
  // An empty entry is a mistake in the configuration, whatever the token may do.
  if (failure?.reason === 'input_invalid')
    throw new AuthError(failure, { known: { ...known, ...knownWarnings(warnings) } });
  if (more !== undefined) await runAll(more.followUps(required), resolved);
  const evaluation = more?.evaluate({ tokenKind, identity, listed, workspaces, required });
  const requirements = [...workspaceResults(required, failure), ...(evaluation?.results ?? [])];
  const allWarnings = evaluation === undefined ? warnings : [...warnings, ...evaluation.warnings];
  const [incomplete] = evaluation?.incomplete ?? [];
  // What ClickUp could not answer is reported last, because it does not mean that a requirement is not met.
  const [first, ...others] = [
    ...(failure === undefined ? [] : [failure]),
    ...(evaluation?.failures ?? []),
    ...(incomplete === undefined ? [] : [incomplete.failure]),
  ];
  if (first === undefined) return { ...found, token, requirements, warnings: allWarnings };
  const all: Known = { ...incomplete?.known, ...known, requirements, ...knownWarnings(allWarnings) };
  throw new AuthError(others.length === 0 ? first : { ...first, others }, { known: all, cause: incomplete?.cause });
}

/** Options of which one that is set needs the code of src/requirement-check.ts. */
const MORE: readonly (keyof Requirements)[] = [
  'users',
  'tokenKind',
  'role',
  'onlyRequiredWorkspaces',
  'probeWorkspaces',
  'lists',
  'folders',
  'spaces',
];

function isMoreRequired(options: Requirements): boolean {
  return MORE.some((name) => {
    const value = options[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });
}

/** Loads the code that most checks do not need. */
async function startRequirementCheck(
  options: Requirements,
  workspaces: readonly string[],
  token: Token,
  resolved: ResolvedOptions,
): Promise<RequirementCheck> {
  const { RequirementCheck } = await import('./requirement-check.js');
  return new RequirementCheck(options, workspaces, {
    token,
    options: resolved,
    call: callApi,
    rejectToken: (text, given) => rejectToken(text, given, token),
  });
}

/** Absent if there are none, as the other fields of `known`. */
function knownWarnings(warnings: readonly string[]): Pick<Known, 'warnings'> {
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

/** Sends all requests that depend on no response in parallel. The first failure aborts the others. */
async function fetchAll(token: Token, options: ResolvedOptions, more: RequirementCheck | undefined) {
  const pool = new RequestPool(options.signal);
  const send = <T>(call: ApiCall<T>): Promise<ApiResult<T>> =>
    pool.run((signal) => {
      const result = callApi(call, options, signal);
      return more === undefined ? result : noteRateLimit(result, more);
    });
  // In this order, so that a rejected token is reported for the token and not for a List.
  const results = await Promise.allSettled([
    send(identityRequest(token)),
    send(workspacesRequest(token)),
    ...(more?.tasks() ?? []).map((task) => pool.run(task)),
  ]);
  pool.close();
  const [user, teams] = results;
  const identity = user.status === 'fulfilled' ? user.value.value : undefined;
  const listed = teams.status === 'fulfilled' ? teams.value.value : undefined;
  const [userLimit, teamsLimit] = [user, teams].map((one) =>
    one.status === 'fulfilled' ? one.value.rateLimit : undefined,
  );
  const rateLimit = mergeRateLimits(userLimit, teamsLimit);
  const error = firstRejection(results);
  if (identity !== undefined && listed !== undefined && error === undefined) return { identity, listed, rateLimit };
  if (!isAuthError(error)) throw error;
  throw withKnown(error, {
    tokenKind: token.kind,
    ...(identity && { identity }),
    ...(listed && { workspaces: listed.map((one) => withRole(one, identity)) }),
    ...(rateLimit && { rateLimit }),
    ...knownWarnings(token.warnings),
  });
}

async function noteRateLimit<T>(pending: Promise<ApiResult<T>>, more: RequirementCheck): Promise<ApiResult<T>> {
  const result = await pending;
  more.note(result.rateLimit);
  return result;
}

/** Runs tasks in parallel. The first failure aborts the others. */
async function runAll(tasks: readonly Task<void>[], options: ResolvedOptions): Promise<void> {
  const pool = new RequestPool(options.signal);
  const error = firstRejection(await Promise.allSettled(tasks.map((task) => pool.run(task))));
  pool.close();
  if (error !== undefined) throw error;
}
