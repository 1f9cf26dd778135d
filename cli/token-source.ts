import { resolve } from 'node:path';
import { apiUrl, type AskingOptions } from './asking.js';
import type { Context } from './context.js';
import { Refusal, unusable } from './refusal.js';
import { readStdin } from './stdin.js';
import { canPrompt } from './terminal.js';

/** The options that say where the token is. */
export interface TokenOptions extends AskingOptions {
  readonly tokenStdin?: boolean;
  readonly envFile?: string;
}

/** Where a token came from. */
export interface TokenSource {
  readonly kind: 'stdin' | 'env-file' | 'environment' | 'keyring';
  /** As a sentence names it: `CLICKUP_API_TOKEN`, or a file's path as it was given. */
  readonly name: string;
}

/** A token as it was found, not parsed. */
export interface FoundToken {
  readonly text: string;
  readonly source: TokenSource;
}

const NAME = 'CLICKUP_API_TOKEN';

/**
 * The token from `--token-stdin`, else `--env-file`, else CLICKUP_API_TOKEN, else the store: `.env` in this folder, then
 * the keyring. A source that is asked for is the only one that is looked at.
 * Fails with `token_missing`, saying where was looked, or `input_invalid`.
 */
export async function findToken(given: TokenOptions, context: Context): Promise<FoundToken> {
  if (given.tokenStdin === true) {
    if (given.envFile !== undefined) throw unusable('--token-stdin', 'either it or --env-file, not both');
    return found(await tokenFromStdin(context), { kind: 'stdin', name: 'standard input' });
  }
  if (given.envFile !== undefined) return found(await fromFile(given.envFile, context), fileSource(given.envFile));
  const variable = context.env[NAME] ?? '';
  if (variable.trim() !== '') return found(variable, { kind: 'environment', name: NAME });
  const stored = await fromFile('.env', context);
  if (stored !== '') return found(stored, fileSource('.env'));
  const kept = await fromKeyring(given, context);
  if (kept !== '') return found(kept, { kind: 'keyring', name: 'the keyring' });
  throw missing(`${NAME} is not set, and neither .env in this folder nor the keyring holds a token.`);
}

/** The token on standard input; a terminal gets a hidden prompt, so that nothing is shown. */
export async function tokenFromStdin(context: Context): Promise<string> {
  return canPrompt(context) ? (await import('./prompt.js')).promptHidden('ClickUp token', context) : readStdin(context);
}

function found(text: string, source: TokenSource): FoundToken {
  if (text.trim() === '') throw missing(source.kind === 'stdin' ? 'Standard input is empty.' : emptyFile(source));
  return { text, source };
}

function emptyFile({ name }: TokenSource): string {
  return `${name} holds no ${NAME}.`;
}

function fileSource(name: string): TokenSource {
  return { kind: 'env-file', name };
}

async function fromFile(name: string, { cwd }: Context): Promise<string> {
  // Loaded only here: most tokens come from the environment.
  const { readEnvFile } = await import('./store/env-file.js');
  return readEnvFile(resolve(cwd, name))?.[NAME] ?? '';
}

async function fromKeyring(given: TokenOptions, context: Context): Promise<string> {
  const { openKeyring } = await import('./store/keyring.js');
  const keyring = await openKeyring(apiUrl(given, context), context.signal);
  // A keyring that is locked or has no service is one that holds nothing.
  return (await keyring?.read().catch(() => undefined)) ?? '';
}

function missing(happened: string): Refusal {
  return new Refusal(
    { reason: 'token_missing', input: 'token' },
    {
      happened,
      cause: 'You are not signed in here, or the variable’s name is spelled differently.',
      remedy: 'Run `clickup-auth login` or `clickup-auth init`, set CLICKUP_API_TOKEN, or pass --token-stdin.',
    },
  );
}
