import type { AuthError } from './auth-error.js';
import { archivedWarning } from './describe.js';
import type { InaccessibleResource, LowPermission, SingleFailure } from './failure.js';
import type { ResourceCheck } from './resource-check.js';
import { PERMISSIONS, type Resource, type ResourceRequirement } from './resource.js';
import type { RequirementResult } from './types.js';

/** Shown in place of a role or permission that ClickUp did not return. It meets no requirement. */
export const UNKNOWN = 'unknown';

/** Shown if ClickUp or the network failed. */
export const NOT_CHECKED = 'not checked';

/** What is known about some requirements. */
export interface Part {
  readonly results: readonly RequirementResult[];
  readonly failures: readonly SingleFailure[];
  /** Why requirements could not be checked. */
  readonly incomplete?: readonly AuthError[];
}

/** The results of the required Lists, Folders and Spaces, and the failures of those that are not met. Pure. */
export function evaluateResources(requirements: readonly ResourceRequirement[], check: ResourceCheck): Part {
  const results: RequirementResult[] = [];
  // Each item once, although it can be required several times.
  const rejected = new Map<string, InaccessibleResource>();
  const low = new Map<string, LowPermission>();
  const incomplete: AuthError[] = [];
  for (const { kind, id, permission, input } of requirements) {
    const outcome = check.outcomeOf({ kind, id });
    const requirement = `${kind}s` as const;
    const required = permission ?? 'access';
    if (!('resource' in outcome)) {
      const isRejected = 'rejection' in outcome;
      if (isRejected) rejected.set(`${kind} ${id}`, { ...outcome.rejection, input });
      else incomplete.push(outcome.error);
      const found = isRejected ? 'no access' : NOT_CHECKED;
      results.push({ requirement, input, subject: { kind, id }, required, found, isMet: false });
      continue;
    }
    const { name } = outcome.resource;
    const found = outcome.resource.permission ?? (permission === undefined ? 'access' : UNKNOWN);
    const isMet = permission === undefined || isAtLeast(PERMISSIONS, found, permission);
    results.push({ requirement, input, subject: { kind, id, name }, required, found, isMet });
    if (permission !== undefined && !isMet)
      low.set(`${id} ${permission}`, { input, id, name, required: permission, found });
  }
  const failures: SingleFailure[] = [];
  const [first, ...others] = rejected.values();
  const lists = [...low.values()];
  const [firstLow] = lists;
  if (first !== undefined)
    failures.push({ reason: 'resource_inaccessible', input: first.input, resources: [first, ...others] });
  if (firstLow !== undefined) failures.push({ reason: 'permission_insufficient', input: firstLow.input, lists });
  return { results, failures, incomplete };
}

/** A warning for each archived item, which passes. */
export function archivedWarnings(requirements: readonly ResourceRequirement[], check: ResourceCheck): string[] {
  const outcomes = requirements.map((one) => check.outcomeOf(one));
  const resources = outcomes.flatMap((one): Resource[] => ('resource' in one ? [one.resource] : []));
  const archived = resources.filter(({ isArchived }) => isArchived);
  return [...new Set(archived.map(({ kind, id, name }) => archivedWarning(kind, id, name)))];
}

/** A value that is not in the order, for example a role that ClickUp added, is not high enough. */
export function isAtLeast(order: readonly string[], found: string, minimum: string): boolean {
  const rank = order.indexOf(found);
  return rank !== -1 && rank >= order.indexOf(minimum);
}
