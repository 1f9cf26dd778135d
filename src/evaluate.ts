import { toLabels } from './describe.js';
import type { AuthError } from './auth-error.js';
import {
  archivedWarnings,
  evaluateResources,
  isAtLeast,
  NOT_CHECKED,
  UNKNOWN,
  type Part,
} from './evaluate-resources.js';
import type { Answer, MissingWorkspace, SingleFailure } from './failure.js';
import type { ResourceCheck } from './resource-check.js';
import { ROLES, type ResolvedRequirements } from './requirements.js';
import type { Identity, RequirementResult, TokenKind, Workspace } from './types.js';

/** What the check found, by which the requirements are evaluated. */
export interface Findings {
  readonly tokenKind: TokenKind;
  readonly identity: Identity;
  readonly workspaces: readonly Workspace[];
  /** The required Workspaces that were found. */
  readonly required: readonly Workspace[];
  /** The role of the token's user by Workspace ID, as received. */
  readonly roles: ReadonlyMap<string, string | undefined>;
  /** Why requests to Workspaces failed, by Workspace ID, if `probeWorkspaces` is set. */
  readonly probes: ReadonlyMap<string, AuthError>;
  readonly resources: ResourceCheck;
}

/** The results of all requirements, and the failures of those that are not met, in the order of the documentation. */
export interface Evaluation {
  readonly results: readonly RequirementResult[];
  readonly failures: readonly SingleFailure[];
  /** Why requirements could not be checked, if ClickUp or the network failed. */
  readonly incomplete: readonly AuthError[];
  /** About archived Lists, Folders and Spaces, which pass. */
  readonly warnings: readonly string[];
}

/** Maximum number of users that a failure lists. */
const MAX_LISTED = 20;

/** Compares the findings with the requirements. Pure. */
export function evaluate(requirements: ResolvedRequirements, findings: Findings): Evaluation {
  const probes = evaluateProbes(requirements, findings);
  const parts = [
    evaluateUser(requirements, findings),
    evaluateKind(requirements, findings),
    evaluateRoles(requirements, findings),
    evaluateOthers(requirements, findings),
    probes,
    evaluateResources(requirements.resources, findings.resources),
  ];
  return {
    results: parts.flatMap(({ results }) => results),
    // A Workspace that is not authorized is reported before all others.
    failures: [...probes.failures, ...parts.flatMap((part) => (part === probes ? [] : part.failures))],
    incomplete: parts.flatMap(({ incomplete = [] }) => incomplete),
    warnings: archivedWarnings(requirements.resources, findings.resources),
  };
}

const NOTHING: Part = { results: [], failures: [] };

function evaluateUser({ users }: ResolvedRequirements, { identity }: Findings): Part {
  if (users.length === 0) return NOTHING;
  const own = [identity.id, identity.email?.toLowerCase()];
  const isMet = users.some((user) => own.includes(user.toLowerCase()));
  const expected = users.slice(0, MAX_LISTED);
  return {
    results: [{ requirement: 'users', input: 'users', required: expected.join(', '), found: identity.id, isMet }],
    failures: isMet ? [] : [{ reason: 'user_unexpected', input: 'users', expected, found: identity }],
  };
}

function evaluateKind({ tokenKind: expected }: ResolvedRequirements, { tokenKind: found }: Findings): Part {
  if (expected === undefined) return NOTHING;
  const isMet = expected === found;
  return {
    results: [{ requirement: 'tokenKind', input: 'tokenKind', required: expected, found, isMet }],
    failures: isMet ? [] : [{ reason: 'token_kind_unexpected', input: 'tokenKind', expected, found }],
  };
}

function evaluateRoles({ role }: ResolvedRequirements, { required, roles }: Findings): Part {
  if (role === undefined) return NOTHING;
  const found = required.map(({ id, name }) => ({ id, name, found: roles.get(id) ?? UNKNOWN }));
  const workspaces = found.filter((one) => !isAtLeast(ROLES, one.found, role));
  return {
    results: found.map((one): RequirementResult => {
      const subject = { kind: 'workspace', id: one.id, name: one.name } as const;
      const isMet = !workspaces.includes(one);
      return { requirement: 'role', input: 'role', subject, required: role, found: one.found, isMet };
    }),
    failures:
      workspaces.length === 0 ? [] : [{ reason: 'role_insufficient', input: 'role', required: role, workspaces }],
  };
}

function evaluateOthers({ onlyRequiredWorkspaces }: ResolvedRequirements, findings: Findings): Part {
  if (!onlyRequiredWorkspaces) return NOTHING;
  const { tokenKind, required, workspaces } = findings;
  const wanted = new Set(required);
  const others = workspaces.filter((one) => !wanted.has(one));
  const count = others.length;
  const input = 'onlyRequiredWorkspaces';
  const found = count === 0 ? 'no other Workspace' : `${count} other Workspace${count === 1 ? '' : 's'}`;
  return {
    results: [{ requirement: input, input, required: 'no other Workspace', found, isMet: count === 0 }],
    failures:
      count === 0 ? [] : [{ reason: 'workspace_unexpected', input, tokenKind, workspaces: toLabels(others), count }],
  };
}

function evaluateProbes({ probeWorkspaces }: ResolvedRequirements, { required, probes }: Findings): Part {
  if (!probeWorkspaces) return NOTHING;
  const input = 'probeWorkspaces';
  const missing: MissingWorkspace[] = [];
  const incomplete: AuthError[] = [];
  let answer: Answer | undefined;
  const results = required.map(({ id, name }): RequirementResult => {
    const error = probes.get(id);
    const failure = error?.failure;
    if (failure?.reason === 'workspace_not_authorized') {
      missing.push({ input, wanted: name });
      answer ??= failure.answer;
    } else if (error !== undefined) incomplete.push(error);
    const found = error === undefined ? 'access' : incomplete.includes(error) ? NOT_CHECKED : 'no access';
    const subject = { kind: 'workspace', id, name } as const;
    return { requirement: input, input, subject, required: 'access', found, isMet: error === undefined };
  });
  if (missing.length === 0) return { results, failures: [], incomplete };
  const common = { reason: 'workspace_not_authorized', input, visible: [], visibleCount: 0, isListed: true } as const;
  return { results, failures: [{ ...common, missing, ...(answer && { answer }) }], incomplete };
}
