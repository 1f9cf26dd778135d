import { parseToken } from '../src/index.js';
import {
  API_URL_VARIABLE,
  firstGiven,
  fromEnvironment,
  parseWorkspaceList,
  readChoice,
  readRequestSettings,
  secretOf,
  TOKEN_VARIABLE,
} from '../src/integration.js';
import type { Environment, Given, InputNames, RequestSettings } from '../src/integration.js';
import type { Core } from './toolkit.js';

/** The validated inputs, except the token. */
export interface Inputs {
  readonly workspaces: readonly string[];
  readonly request: RequestSettings;
  readonly onMissingToken: 'fail' | 'skip';
  readonly onUnavailable: 'fail' | 'warn';
  readonly summary: boolean;
  readonly reportIssue: boolean;
  readonly githubToken: string;
}

/** Names of the inputs by the library's option names, for failures that occur before the inputs are read. */
export const INPUT_NAMES: InputNames = { apiUrl: 'api-url', timeoutMs: 'timeout-seconds' };

/**
 * Masks the token as given, trimmed and normalized, and returns the text to parse. Each form has its own mask, because the
 * runner masks only complete values and lines.
 */
export function readToken(core: Core, env: Environment): string {
  const sources = [input(core, 'token'), fromEnvironment(env, TOKEN_VARIABLE)] as const;
  const forms = sources.flatMap(({ text = '' }) => [text, text.trim(), normalize(text)]);
  // The runner warns about an empty mask.
  for (const form of new Set(forms)) if (form.trim() !== '') core.setSecret(form);
  return firstGiven(sources).text;
}

/** Returns the token as it is sent to ClickUp: without quotes or `Bearer`. */
function normalize(text: string): string {
  try {
    return secretOf(parseToken(text)).reveal();
  } catch {
    return '';
  }
}

/** Reads all inputs except the token. Fails with `input_invalid`. */
export function readInputs(core: Core, env: Environment): Inputs {
  return {
    workspaces: parseWorkspaceList(input(core, 'workspaces')),
    request: readRequestSettings({
      apiUrl: [input(core, 'api-url'), fromEnvironment(env, API_URL_VARIABLE)],
      timeoutSeconds: [input(core, 'timeout-seconds')],
      attempts: [input(core, 'attempts')],
    }),
    // The first choice is the default: GitHub does not apply the default of action.yml to an empty string.
    onMissingToken: readChoice([input(core, 'on-missing-token')], ['fail', 'skip']),
    onUnavailable: readChoice([input(core, 'on-unavailable')], ['fail', 'warn']),
    summary: readChoice([input(core, 'summary')], ['true', 'false']) === 'true',
    reportIssue: readChoice([input(core, 'report-issue')], ['false', 'true']) === 'true',
    githubToken: core.getInput('github-token'),
  };
}

function input(core: Core, name: string): Given {
  return { name, text: core.getInput(name) };
}
