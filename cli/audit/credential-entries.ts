import { isAuthError } from '../../src/index.js';
import { containsToken, invalidInput, type Environment } from '../../src/integration.js';
import { readRequirements, type RequirementNames } from '../input/requirement-options.js';
import { OPTION_NAMES } from '../output/error-report.js';
import type { Credential } from './credential.js';

type Entry = Readonly<Record<string, unknown>>;

/** The keys of an entry. */
const KEYS = {
  workspaces: 'workspaces',
  users: 'users',
  tokenKind: 'token-kind',
  role: 'role',
  onlyRequiredWorkspaces: 'only-required-workspaces',
  probeWorkspaces: 'probe-workspaces',
  lists: 'lists',
  folders: 'folders',
  spaces: 'spaces',
} as const satisfies RequirementNames;

/** `environment` is for workflows, which read the same file. */
const ALL_KEYS: readonly string[] = ['name', 'secret', 'environment', ...Object.values(KEYS)];

/**
 * Parses a JSON array with an object for each credential, which names the environment variable of its token. Fails with
 * `input_invalid` if an entry is malformed. An invalid requirement is an error of its credential only.
 */
export function parseEntries(text: string, source: string, env: Environment): Credential[] {
  const lines = entryLines(text);
  const names = new Set<string>();
  return parseArray(text, source).map((value, index) => {
    const at = `entry ${index + 1} of ${source}`;
    const entry = readObject(value, at);
    const secret = readText(entry, 'secret', at);
    const name = readText(entry, 'name', at) ?? secret;
    const variable = secret ?? name ?? '';
    readText(entry, 'environment', at);
    if (!/^[A-Za-z_]\w*$/.test(variable)) throw invalidInput(`${at}: secret`, 'the name of an environment variable');
    if (name === undefined || name.trim() === '' || names.has(name.trim()))
      throw invalidInput(`${at}: name`, 'a name that no other entry has');
    names.add(name.trim());
    return { name, text: env[variable] ?? '', variable, line: lines[index] ?? 1, ...readOwn(entry, at) };
  });
}

/** The text may contain a secret, so the error has the line number only. */
function parseArray(text: string, source: string): readonly unknown[] {
  // A replaced byte would be part of a name, which the report shows.
  if (text.includes('\ufffd')) throw invalidInput(source, 'UTF-8 text');
  const value = parseJson(text, source);
  if (Array.isArray(value) && value.length > 0) return value;
  throw invalidInput(source, 'a JSON array with an object for each credential');
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, position] = / at position (\d+)/.exec(String(error)) ?? [];
    const line = position === undefined ? '' : `line ${text.slice(0, Number(position)).split('\n').length} of `;
    throw invalidInput(`${line}${source}`, 'valid JSON, because the file begins with a bracket or a brace');
  }
}

/** Rejects keys that do not exist, and tokens, which a message would quote. */
function readObject(value: unknown, at: string): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidInput(at, 'an object');
  const entry: Entry = { ...value };
  for (const [key, content] of Object.entries(entry)) {
    if (!ALL_KEYS.includes(key)) {
      const name = /^[a-z_-]{1,40}$/i.test(key) && !containsToken(key) ? `${at}: ${key}` : at;
      throw invalidInput(name, `only the keys ${ALL_KEYS.join(', ')}`);
    }
    if (containsToken(JSON.stringify(content)))
      throw invalidInput(`${at}: ${key}`, 'a value without a token. `secret` is the name of an environment variable');
  }
  return entry;
}

function readText(entry: Entry, key: string, at: string): string | undefined {
  const value = entry[key];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidInput(`${at}: ${key}`, 'a string');
}

function readFlag(entry: Entry, key: string, at: string): boolean | undefined {
  const value = entry[key];
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalidInput(`${at}: ${key}`, '`true` or `false`');
}

/** A list as one text, in the syntax of the option or as a JSON array. */
function readList(entry: Entry, key: string, at: string): string[] {
  const value = entry[key];
  if (typeof value === 'string') return [value];
  if (value === undefined) return [];
  const isList = Array.isArray(value) && (key !== 'users' || value.every((one) => typeof one !== 'object'));
  if (!isList) throw invalidInput(`${at}: ${key}`, 'a string or an array of strings');
  return value.length === 0 ? [] : [JSON.stringify(value)];
}

/** The requirements of an entry, or the error of an invalid one. */
function readOwn(entry: Entry, at: string): Pick<Credential, 'requirements' | 'names' | 'error'> {
  const given = {
    workspaces: readList(entry, KEYS.workspaces, at),
    users: readList(entry, KEYS.users, at),
    tokenKind: readText(entry, KEYS.tokenKind, at),
    role: readText(entry, KEYS.role, at),
    onlyRequiredWorkspaces: readFlag(entry, KEYS.onlyRequiredWorkspaces, at),
    probeWorkspaces: readFlag(entry, KEYS.probeWorkspaces, at),
    lists: readList(entry, KEYS.lists, at),
    folders: readList(entry, KEYS.folders, at),
    spaces: readList(entry, KEYS.spaces, at),
  };
  // Other requirements come from the command line.
  const present = Object.entries(KEYS).filter(([, key]) => key in entry);
  const names = Object.fromEntries(present.map(([name, key]) => [name, `${at}: ${key}`]));
  try {
    return { names, requirements: readRequirements(given, { ...OPTION_NAMES, ...names }) };
  } catch (error) {
    if (isAuthError(error)) return { names, error };
    throw error;
  }
}

/** The line of each object of a JSON array, from 1. */
function entryLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let isString = false;
  for (const [part] of text.matchAll(/\\.|["[\]{}\n]/g)) {
    if (part === '"') isString = !isString;
    else if (part === '\n') line += 1;
    else if (!isString && /[[{]/.test(part)) {
      if (depth === 1) lines.push(line);
      depth += 1;
    } else if (!isString && /[\]}]/.test(part)) depth -= 1;
  }
  return lines;
}
