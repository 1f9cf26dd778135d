import type { Command } from 'commander';
import { DEFAULT_API_URL, type RequestOptions } from '../../src/index.js';
import { API_URL_VARIABLE, fromEnvironment, invalidInput, readRequestSettings } from '../../src/integration.js';
import type { Given, InputNames } from '../../src/integration.js';
import type { Context } from '../context.js';
import { OPTION_NAMES } from '../output/error-report.js';

/** The options of every command that sends requests. Each has an environment variable. */
export interface RequestFlags {
  readonly apiUrl?: string;
  readonly timeoutSeconds?: string;
  readonly attempts?: string;
}

/** The options of commands that sign in. */
export interface SignInFlags extends RequestFlags {
  readonly clientId?: string;
  readonly port?: string;
  readonly browser: boolean;
  readonly authorizeUrl?: string;
}

/** Part of the redirect URL that is registered with the OAuth app, `http://127.0.0.1:8976/callback`. */
export const DEFAULT_LOGIN_PORT = 8976;

/** Settings from the options, then environment variables, then library defaults. Fails with `input_invalid`. */
export function requestSettings(
  flags: RequestFlags,
  { env, signal }: Pick<Context, 'env' | 'signal'>,
): { readonly options: RequestOptions & { readonly apiUrl: string }; readonly names: InputNames } {
  const { options, names } = readRequestSettings({
    apiUrl: [flag('--api-url', flags.apiUrl), fromEnvironment(env, API_URL_VARIABLE)],
    timeoutSeconds: [flag('--timeout-seconds', flags.timeoutSeconds), fromEnvironment(env, 'CLICKUP_TIMEOUT_SECONDS')],
    attempts: [flag('--attempts', flags.attempts), fromEnvironment(env, 'CLICKUP_ATTEMPTS')],
  });
  return {
    options: { ...options, apiUrl: options.apiUrl ?? DEFAULT_API_URL, signal },
    names: { ...OPTION_NAMES, ...names },
  };
}

/** The time limit of the command, which also applies to reading the token. */
export function timeLimitMs(flags: RequestFlags, context: Pick<Context, 'env' | 'signal'>): number {
  return requestSettings(flags, context).options.timeoutMs ?? 60_000;
}

/** An option as given. An empty value, for example from a shell variable that is not set, does not mean the default. */
export function flag(name: string, text: string | undefined): Given {
  if (text !== undefined && text.trim() === '') throw invalidInput(name, 'a non-empty value');
  return { name, text };
}

/** Adds the options of every command that sends requests. */
export function addRequestOptions(command: Command): Command {
  return command
    .option('--api-url <url>', `base URL of the API (default: ${DEFAULT_API_URL}, env: CLICKUP_API_URL)`)
    .option(
      '--timeout-seconds <n>',
      'time limit for the whole check, 1 to 3600 (default: 60, env: CLICKUP_TIMEOUT_SECONDS)',
    )
    .option('--attempts <n>', 'maximum attempts per request, 1 to 10 (default: 4, env: CLICKUP_ATTEMPTS)')
    .option('--json', 'print one JSON object and nothing else');
}

/** Adds the options of commands that use an existing token. */
export function addTokenOptions(command: Command): Command {
  return command
    .option('--token-stdin', 'read the token from standard input')
    .option('-f, --file <file>', 'read CLICKUP_API_TOKEN from this file instead of the environment');
}

/** Adds the options of commands that sign in. */
export function addSignInOptions(command: Command): Command {
  return command
    .option(
      '--client-id <id>',
      'client ID of the OAuth app (env: CLICKUP_CLIENT_ID); set the client secret in CLICKUP_CLIENT_SECRET or enter it at the prompt',
    )
    .option('--port <n>', `port of the redirect URL http://127.0.0.1:<n>/callback (default: ${DEFAULT_LOGIN_PORT})`)
    .option('--no-browser', 'print the sign-in URL, then read the redirect URL from a prompt or standard input')
    .option(
      '--authorize-url <url>',
      'URL of the consent page (default: https://app.clickup.com/api, env: CLICKUP_AUTHORIZE_URL)',
    );
}

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
