import { resolve } from 'node:path';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { requestSettings, timeLimitMs, type RequestFlags } from './request-options.js';
import { canPrompt, promptHidden, readStdinLine } from './user-input.js';

/** The options that select the source of the token. */
export interface TokenFlags extends RequestFlags {
  readonly tokenStdin?: boolean;
  readonly file?: string;
}

export interface TokenSource {
  readonly kind: 'stdin' | 'env-file' | 'environment' | 'keyring';
  /** The name for messages: `CLICKUP_API_TOKEN`, or a file's path as given. */
  readonly name: string;
}

export interface FoundToken {
  readonly text: string;
  readonly source: TokenSource;
  /** Notes on the source. */
  readonly warnings: readonly string[];
}

/**
 * The token from `--token-stdin`, then `--file`, then CLICKUP_API_TOKEN, then `.env` in this directory, then the keyring.
 * An option disables the other sources. Fails with `token_missing`, which lists the sources, `timed_out` or
 * `input_invalid`.
 */
export async function findToken(flags: TokenFlags, context: Context): Promise<FoundToken> {
  if (flags.tokenStdin === true) {
    if (flags.file !== undefined) throw invalidInput('--token-stdin', 'either --token-stdin or --file, not both');
    const text = await (canPrompt(context)
      ? promptHidden('ClickUp token', context)
      : readStdinLine(context, timeLimitMs(flags, context)));
    if (text.trim() === '') throw missing('Standard input is empty.');
    return { text, source: { kind: 'stdin', name: 'standard input' }, warnings: [] };
  }
  if (flags.file !== undefined) {
    const file = await readFromFile(flags.file, flags, context);
    if (file.text.trim() !== '') return { ...file, source: { kind: 'env-file', name: flags.file } };
    throw missing(`No ${TOKEN_VARIABLE} was found in ${flags.file}. ${file.problem}`.trimEnd(), file.similar);
  }
  const variable = context.env[TOKEN_VARIABLE] ?? '';
  if (variable.trim() !== '')
    return { text: variable, source: { kind: 'environment', name: TOKEN_VARIABLE }, warnings: [] };
  const file = await readDefaultFile(context);
  if (file.text.trim() !== '') return { ...file, source: { kind: 'env-file', name: '.env' } };
  const keyring = await readFromKeyring(flags, context);
  if (keyring.text !== '')
    return { text: keyring.text, source: { kind: 'keyring', name: 'the keyring' }, warnings: [] };
  const { similarVariables } = await import('./similar-variables.js');
  throw missing(
    `${TOKEN_VARIABLE} is not set, and no token was found in .env in this directory or in the keyring. ` +
      `${file.exists ? file.problem : ''}${keyring.problem}`.trimEnd(),
    [...similarVariables(context.env), ...file.similar.map((name) => `${name} in .env`)],
  );
}

async function readFromFile(name: string, flags: RequestFlags, context: Context) {
  // Loaded here, because most tokens come from the environment.
  const { readTokenFile } = await import('../store/token-file.js');
  const { signal } = context;
  return readTokenFile(name, resolve(context.cwd, name), { signal, timeoutMs: timeLimitMs(flags, context) });
}

/** `.env` in the working directory. Another program may have created it, so that it does not wait for a pipe. */
async function readDefaultFile(context: Context) {
  const { NO_FILE, readTokenFile } = await import('../store/token-file.js');
  try {
    return await readTokenFile('.env', resolve(context.cwd, '.env'));
  } catch (error) {
    // The directory was deleted, and the token may be in the keyring.
    if (error instanceof CliError && error.failure.input === 'working directory') return NO_FILE;
    throw error;
  }
}

async function readFromKeyring(flags: RequestFlags, context: Context): Promise<{ text: string; problem: string }> {
  const { KeyringError, openKeyring } = await import('../store/keyring.js');
  try {
    const keyring = openKeyring(requestSettings(flags, context).options, context);
    return { text: (await keyring?.read()) ?? '', problem: '' };
  } catch (error) {
    // A keyring that is locked, or whose service does not run, is treated as empty.
    if (error instanceof KeyringError) return { text: '', problem: `${error.message}. ` };
    throw error;
  }
}

function missing(happened: string, similar: readonly string[] = []): CliError {
  const seen = similar.join(', ');
  return new CliError(
    { reason: 'token_missing', input: 'token' },
    {
      happened: happened.trimEnd(),
      cause:
        seen === ''
          ? 'You are not signed in, or the variable name is misspelled.'
          : `The token may be in another variable. Found ${seen}, but the CLI reads only ${TOKEN_VARIABLE}.`,
      remedy:
        (seen === '' ? '' : `Rename that variable to ${TOKEN_VARIABLE}. Otherwise: `) +
        'Run `clickup-auth login` or `clickup-auth init`, set CLICKUP_API_TOKEN, or pass --token-stdin.',
    },
  );
}
