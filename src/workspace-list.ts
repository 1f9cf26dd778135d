import { invalidInput } from './auth-error.js';
import type { Given } from './settings.js';

/** URL of a page of ClickUp's web app. The first path segment is the Workspace ID. */
const WORKSPACE_URL = /^https:\/\/app\.clickup\.com\/(?:t\/)?(\d+)(?:[/?#]|$)/i;

/**
 * Parses a list of Workspace IDs, names and URLs: a JSON array, one entry per line, or a comma-separated list on a
 * single line. In a multi-line list, names may contain commas.
 * Fails with `input_invalid` if a JSON array contains values other than strings and whole numbers.
 */
export function parseWorkspaceList({ name, text }: Given): string[] {
  const trimmed = (text ?? '').trim();
  const entries = parseJsonArray(trimmed, name) ?? trimmed.split(trimmed.includes('\n') ? '\n' : ',');
  return entries.map(parseWorkspaceEntry).filter((entry) => entry !== '');
}

/** Returns the ID in a Workspace URL, or the trimmed text. */
export function parseWorkspaceEntry(text: string): string {
  const trimmed = text.trim();
  return WORKSPACE_URL.exec(trimmed)?.[1] ?? trimmed;
}

/** The strings of a JSON array, or undefined for other texts. A name may begin with a bracket. */
function parseJsonArray(text: string, name: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  let value: readonly unknown[];
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return value.map((entry) => {
    // A number in JSON loses digits above 2^53.
    if (typeof entry === 'string' || Number.isSafeInteger(entry)) return String(entry);
    throw invalidInput(name, 'a JSON array of Workspace IDs and names, as strings');
  });
}
