import { AuthError, checkOptions, isAuthError, parseToken, type RequestOptions, type Token } from '../../src/index.js';
import type { ObjectValue, Value } from '../protocol/value.js';
import { textOf } from './text.js';

/** What `provider "clickup"` and the environment say, checked. */
export interface Configuration {
  readonly token: Token;
  readonly options: RequestOptions;
}

const API_URL = 'CLICKUP_API_URL';
const ON_FAILURE = 'CLICKUP_AUTH_ON_FAILURE';

/** What a failed check does. */
export type OnFailure = 'error' | 'warn';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An attribute goes before the environment; an empty one is what a variable that is not set holds, and as good as none.
 * Fails with `token_missing`, `token_malformed` or `input_invalid`, naming the attribute or the variable.
 */
export function readConfiguration(config: ObjectValue, env: Environment): Configuration {
  return {
    options: readOptions(config, env),
    token: parseToken(textOf(config['token']) || env['CLICKUP_API_TOKEN']),
  };
}

/** What is wrong with what is known so far, which a variable may still change: unknown attributes are left out. */
export function checkConfiguration(config: ObjectValue, env: Environment): readonly AuthError[] {
  const token = textOf(config['token']);
  const checks = [
    () => void readOptions(config, env),
    () => void readOnFailure(config, env),
    () => void (token === '' || parseToken(token)),
  ];
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (!isAuthError(error)) throw error;
      return [error];
    }
  });
}

/** What a failed check does: by the attribute, else by the environment. Fails with `input_invalid`. */
export function readOnFailure(config: ObjectValue, env: Environment): OnFailure {
  const given = textOf(config['on_failure']);
  const text = given || (env[ON_FAILURE] ?? '');
  if (text === '' || text === 'error') return 'error';
  if (text === 'warn') return text;
  const input = given === '' ? ON_FAILURE : 'on_failure';
  throw new AuthError({ reason: 'input_invalid', input, allowed: '`error` or `warn`' });
}

function readOptions(config: ObjectValue, env: Environment): RequestOptions {
  const seconds = numberOf(config['timeout_seconds']);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600)) {
    const allowed = 'a whole number from 1 to 3600';
    throw new AuthError({ reason: 'input_invalid', input: 'timeout_seconds', allowed });
  }
  const options: RequestOptions = {
    apiUrl: textOf(config['api_url']) || env[API_URL] || undefined,
    attempts: numberOf(config['attempts']),
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
  };
  try {
    checkOptions(options);
  } catch (error) {
    const isFromEnvironment =
      isAuthError(error) && error.failure.input === 'apiUrl' && textOf(config['api_url']) === '';
    throw isFromEnvironment ? new AuthError({ ...error.failure, input: API_URL }) : error;
  }
  return options;
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
