import { AuthError, parseToken, type Token } from '../src/index.js';
import type { Core, Environment } from './toolkit.js';

/** What the workflow asked for, checked. */
export interface Inputs {
  readonly workspaces: readonly string[];
  readonly apiUrl: string | undefined;
  readonly timeoutSeconds: number;
  readonly attempts: number;
  readonly onMissingToken: 'fail' | 'skip';
  readonly onUnavailable: 'fail' | 'warn';
  readonly summary: boolean;
  readonly reportIssue: boolean;
  readonly githubToken: string;
}

/** The names of the options that the core knows by another one. */
const NAMES: Readonly<Record<string, string>> = { apiUrl: 'api-url', timeoutMs: 'timeout-seconds' };

/** An option of the core as the input that a workflow sets: `apiUrl` → `api-url`. */
export function inputName(option: string): string {
  return NAMES[option] ?? option;
}

/**
 * Masks every form of the token before anything else is printed, and returns the text to parse. The runner masks
 * whole values and their lines, not parts of them.
 */
export function readToken(core: Core, env: Environment): string {
  const fromInput = core.getInput('token');
  const fromEnvironment = env['CLICKUP_API_TOKEN'] ?? '';
  for (const text of [fromInput, fromEnvironment]) if (text !== '') maskToken(core, text);
  return fromInput === '' ? fromEnvironment : fromInput;
}

function maskToken(core: Core, text: string): void {
  // An empty mask is a warning of the runner's.
  for (const form of new Set([text, text.trim(), cleaned(text)])) if (form.trim() !== '') core.setSecret(form);
}

/** The token without the quotes or the `Bearer` that were pasted along: the form that is sent. */
function cleaned(text: string): string {
  try {
    return textOf(parseToken(text));
  } catch {
    return '';
  }
}

function textOf(token: Token): string {
  return token.authorization.replace(/^Bearer /, '');
}

/** Reads the other inputs. Fails with `input_invalid`, naming the input and what it allows. */
export function readInputs(core: Core, env: Environment): Inputs {
  return {
    workspaces: splitList(core.getInput('workspaces')),
    apiUrl: core.getInput('api-url') || env['CLICKUP_API_URL'] || undefined,
    timeoutSeconds: wholeNumber(core, 'timeout-seconds', 60, 3600),
    attempts: wholeNumber(core, 'attempts', 4, 10),
    onMissingToken: oneOf(core, 'on-missing-token', ['fail', 'skip']),
    onUnavailable: oneOf(core, 'on-unavailable', ['fail', 'warn']),
    summary: oneOf(core, 'summary', ['true', 'false']) === 'true',
    reportIssue: oneOf(core, 'report-issue', ['false', 'true']) === 'true',
    githubToken: core.getInput('github-token'),
  };
}

/** Several lines are one entry each, so that a name may hold a comma; one line is split at its commas. */
export function splitList(text: string): string[] {
  const trimmed = text.trim();
  const entries = trimmed.includes('\n') ? trimmed.split('\n') : trimmed.split(',');
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** The first of the choices is the default. An input given as an empty string suppresses action.yml's default. */
function oneOf<Choice extends string>(core: Core, input: string, choices: readonly [Choice, ...Choice[]]): Choice {
  const text = core.getInput(input).toLowerCase();
  const found = text === '' ? choices[0] : choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const allowed = choices.map((choice) => `\`${choice}\``).join(' or ');
  throw new AuthError({ reason: 'input_invalid', input, allowed });
}

function wholeNumber(core: Core, input: string, otherwise: number, max: number): number {
  const text = core.getInput(input);
  if (text === '') return otherwise;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= max) return value;
  throw new AuthError({ reason: 'input_invalid', input, allowed: `a whole number from 1 to ${max}` });
}
