import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { containsToken, invalidInput, type Given } from '../../src/integration.js';
import { labelOf } from '../credential.js';

/** The result of one credential, as the output `result` contains it. */
export interface FleetResult {
  readonly name: string;
  /** `missing` means that the job ended without a result. */
  readonly outcome: 'pass' | 'skip' | 'warn' | 'fail' | 'missing';
  /** `ok` or a reason. */
  readonly status: string;
  readonly message: string;
  /** Absent if the check passed. */
  readonly remedy?: string;
}

const OUTCOMES = ['pass', 'skip', 'warn', 'fail'] as const;

/** Reads every JSON file below a directory, in the order of their paths. A file with other content is a failed check. */
export function readResults(directory: string): FleetResult[] {
  // Not a pipe, which would never end.
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return paths.map((path) => parseResult(readText(path), relative(directory, path)));
}

/** Empty if the path is no readable file. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return '';
  }
}

function parseResult(text: string, path: string): FleetResult {
  const { name, outcome, status, message, remedy } = parseObject(text);
  // Everybody who can read the run can read its log.
  const isSafe = !containsToken(text);
  const known = OUTCOMES.find((one) => one === outcome && (one === 'pass') === (status === 'ok'));
  if (
    isSafe &&
    typeof name === 'string' &&
    known !== undefined &&
    typeof status === 'string' &&
    typeof message === 'string'
  ) {
    return { name, outcome: known, status, message, ...(typeof remedy === 'string' && { remedy }) };
  }
  return {
    name: path,
    outcome: 'missing',
    status: 'not checked',
    message: 'The file is not a result of org/clickup-auth-action.',
    remedy: 'Write the output `result` to the file, without changes.',
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The names in the list of credentials, as the Action shows them. Fails with `input_invalid`. */
export function readNames({ name: input, text = '' }: Given): string[] {
  if (text.trim() === '') return [];
  const allowed = 'a JSON array of objects with `name`, as the reusable workflow requires it';
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw invalidInput(input, allowed);
  }
  if (!Array.isArray(list)) throw invalidInput(input, allowed);
  return list.map((one: unknown) => {
    const name = typeof one === 'object' && one !== null && 'name' in one ? one.name : undefined;
    if (typeof name !== 'string' || containsToken(name)) throw invalidInput(input, `${allowed} and without a token`);
    return labelOf(name);
  });
}

/** A row for each credential without a result, for example because its environment does not exist. */
export function withMissing(results: readonly FleetResult[], names: readonly string[]): FleetResult[] {
  const found = results.map(({ name }) => name);
  const missing = names.filter((name) => {
    // Two entries of one name need two results.
    const index = found.indexOf(name);
    if (index !== -1) found.splice(index, 1);
    return index === -1;
  });
  return [
    ...results,
    ...missing.map((name): FleetResult => ({
      name,
      outcome: 'missing',
      status: 'not checked',
      message: 'The job ended without a result.',
      remedy: 'Open the log of the job. It was cancelled, waits for an approval, or its environment does not exist.',
    })),
  ];
}

/** The names that occur more than once. Their checks share one issue. */
export function duplicatesOf(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
