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

/** The inputs of the step, validated. */
export interface Inputs {
  readonly workspaces: readonly string[];
  readonly request: RequestSettings;
  readonly onMissingToken: 'fail' | 'skip';
  readonly onUnavailable: 'fail' | 'warn';
  readonly summary: boolean;
  readonly reportIssue: boolean;
  readonly githubToken: string;
}

/** The inputs by the names of the library's options, for failures that occur before the inputs are read. */
export const INPUT_NAMES: InputNames = { apiUrl: 'api-url', timeoutMs: 'timeout-seconds' };

/**
 * Masks every form of the token before anything else is printed, and returns the text to parse. The runner masks whole
 * values and their lines, but not parts of them.
 */
export function readToken(core: Core, env: Environment): string {
  const sources = [input(core, 'token'), fromEnvironment(env, TOKEN_VARIABLE)] as const;
  for (const { text } of sources) if (text !== undefined && text !== '') maskToken(core, text);
  return firstGiven(sources).text;
}

function maskToken(core: Core, text: string): void {
  // The runner warns about an empty mask.
  for (const form of new Set([text, text.trim(), sentForm(text)])) if (form.trim() !== '') core.setSecret(form);
}

/** The token without the quotes or the `Bearer` that were pasted with it, which is the form that is sent. */
function sentForm(text: string): string {
  try {
    return secretOf(parseToken(text)).reveal();
  } catch {
    return '';
  }
}

/** Reads the other inputs. Fails with `input_invalid`, which names the input and the allowed values. */
export function readInputs(core: Core, env: Environment): Inputs {
  return {
    workspaces: parseWorkspaceList(input(core, 'workspaces')),
    request: readRequestSettings({
      apiUrl: [input(core, 'api-url'), fromEnvironment(env, API_URL_VARIABLE)],
      timeoutSeconds: [input(core, 'timeout-seconds')],
      attempts: [input(core, 'attempts')],
    }),
    // An input that is set to an empty string has no default of action.yml: the first choice is the default.
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
