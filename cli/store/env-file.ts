import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import { fileError } from '../errors.js';
import { parseEnvFile } from './env-syntax.js';
import { decodeText, readRegularFile } from './read-file.js';

const TOKEN_LINE = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${TOKEN_VARIABLE}[ \\t]*=`, 'gm');

/**
 * Sets CLICKUP_API_TOKEN in a `.env` file with mode 0600, and keeps every other line byte for byte. Replaces the file as a
 * whole, so that an interrupt leaves the old one. Fails with `input_invalid` if the new file would not parse as intended.
 */
export function writeTokenToFile(path: string, token: string): void {
  const before = readLatin1(path);
  const after = setTokenLine(before, token);
  const written = parseEnvFile(after).entries.filter(({ name }) => name === TOKEN_VARIABLE);
  const isHidden = after.match(TOKEN_LINE)?.length !== written.length;
  if (written[0]?.value !== token || isHidden || otherEntries(after) !== otherEntries(before)) {
    throw invalidInput(path, 'a file of NAME=value lines to which the token can be added without changing other lines');
  }
  replaceFile(path, after);
}

/** Removes every line of CLICKUP_API_TOKEN, and a file that has no other line. Returns the number of removed lines. */
export function removeTokenFromFile(path: string): number {
  const before = readLatin1(path);
  const ranges = tokenEntries(before).map(({ start, end }) => [start, nextLine(before, end), ''] as const);
  if (ranges.length === 0) return 0;
  const after = replaceRanges(before, ranges);
  if (otherEntries(after) !== otherEntries(before)) throw invalidInput(path, 'a file of NAME=value lines');
  if (after.trim() === '') rmSync(path);
  else replaceFile(path, after);
  return ranges.length;
}

/** Replaces the first line of the variable and removes the others, or appends a line. */
function setTokenLine(text: string, token: string): string {
  const line = `${TOKEN_VARIABLE}=${quote(token)}`;
  const [first, ...duplicates] = tokenEntries(text);
  if (first === undefined) {
    const ending = text.includes('\r\n') ? '\r\n' : '\n';
    return `${text}${text === '' || text.endsWith('\n') ? '' : ending}${line}${ending}`;
  }
  return replaceRanges(text, [
    [first.nameStart, first.end, line],
    ...duplicates.map(({ start, end }) => [start, nextLine(text, end), ''] as const),
  ]);
}

function replaceRanges(text: string, ranges: readonly (readonly [start: number, end: number, by: string])[]): string {
  let position = 0;
  const parts = ranges.map(([start, end, by]) => {
    const kept = text.slice(position, start);
    position = end;
    return kept + by;
  });
  return parts.join('') + text.slice(position);
}

function tokenEntries(text: string) {
  return parseEnvFile(text).entries.filter(({ name }) => name === TOKEN_VARIABLE);
}

function otherEntries(text: string): string {
  const others = parseEnvFile(text).entries.filter(({ name }) => name !== TOKEN_VARIABLE);
  return JSON.stringify(others.map(({ name, value }) => [name, value]));
}

function nextLine(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

function quote(token: string): string {
  if (/^[\w.-]+$/.test(token)) return token;
  const mark = ["'", '`', '"'].find((one) => !token.includes(one)) ?? '';
  return `${mark}${token}${mark}`;
}

/** Each byte as one character, so that text in another encoding stays as it is. Fails for UTF-16. */
function readLatin1(path: string): string {
  const bytes = readRegularFile(path) ?? Buffer.of();
  decodeText(bytes, path);
  return bytes.toString('latin1');
}

/**
 * Writes the new file in a directory that git ignores, and moves it into place. If the process is killed, no file that git
 * could add contains the token.
 */
function replaceFile(path: string, text: string): void {
  let directory: string | undefined;
  try {
    directory = mkdtempSync(join(dirname(path), '.clickup-auth-'));
    writeFileSync(join(directory, '.gitignore'), '*\n');
    const temporary = join(directory, basename(path));
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', encoding: 'latin1' });
    renameSync(temporary, path);
  } catch (error) {
    throw fileError('write', path, error);
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  }
}
