import { isAuthError, parseToken, type AuthError, type Token } from '../../src/index.js';
import {
  API_URL_VARIABLE,
  firstGiven,
  fromEnvironment,
  readChoice,
  readRequestSettings,
  TOKEN_VARIABLE,
} from '../../src/integration.js';
import type { Environment, Given, InputNames, RequestSettings } from '../../src/integration.js';
import type { ObjectValue } from '../protocol/value.js';

/** The arguments of `provider "clickup"` and the environment, validated. */
export interface Configuration extends RequestSettings {
  readonly token: Token;
}

const ON_FAILURE_VARIABLE = 'CLICKUP_AUTH_ON_FAILURE';

/** Names of arguments that differ from those of the core's options. */
export const ARGUMENT_NAMES: InputNames = {
  workspaceId: 'workspace_id',
  tokenKind: 'token_kind_required',
  onlyRequiredWorkspaces: 'only_required_workspaces',
  probeWorkspaces: 'probe_workspaces',
};

/** The severity of a failed check. */
export type OnFailure = 'error' | 'warn';

/**
 * An argument takes precedence over the environment. A blank argument is treated as not set, because a Terraform variable
 * that is not set may be an empty string.
 * Fails with `token_missing`, `token_malformed` or `input_invalid`, which names the argument or the variable.
 */
export function readConfiguration(config: ObjectValue, env: Environment): Configuration {
  const settings = readSettings(config, env);
  const { text } = firstGiven([argument(config, 'token'), fromEnvironment(env, TOKEN_VARIABLE)]);
  return { ...settings, token: parseToken(text) };
}

/** Returns the errors in a configuration. Skips unknown arguments, because Terraform validates again when they are known. */
export function validateConfiguration(config: ObjectValue, env: Environment): readonly AuthError[] {
  const { text: token = '' } = argument(config, 'token');
  const checks = [
    () => void readSettings(config, env),
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

/** Reads the argument `on_failure`, then CLICKUP_AUTH_ON_FAILURE. Fails with `input_invalid`. */
export function readOnFailure(config: ObjectValue, env: Environment): OnFailure {
  return readChoice([argument(config, 'on_failure'), fromEnvironment(env, ON_FAILURE_VARIABLE)], ['error', 'warn']);
}

function readSettings(config: ObjectValue, env: Environment): RequestSettings {
  const { options, names } = readRequestSettings({
    apiUrl: [argument(config, 'api_url'), fromEnvironment(env, API_URL_VARIABLE)],
    timeoutSeconds: [argument(config, 'timeout_seconds')],
    attempts: [argument(config, 'attempts')],
  });
  return { options, names: { ...names, ...ARGUMENT_NAMES } };
}

/** Returns an argument as text. The text of an unknown or null value is undefined. */
function argument(config: ObjectValue, name: string): Given {
  const value = config[name];
  return { name, text: typeof value === 'string' || typeof value === 'number' ? String(value) : undefined };
}
