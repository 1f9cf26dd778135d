import { invalidInput } from './auth-error.js';
import type { Given } from './settings.js';

/**
 * URL of a page of ClickUp, with or without a scheme, whose first path segment is the Workspace ID: the web app, shared
 * views, docs and forms. Also the URL of a Workspace in the API.
 */
const WORKSPACE_URL =
  /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*clickup\.com\/(?:t\/|api\/v\d\/(?:team|workspaces)\/)?(\d+)(?:[/?#]|$)/i;

/**
 * Parses a list of Workspace IDs, names and URLs. Accepts what people copy from other files: one entry per line, with or
 * without bullets; a list on a single line, separated by commas or semicolons; and a list in brackets, as in JSON, YAML and
 * HCL. Entries can have quotes. In a multi-line list and in quotes, names may contain commas.
 * Fails with `input_invalid` if a JSON array contains values other than strings and whole numbers.
 */
export function parseWorkspaceList(given: Given): string[] {
  return parseList(given).map(parseWorkspaceEntry);
}

/** The same without a conversion of URLs, for lists of other things. */
export function parseList({ name, text }: Given): string[] {
  const trimmed = (text ?? '').trim();
  const lines = parseJsonText(trimmed);
  if (lines !== undefined) return parseList({ name, text: lines });
  const array = parseJsonArray(trimmed, name)?.map((entry) => entry.trim());
  // An empty string in an array is a variable that is not set, which `authenticate` rejects.
  if (array !== undefined) return array;
  const entries = parseBracketList(trimmed) ?? parsePlainList(trimmed);
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Returns the ID in a Workspace URL, or the trimmed text. */
export function parseWorkspaceEntry(text: string): string {
  const trimmed = text.trim();
  return WORKSPACE_URL.exec(trimmed.replace(/^<(.*)>$/, '$1'))?.[1] ?? trimmed;
}

/** The text of a JSON string with several lines, as workflows pass a text of JSON on, or undefined for other texts. */
export function parseJsonText(text: string): string | undefined {
  if (!/^\s*"/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' && value.includes('\n') ? value : undefined;
  } catch {
    return undefined;
  }
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

/** The entries between brackets: a list of YAML or HCL. `[Acme]` and `[A], [B]` are names. */
function parseBracketList(text: string): string[] | undefined {
  const inner = text.slice(1, -1);
  if (!text.startsWith('[') || !text.endsWith(']') || /[[\]]/.test(inner) || !/[,"'\n]/.test(inner)) return undefined;
  return splitQuoted(inner.replace(/[\r\n]+/g, ' '), ',');
}

function parsePlainList(text: string): string[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  // A single name may begin with a number, for example "1. FC Acme".
  const bullet = [BULLET, ...(lines.length > 1 ? [NUMBER] : [])].find((one) => lines.every((line) => one.test(line)));
  const items = bullet === undefined ? lines : lines.map((line) => line.replace(bullet, ''));
  const [only = ''] = items;
  // A name may contain a comma, but does not end with one.
  if (items.length > 1) return items.map((line) => unquote(line.trim().replace(/[,;]$/, '')));
  const words = only.split(/[\s,;|]+/).filter((word) => word !== '');
  if (words.every((word) => /^\d+$/.test(word) || WORKSPACE_URL.test(word))) return words;
  return splitQuoted(only, only.includes(',') ? ',' : ';');
}

const BULLET = /^\s*[-*+•‣–]\s+/;
const NUMBER = /^\s*\d{1,3}[.)]\s+/;

/** Splits at each separator that is not within quotes. Quotes begin at the start of an entry. */
function splitQuoted(text: string, separator: ',' | ';'): string[] {
  const entries: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endOfEntry(text, start, separator);
    entries.push(unquote(text.slice(start, end)));
    start = end + 1;
  }
  return entries;
}

function endOfEntry(text: string, start: number, separator: string): number {
  const first = start + text.slice(start).search(/\S|$/);
  const quote = text.charAt(first);
  const close = QUOTES.includes(quote) && quote !== '' ? text.indexOf(quote, first + 1) : -1;
  const isClosed = close !== -1 && /^\s*(?:[,;]|$)/.test(text.slice(close + 1));
  const end = text.indexOf(separator, isClosed ? close : start);
  return end === -1 ? text.length : end;
}

const QUOTES = `"'\``;

/** Without a pair of quotes around the whole entry. */
function unquote(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed.charAt(0);
  const isQuoted = trimmed.length > 1 && QUOTES.includes(quote) && trimmed.indexOf(quote, 1) === trimmed.length - 1;
  return isQuoted ? trimmed.slice(1, -1) : trimmed;
}
