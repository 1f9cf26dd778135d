import { resolve } from 'node:path';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptHidden, readStdin } from './user-input.js';
import { requestSettings, type RequestFlags } from './request-options.js';

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

/**
 * The token from `--token-stdin`, then `--file`, then CLICKUP_API_TOKEN, then `.env` in this directory, then the keyring.
 * An option disables the other sources. Fails with `token_missing`, which lists the sources, or `input_invalid`.
 */
export async function findToken(flags: TokenFlags, context: Context): Promise<{ text: string; source: TokenSource }> {
  if (flags.tokenStdin === true) {
    if (flags.file !== undefined) throw invalidInput('--token-stdin', 'either --token-stdin or --file, not both');
    const text = await (canPrompt(context) ? promptHidden('ClickUp token', context) : readStdin(context));
    if (text.trim() === '') throw missing('Standard input is empty.');
    return { text, source: { kind: 'stdin', name: 'standard input' } };
  }
  if (flags.file !== undefined) {
    const text = await readFromFile(flags.file, context);
    if (text.trim() === '') throw missing(`No ${TOKEN_VARIABLE} was found in ${flags.file}.`);
    return { text, source: { kind: 'env-file', name: flags.file } };
  }
  const variable = context.env[TOKEN_VARIABLE] ?? '';
  if (variable.trim() !== '') return { text: variable, source: { kind: 'environment', name: TOKEN_VARIABLE } };
  const inFile = await readFromFile('.env', context);
  if (inFile !== '') return { text: inFile, source: { kind: 'env-file', name: '.env' } };
  const inKeyring = await readFromKeyring(flags, context);
  if (inKeyring !== '') return { text: inKeyring, source: { kind: 'keyring', name: 'the keyring' } };
  throw missing(`${TOKEN_VARIABLE} is not set, and no token was found in .env in this directory or in the keyring.`);
}

async function readFromFile(name: string, { cwd }: Context): Promise<string> {
  // Loaded here, because most tokens come from the environment.
  const { readTokenFromFile } = await import('../store/env-file.js');
  return readTokenFromFile(resolve(cwd, name));
}

async function readFromKeyring(flags: RequestFlags, context: Context): Promise<string> {
  const { openKeyring } = await import('../store/keyring.js');
  const keyring = await openKeyring(requestSettings(flags, context).options.apiUrl, context.signal);
  // A keyring that is locked, or whose service does not run, is treated as empty.
  return (await keyring?.read().catch(() => undefined)) ?? '';
}

function missing(happened: string): CliError {
  return new CliError(
    { reason: 'token_missing', input: 'token' },
    {
      happened,
      cause: 'You are not signed in, or the variable name is misspelled.',
      remedy: 'Run `clickup-auth login` or `clickup-auth init`, set CLICKUP_API_TOKEN, or pass --token-stdin.',
    },
  );
}
