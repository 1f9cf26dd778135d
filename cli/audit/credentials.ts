import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isAuthError, parseToken } from '../../src/index.js';
import { containsToken, invalidInput } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError, fileError } from '../errors.js';
import { containsSecret, readStdin } from '../input/user-input.js';

/** A token with the name that it has in the file or in the environment. */
export interface Credential {
  readonly name: string;
  /** The token as found, not parsed; may be empty. */
  readonly text: string;
}

export interface Credentials {
  readonly found: readonly Credential[];
  /** Names of entries that do not look like a ClickUp token. They are never sent. */
  readonly skipped: readonly string[];
}

/** One name per line, blank lines and comments. */
const NAMES_ONLY = /^(?:[ \t]*(?:[A-Za-z_]\w*|#.*)?[ \t]*(?:\r?\n|$))+$/;

/**
 * Reads credentials from the environment variables in `names`, and from a file of NAME=token lines or of environment
 * variable names. The file `-` is standard input. Fails with `input_invalid`.
 */
export async function readCredentials(
  file: string | undefined,
  names: readonly string[],
  context: Context,
): Promise<Credentials> {
  const fromNames = names.map((name) => fromEnvironment(name, context));
  const fromFile = file === undefined ? { found: [], skipped: [] } : parse(await read(file, context), file, context);
  const found = [...fromNames, ...fromFile.found];
  if (found.length > 0) return { found, skipped: fromFile.skipped };
  throw new CliError(
    { reason: 'input_invalid', input: file ?? 'FILE', allowed: 'a file with tokens' },
    {
      title: 'No tokens to check',
      happened: file === undefined ? 'No file or --env option was given.' : `${file} contains no ClickUp tokens.`,
      cause: 'A file requires lines in the form NAME=token, or names of environment variables.',
      remedy: 'Pass a file of that form, - for standard input, or --env NAME.',
    },
  );
}

function parse(text: string, file: string, context: Context): Credentials {
  rejectUnnamedTokens(text, file === '-' ? 'standard input' : file);
  if (NAMES_ONLY.test(text)) {
    const names = text.match(/^[ \t]*[A-Za-z_]\w*/gm) ?? [];
    return { found: names.map((name) => fromEnvironment(name.trim(), context)), skipped: [] };
  }
  const entries = Object.entries(parseEnv(text)).map(([name, value]) => ({ name, text: value ?? '' }));
  const found = entries.filter(looksLikeClickUp);
  return { found, skipped: entries.filter((one) => !found.includes(one)).map(({ name }) => name) };
}

/** A token in place of a name would be printed as a name. The error has the line number only. */
function rejectUnnamedTokens(text: string, source: string): void {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => !/^\s*#/.test(line) && containsSecret([line.split('=', 1)[0] ?? '']));
  if (index === -1) return;
  throw invalidInput(`line ${index + 1} of ${source}`, 'NAME=token. The line has a token without a name');
}

/** A `.env` file also contains secrets of other services, for example a database password. Those must not be sent. */
function looksLikeClickUp({ name, text }: Credential): boolean {
  if (/clickup/i.test(name)) return true;
  try {
    return parseToken(text).warnings.length === 0 || containsToken(text);
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
    throw fileError('read', file, error);
  }
}
