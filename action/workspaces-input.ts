import { invalidInput, parseWorkspaceList, readChoice, type Given } from '../src/integration.js';

/** Completes "Expected …" if `require-workspace` is `true` and `workspaces` has no entry, or an empty one. */
export const AT_LEAST_ONE =
  'at least one Workspace ID or name, and no empty entry, because `require-workspace` is `true`';

/** Reads `workspaces` and `require-workspace`. Fails with `input_invalid`. */
export function readWorkspaces(list: Given, isRequired: Given): readonly string[] {
  const text = list.text ?? '';
  const workspaces = parseWorkspaceList({ name: list.name, text: idsOfOutput(text) ?? text });
  if (readChoice([isRequired], ['false', 'true']) === 'false') return workspaces;
  // A variable that is not set leaves no text at all, or no text between two commas.
  const hasEmptyEntry = !text.includes('\n') && /(^|,)\s*(,|$)/.test(text);
  if (workspaces.length === 0 || workspaces.includes('') || hasEmptyEntry)
    throw invalidInput('workspaces', AT_LEAST_ONE);
  return workspaces;
}

/** The IDs in the output `workspaces` of this Action, as JSON, or undefined for any other text. */
function idsOfOutput(text: string): string | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    const objects: readonly { readonly id?: unknown }[] = JSON.parse(text);
    const ids = objects.map(({ id }) => id);
    return ids.every((id) => typeof id === 'string') ? JSON.stringify(ids) : undefined;
  } catch {
    return undefined;
  }
}
