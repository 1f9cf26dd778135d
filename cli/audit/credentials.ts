import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AuthError, isAuthError, parseToken } from '../../src/index.js';
import { containsToken, invalidInput, toSingleLine, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError, fileError } from '../errors.js';
import { isOtherSetting } from '../input/similar-variables.js';
import { containsSecret, readStdin } from '../input/user-input.js';
import { parseEnvFile, type EnvFile } from '../store/env-syntax.js';
import { decodeText, readFileOrPipe } from '../store/read-file.js';
import type { Credential } from './credential.js';

export interface Credentials {
  readonly found: readonly Credential[];
  /** Names of entries that do not look like a ClickUp token. They are never sent. */
  readonly skipped: readonly string[];
  readonly warnings: readonly string[];
}

/** Every usual token is longer. */
const MIN_TOKEN_CHARACTERS = 20;

const NONE: Credentials = { found: [], skipped: [], warnings: [] };

export interface CredentialSources {
  /** A file of NAME=token lines and names of environment variables, or of JSON. `-` is standard input. */
  readonly file: string | undefined;
  /** Names of environment variables. */
  readonly names: readonly string[];
  readonly timeoutMs: number;
}

/** Reads the credentials of all sources. Every line of the file is a credential or skipped. Fails with `input_invalid`. */
export async function readCredentials(sources: CredentialSources, context: Context): Promise<Credentials> {
  const { file, names } = sources;
  const fromFile =
    file === undefined ? NONE : await parse(await read(file, sources, context), sourceName(file), context);
  const found = [...names.map((name) => fromEnvironment(name, context)), ...fromFile.found];
  if (found.length > 0) return { ...fromFile, found };
  throw noTokens(file, fromFile.skipped);
}

async function parse(text: string, source: string, context: Context): Promise<Credentials> {
  if (/^\s*[[{]/.test(text)) {
    const { parseEntries } = await import('./audit-bundle.js');
    return { ...NONE, found: parseEntries(text, source, context.env) };
  }
  const file = parseEnvFile(text);
  rejectUnnamedTokens(file, source);
  const found: (Credential & { readonly line: number })[] = [];
  const skipped: string[] = [];
  for (const [index, { name, value, line }] of file.entries.entries()) {
    // A large file must not delay an interrupt.
    if (index % 1000 === 999) await setImmediate();
    if (context.signal.aborted) throw new AuthError({ reason: 'cancelled', input: 'signal' });
    if (looksLikeClickUp({ name, text: value })) found.push({ name, text: value, line });
    else skipped.push(name);
  }
  for (const { line, text: content } of file.others) {
    const [, name] = /^(?:export[ \t]+)?([A-Za-z_]\w*)(?:[ \t]+#.*)?$/.exec(content) ?? [];
    found.push({ ...(name === undefined ? invalidLine(line, source) : fromEnvironment(name, context)), line });
  }
  const inOrder = found.toSorted((one, other) => one.line - other.line);
  return { found: inOrder, skipped, warnings: duplicateWarnings(inOrder, source) };
}

/** A token in place of a name would be printed as a name. The error has the line number only. */
function rejectUnnamedTokens({ entries, others }: EnvFile, source: string): void {
  const names = [...entries.map(({ name, line }) => ({ line, text: name })), ...others];
  const bare = names.find(({ text }) => containsSecret([text.split('=', 1)[0] ?? '']));
  if (bare === undefined) return;
  throw invalidInput(`line ${bare.line} of ${source}`, 'NAME=token. The line has a token without a name');
}

/** The line may contain a secret, so the error does not quote it. */
function invalidLine(line: number, source: string): Credential {
  const error = invalidInput(`line ${line} of ${source}`, 'NAME=token, or the name of an environment variable');
  return { name: `line ${line}`, text: '', error };
}

/** Every value is checked, so the rows have the same name. */
function duplicateWarnings(found: readonly (Credential & { readonly line: number })[], source: string): string[] {
  const lines = new Map<string, number[]>();
  for (const { name, line } of found) lines.set(name, [...(lines.get(name) ?? []), line].slice(0, 20));
  return [...lines]
    .filter(([, all]) => all.length > 1)
    .map(
      ([name, all]) =>
        `${toSingleLine(source)} has ${name} on lines ${all.join(', ')}. Every value is checked; most programs use the last.`,
    );
}

/** A `.env` file also contains secrets of other services, for example a database password. Those must not be sent. */
function looksLikeClickUp({ name, text }: Credential): boolean {
  if (isOtherSetting(name)) return false;
  if (/clickup/i.test(name)) return true;
  if (text.length < MIN_TOKEN_CHARACTERS) return false;
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

function sourceName(file: string): string {
  return file === '-' ? 'standard input' : file;
}

async function read(file: string, { timeoutMs }: CredentialSources, context: Context): Promise<string> {
  const { signal } = context;
  const bytes = await (file === '-'
    ? readStdin(context, timeoutMs)
    : readFileOrPipe(resolve(context.cwd, file), { signal, timeoutMs }));
  if (bytes !== undefined) return decodeText(bytes, sourceName(file));
  const { failure, wording } = fileError('read', file, Object.assign(new Error('missing'), { code: 'ENOENT' }));
  throw new CliError(failure, { ...wording, happened: `${wording.happened} There is no such file.` });
}

function noTokens(file: string | undefined, skipped: readonly string[]): CliError {
  const count = skipped.length === 1 ? 'Its only entry was' : `All of its ${skipped.length} entries were`;
  const why = `${count} skipped, because neither the name nor the value looks like one: ${skipped.slice(0, 20).join(', ')}.`;
  const none = file === undefined ? 'No file or --env option was given.' : `${file} contains no ClickUp tokens.`;
  return new CliError(
    { reason: 'input_invalid', input: file ?? 'FILE', allowed: 'a file with tokens' },
    {
      title: 'No tokens to check',
      ...(skipped.length > 0
        ? {
            happened: `${none} ${why}`,
            cause: 'The file belongs to another program, or its values are not ClickUp tokens.',
            remedy: `To check an entry anyway, use a name that contains CLICKUP, for example ${TOKEN_VARIABLE}.`,
          }
        : {
            happened: none,
            cause: 'A file requires lines in the form NAME=token, or names of environment variables.',
            remedy: 'Pass a file of that form, - for standard input, or --env NAME.',
          }),
    },
  );
}
