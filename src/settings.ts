import { invalidInput } from './auth-error.js';
import type { InputNames } from './explain.js';
import { MAX_ATTEMPTS, MAX_TIMEOUT_MS, resolveApiUrl, type RequestOptions } from './options.js';

/** The environment variables that every integration reads. */
export const TOKEN_VARIABLE = 'CLICKUP_API_TOKEN';
export const API_URL_VARIABLE = 'CLICKUP_API_URL';

/** Variables in the form of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A text and the name under which the user gave it: an Action input, an option, an attribute or a variable. */
export interface Given {
  readonly name: string;
  readonly text: string | undefined;
}

/** The sources of one setting. The first that is not blank is used, and errors name it. */
export type Sources = readonly [Given, ...Given[]];

export interface RequestSources {
  readonly apiUrl: Sources;
  readonly timeoutSeconds: Sources;
  readonly attempts: Sources;
}

export interface RequestSettings {
  readonly options: Pick<RequestOptions, 'apiUrl' | 'timeoutMs' | 'attempts'>;
  /** For {@link nameInput}. */
  readonly names: InputNames;
}

/** The first source that is not blank, trimmed. If all are blank, the first one with an empty text. */
export function firstGiven(sources: Sources): Given & { readonly text: string } {
  const { name, text } = sources.find((one) => one.text !== undefined && one.text.trim() !== '') ?? sources[0];
  return { name, text: (text ?? '').trim() };
}

export function fromEnvironment(env: Environment, name: string): Given {
  return { name, text: env[name] };
}

/** Reads the API URL, the time limit and the number of attempts. Fails with `input_invalid` under the name of the source. */
export function readRequestSettings(sources: RequestSources): RequestSettings {
  const apiUrl = firstGiven(sources.apiUrl);
  const timeout = firstGiven(sources.timeoutSeconds);
  const attempts = firstGiven(sources.attempts);
  const names = { apiUrl: apiUrl.name, timeoutMs: timeout.name, attempts: attempts.name };
  const seconds = readWholeNumber(timeout, { min: 1, max: MAX_TIMEOUT_MS / 1000 });
  if (apiUrl.text !== '') resolveApiUrl(apiUrl.text, apiUrl.name);
  return {
    options: {
      apiUrl: apiUrl.text === '' ? undefined : apiUrl.text,
      timeoutMs: seconds === undefined ? undefined : seconds * 1000,
      attempts: readWholeNumber(attempts, { min: 1, max: MAX_ATTEMPTS }),
    },
    names,
  };
}

/** A whole number, or undefined if the text is blank. Fails with `input_invalid`. */
export function readWholeNumber({ name, text }: Given, { min, max }: { min: number; max: number }): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  const value = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalidInput(name, `a whole number from ${min} to ${max}`);
}

/** One of `choices`, case-insensitively, or undefined if the text is blank. Fails with `input_invalid`. */
export function readOptionalChoice<Choice extends string>(
  { name, text }: Given,
  choices: readonly [Choice, ...Choice[]],
): Choice | undefined {
  return text === undefined || text.trim() === '' ? undefined : readChoice([{ name, text }], choices);
}

/** One of `choices`, case-insensitively. The first if all sources are blank. Fails with `input_invalid`. */
export function readChoice<Choice extends string>(sources: Sources, choices: readonly [Choice, ...Choice[]]): Choice {
  const { name, text } = firstGiven(sources);
  const found = text === '' ? choices[0] : choices.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return found;
  throw invalidInput(name, choices.map((choice) => `\`${choice}\``).join(' or '));
}
