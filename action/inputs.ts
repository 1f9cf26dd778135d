import type { Requirements, Token } from '../src/index.js';
import { API_URL_VARIABLE, fromEnvironment, readChoice, readRequestSettings } from '../src/integration.js';
import type { Environment, Given, InputNames, RequestSettings } from '../src/integration.js';
import { readCredential, type Credential } from './credential.js';
import { readRequirements, REQUIREMENT_INPUTS } from './requirements-input.js';
import { readWorkspaces } from './workspaces-input.js';
import type { Core } from './toolkit.js';

/** The validated inputs, except the token. */
export interface Inputs {
  readonly credential: Credential;
  readonly workspaces: readonly string[];
  readonly requirements: Requirements;
  readonly request: RequestSettings;
  readonly onMissingToken: 'fail' | 'skip';
  readonly onUnavailable: 'fail' | 'warn';
  readonly hideNames: boolean;
  readonly summary: boolean;
  readonly reportIssue: boolean;
  readonly githubToken: string;
}

/** Names of the inputs by the library's option names, for failures that occur before the inputs are read. */
export const INPUT_NAMES: InputNames = { ...REQUIREMENT_INPUTS, apiUrl: 'api-url', timeoutMs: 'timeout-seconds' };

/** Reads all inputs except the token, which only the checks of other inputs use. Fails with `input_invalid`. */
export function readInputs(core: Core, env: Environment, token?: Token): Inputs {
  return {
    credential: readCredential(core, env, token),
    workspaces: readWorkspaces(input(core, 'workspaces'), input(core, 'require-workspace')),
    requirements: readRequirements((name) => input(core, name)),
    request: readRequestSettings({
      apiUrl: [input(core, 'api-url'), fromEnvironment(env, API_URL_VARIABLE)],
      timeoutSeconds: [input(core, 'timeout-seconds')],
      attempts: [input(core, 'attempts')],
    }),
    // The first choice is the default: GitHub does not apply the default of action.yml to an empty string.
    onMissingToken: readChoice([input(core, 'on-missing-token')], ['fail', 'skip']),
    onUnavailable: readChoice([input(core, 'on-unavailable')], ['fail', 'warn']),
    hideNames: readChoice([input(core, 'hide-names')], ['false', 'true']) === 'true',
    summary: readChoice([input(core, 'summary')], ['true', 'false']) === 'true',
    reportIssue: readChoice([input(core, 'report-issue')], ['false', 'true']) === 'true',
    githubToken: core.getInput('github-token'),
  };
}

function input(core: Core, name: string): Given {
  return { name, text: core.getInput(name) };
}
