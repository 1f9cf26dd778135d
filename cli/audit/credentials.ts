import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isAuthError, parseToken } from '../../src/index.js';
import { invalidInput } from '../../src/integration.js';
import type { Context } from '../context.js';
import { errorCode } from '../errors.js';
import { containsSecret } from '../input/arguments.js';
import { readStdin } from '../input/stdin.js';

/** One credential by the name that its file or the environment gives it. */
export interface Credential {
  readonly name: string;
  /** As it was found; may be empty. */
  readonly text: string;
}

export interface Credentials {
  readonly found: readonly Credential[];
  /** Names of entries that do not look like a ClickUp token, in name or in shape: they are never sent. */
  readonly skipped: readonly string[];
}

/** Only names, one a line, with blanks and comments between. */
const NAMES_ONLY = /^(?:[ \t]*(?:[A-Za-z_]\w*|#.*)?[ \t]*(?:\r?\n|$))+$/;

/**
 * The credentials of a file of NAME=token lines, or of a file of names of environment variables, or of names given one
 * by one. `-` is standard input. Fails with `input_invalid`, also for a token without a name, which is told by its line.
 */
export async function readCredentials(
  file: string | undefined,
  names: readonly string[],
  context: Context,
): Promise<Credentials> {
  const fromNames = names.map((name) => fromEnvironment(name, context));
  const fromFile = file === undefined ? NONE : parse(rejectUnnamedTokens(await read(file, context), file), context);
  const all = { found: [...fromNames, ...fromFile.found], skipped: fromFile.skipped };
  if (all.found.length > 0) return all;
  const allowed = 'a file of NAME=token lines or of names of environment variables, or --env NAME; none is given';
  throw invalidInput(file ?? 'FILE', allowed);
}

const NONE: Credentials = { found: [], skipped: [] };

/** A token that stands where a name belongs would be printed as one, or passed over. */
function rejectUnnamedTokens(text: string, file: string): string {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => !/^\s*#/.test(line) && containsSecret([line.split('=', 1)[0] ?? '']));
  if (index === -1) return text;
  const where = file === '-' ? 'standard input' : file;
  throw invalidInput(`line ${index + 1} of ${where}`, 'NAME=token; a token stands there without a name');
}

function parse(text: string, context: Context): Credentials {
  if (NAMES_ONLY.test(text)) {
    const names = text.match(/^[ \t]*[A-Za-z_]\w*/gm) ?? [];
    return { found: names.map((name) => fromEnvironment(name.trim(), context)), skipped: [] };
  }
  const entries = Object.entries(parseEnv(text)).map(([name, value]) => ({ name, text: value ?? '' }));
  const found = entries.filter(looksLikeClickUp);
  return { found, skipped: entries.filter((one) => !found.includes(one)).map(({ name }) => name) };
}

/** A `.env` holds other secrets too, and a database's password is nothing to send to ClickUp. */
function looksLikeClickUp({ name, text }: Credential): boolean {
  return /clickup/i.test(name) || hasUsualShape(text);
}

function hasUsualShape(text: string): boolean {
  try {
    return parseToken(text).warnings.length === 0;
  } catch (error) {
    if (isAuthError(error)) return false;
    throw error;
  }
}

function fromEnvironment(name: string, { env }: Context): Credential {
  return { name, text: env[name] ?? '' };
}

async function read(file: string, context: Context): Promise<string> {
  if (file === '-') return readStdin(context);
  try {
    return readFileSync(resolve(context.cwd, file), 'utf8');
  } catch (error) {
    throw invalidInput(file, `a file that can be read (${errorCode(error)})`);
  }
}
