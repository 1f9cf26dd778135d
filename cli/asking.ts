import { DEFAULT_API_URL, type RequestOptions } from '../src/index.js';
import type { Context } from './context.js';
import { unusable } from './refusal.js';

/** The options of every command that asks ClickUp, as given. Each has an environment variable of its name. */
export interface AskingOptions {
  readonly apiUrl?: string;
  readonly timeoutSeconds?: string;
  readonly attempts?: string;
}

/** How ClickUp is asked: the option, else the environment, else the core's default. Fails with `input_invalid`. */
export function requestOptions(given: AskingOptions, { env, signal }: Pick<Context, 'env' | 'signal'>): RequestOptions {
  const seconds = wholeNumber('timeout-seconds', given.timeoutSeconds, env['CLICKUP_TIMEOUT_SECONDS'], 3600);
  const attempts = wholeNumber('attempts', given.attempts, env['CLICKUP_ATTEMPTS'], 10);
  return {
    apiUrl: apiUrl(given, { env }),
    ...(seconds !== undefined && { timeoutMs: seconds * 1000 }),
    ...(attempts !== undefined && { attempts }),
    signal,
  };
}

/** Base URL of the API that is asked. */
export function apiUrl(given: AskingOptions, { env }: Pick<Context, 'env'>): string {
  return given.apiUrl ?? (env['CLICKUP_API_URL'] || DEFAULT_API_URL);
}

function wholeNumber(
  name: string,
  option: string | undefined,
  variable: string | undefined,
  max: number,
): number | undefined {
  const text = option ?? (variable || undefined);
  if (text === undefined) return undefined;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= max) return value;
  const input = option === undefined ? `CLICKUP_${name.toUpperCase().replace('-', '_')}` : `--${name}`;
  throw unusable(input, `a whole number from 1 to ${max}`);
}
