import { explain, type Explanation, type Failure } from '../src/index.js';
import { plain } from './plain.js';

/** The core's options by the names that the command line gives them. */
const NAMES: Readonly<Record<string, string>> = {
  apiUrl: '--api-url',
  timeoutMs: '--timeout-seconds',
  attempts: '--attempts',
};

/** An option of the core as a person sets it: `apiUrl` → `--api-url`, `workspaces[1]` → `--workspace (number 2)`. */
export function inputName(input: string): string {
  const [, index] = /^workspaces\[(\d+)\]$/.exec(input) ?? [];
  return index === undefined ? (NAMES[input] ?? input) : `--workspace (number ${Number(index) + 1})`;
}

/** The core's words for a failure, fit for a terminal. `own` replaces what the command line knows better. */
export function explainToPerson(failure: Failure, own: Partial<Explanation> = {}): Explanation {
  const words = { ...explain({ ...failure, input: inputName(failure.input) }), ...own };
  return {
    title: plain(words.title),
    happened: plain(words.happened),
    cause: plain(words.cause),
    remedy: plain(words.remedy),
  };
}
