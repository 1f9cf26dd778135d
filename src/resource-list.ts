import { invalidInput } from './auth-error.js';
import type { Given } from './settings.js';
import { parseJsonText, parseList } from './workspace-list.js';

/**
 * Parses a list of Lists, Folders or Spaces, each an ID or a URL that a permission may follow after a colon. Accepts the same
 * forms as a list of Workspaces, and in JSON also objects: `[{"id": "1", "permission": "edit"}]` and `{"1": "edit"}`.
 * Fails with `input_invalid` if the JSON has another form. The entries are validated by `authenticate`.
 */
export function parseResourceList({ name, text = '' }: Given): string[] {
  const lines = parseJsonText(text);
  if (lines !== undefined) return parseResourceList({ name, text: lines });
  const value = parseJson(text);
  if (value === undefined) return parseList({ name, text: withoutComments(text) }).flatMap(splitEntries);
  if (Array.isArray(value)) return value.map((entry: unknown) => readEntry(entry, name));
  return Object.entries(value).map(([id, permission]) => readEntry({ id, permission }, name));
}

/** Splits at white space, commas and semicolons, but not between an ID, a colon and a permission. */
function splitEntries(text: string): string[] {
  const entries: string[] = [];
  for (const part of text.replace(/:\s+/g, ':').split(/[\s,;]+/)) {
    if (part.startsWith(':') && entries.length > 0) entries.push(`${entries.pop()}${part}`);
    else entries.push(part);
  }
  return entries.filter((entry) => entry !== '');
}

/** A list of user IDs and email addresses. */
export function parseUserList(given: Given): string[] {
  const { name, text = '' } = given;
  const lines = parseJsonText(text);
  if (lines !== undefined) return parseUserList({ name, text: lines });
  return parseList({ name, text: withoutComments(text) }).flatMap((entry) => entry.split(/[\s,;]+/));
}

/** IDs, URLs and addresses contain no `#` after a space, so it begins a comment, as in YAML. */
function withoutComments(text: string): string {
  return text.replace(/(^|\s)#.*$/gm, '$1');
}

function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    // The text begins with a bracket.
    const value: object = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function readEntry(entry: unknown, name: string): string {
  if (typeof entry === 'string' || Number.isSafeInteger(entry)) return String(entry);
  if (typeof entry === 'object' && entry !== null && 'id' in entry) {
    const { id, permission, ...others }: { id: unknown; permission?: unknown } = entry;
    if (Object.keys(others).length > 0) throw invalidInput(name, 'objects with only `id` and `permission`');
    const hasId = typeof id === 'string' || Number.isSafeInteger(id);
    // `authenticate` validates the permission.
    if (hasId && typeof permission === 'string') return `${String(id)}:${permission}`;
    if (hasId && (permission === undefined || permission === null)) return String(id);
  }
  throw invalidInput(name, 'IDs and URLs as strings, or objects with `id` and `permission`');
}
