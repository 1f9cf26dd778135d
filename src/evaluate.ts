import { toLabels } from './describe.js';
import { archivedWarnings, evaluateResources, isAtLeast, UNKNOWN } from './evaluate-resources.js';
import type { SingleFailure } from './failure.js';
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
  /** ClickUp's rejection by Workspace ID, if the Workspaces were requested. */
  readonly rejected: ReadonlyMap<string, SingleFailure>;
  readonly resources: ResourceCheck;
}

/** The results of all requirements, and the failures of those that are not met, in the order of the documentation. */
export interface Evaluation {
  readonly results: readonly RequirementResult[];
  readonly failures: readonly SingleFailure[];
  /** About archived Lists, Folders and Spaces, which pass. */
  readonly warnings: readonly string[];
}

/** Maximum number of users that a failure lists. */
const MAX_LISTED = 20;

/** Compares the findings with the requirements. Pure. */
export function evaluate(requirements: ResolvedRequirements, findings: Findings): Evaluation {
  const parts = [
    evaluateUser(requirements, findings),
    evaluateKind(requirements, findings),
    evaluateRoles(requirements, findings),
    evaluateOthers(requirements, findings),
    evaluateProbes(requirements, findings),
    evaluateResources(requirements.resources, findings.resources),
  ];
  return {
    results: parts.flatMap(({ results }) => results),
    failures: parts.flatMap(({ failures }) => failures),
    warnings: archivedWarnings(requirements.resources, findings.resources),
  };
}

type Part = Pick<Evaluation, 'results' | 'failures'>;

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

function evaluateProbes({ probeWorkspaces }: ResolvedRequirements, { required, rejected }: Findings): Part {
  if (!probeWorkspaces) return NOTHING;
  const results = required.map(({ id, name }): RequirementResult => {
    const isMet = !rejected.has(id);
    const subject = { kind: 'workspace', id, name } as const;
    const found = isMet ? 'access' : 'no access';
    return { requirement: 'probeWorkspaces', input: 'probeWorkspaces', subject, required: 'access', found, isMet };
  });
  return { results, failures: [...rejected.values()] };
}
