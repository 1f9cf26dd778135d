import { archivedWarning } from './describe.js';
import type { InaccessibleResource, LowPermission, SingleFailure } from './failure.js';
import type { ResourceCheck } from './resource-check.js';
import { PERMISSIONS, type Resource, type ResourceRequirement } from './resource.js';
import type { RequirementResult } from './types.js';

/** Shown in place of a role or permission that ClickUp did not return. It meets no requirement. */
export const UNKNOWN = 'unknown';

/** The results of the required Lists, Folders and Spaces, and the failures of those that are not met. Pure. */
export function evaluateResources(
  requirements: readonly ResourceRequirement[],
  check: ResourceCheck,
): { readonly results: readonly RequirementResult[]; readonly failures: readonly SingleFailure[] } {
  const results: RequirementResult[] = [];
  const inaccessible: InaccessibleResource[] = [];
  const low: LowPermission[] = [];
  for (const { kind, id, permission, input } of requirements) {
    const outcome = check.outcomeOf({ kind, id });
    const requirement = `${kind}s` as const;
    const required = permission ?? 'access';
    if (!('resource' in outcome)) {
      inaccessible.push({ ...outcome.rejection, input });
      results.push({ requirement, input, subject: { kind, id }, required, found: 'no access', isMet: false });
      continue;
    }
    const { name } = outcome.resource;
    const found = outcome.resource.permission ?? (permission === undefined ? 'access' : UNKNOWN);
    const isMet = permission === undefined || isAtLeast(PERMISSIONS, found, permission);
    results.push({ requirement, input, subject: { kind, id, name }, required, found, isMet });
    if (permission !== undefined && !isMet) low.push({ input, id, name, required: permission, found });
  }
  const failures: SingleFailure[] = [];
  const [rejected, ...others] = inaccessible;
  const [firstLow] = low;
  if (rejected !== undefined)
    failures.push({ reason: 'resource_inaccessible', input: rejected.input, resources: [rejected, ...others] });
  if (firstLow !== undefined) failures.push({ reason: 'permission_insufficient', input: firstLow.input, lists: low });
  return { results, failures };
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
