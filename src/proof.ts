import { RESOURCE_NAMES } from './describe.js';
import { toSingleLine } from './text.js';
import type { RequirementResult } from './types.js';

/**
 * What a check proved. `recognized`: ClickUp accepts the token. `scoped`: it has access to the required Workspaces.
 * `authorized`: it has access to the required Lists, Folders and Spaces too.
 */
export type Level = 'recognized' | 'scoped' | 'authorized';

/** Maximum number of items that the sentence names. */
const MAX_NAMED = 3;

/** The level of a check that passed, and a text such as "authorized: edit on List 901100000001 (Deploys)". Never claims more. */
export function describeProof(
  results: readonly RequirementResult[],
  { hideNames = false } = {},
): { readonly level: Level; readonly text: string } {
  const resources: string[] = [];
  const workspaces: string[] = [];
  for (const { requirement, subject, required, found } of results) {
    if (subject === undefined) continue;
    const { kind, id } = subject;
    const name = hideNames || subject.name === undefined ? '' : toSingleLine(subject.name);
    if (kind !== 'workspace') {
      const access = required === 'access' ? 'access to' : `${found} on`;
      resources.push(`${access} ${RESOURCE_NAMES[kind]} ${id}${name && ` (${name})`}`);
    } else if (requirement === 'workspaces') workspaces.push(name || id);
  }
  if (resources.length > 0) return { level: 'authorized', text: `authorized: ${listed(resources)}` };
  if (workspaces.length > 0) return { level: 'scoped', text: `scoped to ${listed(workspaces)}` };
  return { level: 'recognized', text: 'recognized' };
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - MAX_NAMED;
  return `${texts.slice(0, MAX_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
