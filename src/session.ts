import { callApi, type ApiCall, type ApiResult } from './api-call.js';
import { AuthError, invalidInput, isAuthError, withKnown } from './auth-error.js';
import { evaluate } from './evaluate.js';
import type { SingleFailure } from './failure.js';
import { identityRequest } from './identity.js';
import { resolveOptions, type RequestOptions, type ResolvedOptions } from './options.js';
import { mergeRateLimits } from './rate-limit.js';
import { firstRejection, RequestPool, type Task } from './request-pool.js';
import { resolveRequirements, type Requirements, type ResolvedRequirements } from './requirements.js';
import { ResourceCheck } from './resource-check.js';
import { select } from './select.js';
import { asToken, rejectToken, type Token } from './token.js';
import type { Identity, Known, RateLimit, RequirementResult, Workspace } from './types.js';
import { planRequest } from './workspace-details.js';
import { roleOf, withRole, workspacesRequest } from './workspaces.js';

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
 * requests.
 * Fails with an {@link AuthError} of any reason; `error.known` has the data obtained before the failure.
 */
export async function authenticate(options: AuthenticateOptions): Promise<Session> {
  const resolved = resolveOptions(options);
  const token = asToken(options.token);
  const wanted = options.workspaces ?? [];
  validateRequiredWorkspaces(wanted, token);
  const requirements = resolveRequirements(options, wanted, token);
  const resources = new ResourceCheck(requirements.resources, token, resolved);
  const { identity, listed, rateLimit } = await fetchAll(token, resolved, resources);
  const workspaces = listed.map((one) => withRole(one, identity));
  const { selected: required, failure } = select(workspaces, wanted);
  const found = { identity, workspaces, required, ...(rateLimit && { rateLimit }) };
  const known: Known = { ...found, tokenKind: token.kind };
  // An empty entry is a mistake in the configuration, whatever the token may do.
  if (failure?.reason === 'input_invalid')
    throw new AuthError(failure, { known: { ...known, ...knownWarnings(token) } });
  const rejected = await sendFollowUps(requirements, required, { token, options: resolved, resources });
  const requiredIds = new Set(required.map(({ id }) => id));
  const roles = new Map(
    listed.filter(({ id }) => requiredIds.has(id)).map(({ id, memberRoles }) => [id, roleOf(identity, memberRoles)]),
  );
  const { results, failures, warnings } = evaluate(requirements, {
    ...found,
    tokenKind: token.kind,
    failure,
    roles,
    rejected,
    resources,
  });
  const [first, ...others] = failure === undefined ? failures : [failure, ...failures];
  const allWarnings = [...token.warnings, ...warnings];
  if (first === undefined) return { ...found, token, requirements: results, warnings: allWarnings };
  throw new AuthError(others.length === 0 ? first : { ...first, others }, {
    known: { ...known, requirements: results, ...(allWarnings.length > 0 && { warnings: allWarnings }) },
  });
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

/** Sends all requests that depend on no response in parallel. The first failure aborts the others. */
async function fetchAll(token: Token, options: ResolvedOptions, resources: ResourceCheck) {
  const pool = new RequestPool(options.signal);
  const call =
    <T>(request: ApiCall<T>): Task<ApiResult<T>> =>
    async (signal) => {
      const result = await callApi(request, options, signal);
      resources.note(result.rateLimit);
      return result;
    };
  // In this order, so that a rejected token is reported for the token and not for a List.
  const results = await Promise.allSettled([
    pool.run(call(identityRequest(token))),
    pool.run(call(workspacesRequest(token))),
    ...resources.tasks().map((task) => pool.run(task)),
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
    ...knownWarnings(token),
  });
}

/** What the requests depend on that are sent after the Workspaces are known. */
interface FollowUp {
  readonly token: Token;
  readonly options: ResolvedOptions;
  readonly resources: ResourceCheck;
}

/**
 * Requests the required Workspaces if `probeWorkspaces` is set, and finds out what rejected IDs belong to. Returns ClickUp's
 * rejections by Workspace ID.
 */
async function sendFollowUps(
  { probeWorkspaces }: ResolvedRequirements,
  required: readonly Workspace[],
  { token, options, resources }: FollowUp,
): Promise<ReadonlyMap<string, SingleFailure>> {
  const rejected = new Map<string, SingleFailure>();
  const probe =
    ({ id }: Workspace): Task<void> =>
    async (signal) => {
      try {
        await callApi(planRequest(id, 'probeWorkspaces', token), options, signal);
      } catch (error) {
        if (!isAuthError(error) || error.reason !== 'workspace_not_authorized') throw error;
        rejected.set(id, error.failure);
      }
    };
  const tasks = [...(probeWorkspaces ? required.map(probe) : []), ...resources.explainingTasks()];
  if (tasks.length === 0) return rejected;
  const pool = new RequestPool(options.signal);
  const error = firstRejection(await Promise.allSettled(tasks.map((task) => pool.run(task))));
  pool.close();
  if (error !== undefined) throw error;
  return rejected;
}
