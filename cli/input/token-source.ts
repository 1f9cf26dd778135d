import { resolve } from 'node:path';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptHidden } from './terminal.js';
import { apiUrl, type RequestFlags } from './request-options.js';
import { readStdin } from './stdin.js';

/** The options that say where the token is. */
export interface TokenFlags extends RequestFlags {
  readonly tokenStdin?: boolean;
  readonly file?: string;
}

/** The source of a token. */
export interface TokenSource {
  readonly kind: 'stdin' | 'env-file' | 'environment' | 'keyring';
  /** The name for messages: `CLICKUP_API_TOKEN`, or a file's path as given. */
  readonly name: string;
}

/** A token as found, not parsed. */
export interface FoundToken {
  readonly text: string;
  readonly source: TokenSource;
}

/**
 * The token from `--token-stdin`, then `--file`, then CLICKUP_API_TOKEN, then `.env` in this directory, then the keyring.
 * An option disables the other sources.
 * Fails with `token_missing`, which lists the sources, or `input_invalid`.
 */
export async function findToken(flags: TokenFlags, context: Context): Promise<FoundToken> {
  if (flags.tokenStdin === true) {
    if (flags.file !== undefined) throw invalidInput('--token-stdin', 'either --token-stdin or --file, not both');
    return found(await tokenFromStdin(context), { kind: 'stdin', name: 'standard input' });
  }
  if (flags.file !== undefined) return found(await readFromFile(flags.file, context), fileSource(flags.file));
  const variable = context.env[TOKEN_VARIABLE] ?? '';
  if (variable.trim() !== '') return found(variable, { kind: 'environment', name: TOKEN_VARIABLE });
  const stored = await readFromFile('.env', context);
  if (stored !== '') return found(stored, fileSource('.env'));
  const inKeyring = await readFromKeyring(flags, context);
  if (inKeyring !== '') return found(inKeyring, { kind: 'keyring', name: 'the keyring' });
  throw missing(`${TOKEN_VARIABLE} is not set, and no token was found in .env in this directory or in the keyring.`);
}

/** Standard input. A terminal shows a hidden prompt, so that the token is not visible. */
export async function tokenFromStdin(context: Context): Promise<string> {
  return canPrompt(context) ? promptHidden('ClickUp token', context) : readStdin(context);
}

function found(text: string, source: TokenSource): FoundToken {
  if (text.trim() === '') {
    throw missing(source.kind === 'stdin' ? 'Standard input is empty.' : `${source.name} holds no ${TOKEN_VARIABLE}.`);
  }
  return { text, source };
}

function fileSource(name: string): TokenSource {
  return { kind: 'env-file', name };
}

async function readFromFile(name: string, { cwd }: Context): Promise<string> {
  // Loaded here only, because most tokens come from the environment.
  const { readEnvFile } = await import('../store/env-file.js');
  return readEnvFile(resolve(cwd, name))?.[TOKEN_VARIABLE] ?? '';
}

async function readFromKeyring(flags: RequestFlags, context: Context): Promise<string> {
  const { openKeyring } = await import('../store/keyring.js');
  const keyring = await openKeyring(apiUrl(flags, context), context.signal);
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
