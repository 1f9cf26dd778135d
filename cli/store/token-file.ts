import { TOKEN_VARIABLE } from '../../src/integration.js';
import { similarVariables } from '../input/similar-variables.js';
import { parseEnvFile } from './env-syntax.js';
import { decodeText, readFileOrPipe, readRegularFile } from './read-file.js';

/** What a file says about CLICKUP_API_TOKEN. No other variable is read from it. */
export interface TokenFile {
  /** The token, or empty. */
  readonly text: string;
  readonly exists: boolean;
  /** Why there is no token, in one sentence, or empty. */
  readonly problem: string;
  /** Names of variables in the file that probably contain the token. */
  readonly similar: readonly string[];
  readonly warnings: readonly string[];
}

export const NO_FILE: TokenFile = {
  text: '',
  exists: false,
  problem: 'There is no such file.',
  similar: [],
  warnings: [],
};

/** Reads a file that may be a pipe if `wait` is given. `name` is its name in messages. */
export async function readTokenFile(
  name: string,
  path: string,
  wait?: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<TokenFile> {
  const bytes = wait === undefined ? readRegularFile(path) : await readFileOrPipe(path, wait);
  if (bytes === undefined) return NO_FILE;
  const { entries, others } = parseEnvFile(decodeText(bytes, name));
  const found = entries.filter((entry) => entry.name === TOKEN_VARIABLE);
  const lines = found.map(({ line }) => line).join(' and ');
  const [other] = others;
  return {
    text: found.at(-1)?.value ?? '',
    exists: true,
    problem:
      found.length > 0
        ? `Its value on line ${found.at(-1)?.line} is empty.`
        : other === undefined
          ? ''
          : `Line ${other.line} is not in the form NAME=value.`,
    similar: similarVariables(Object.fromEntries(entries.map((entry) => [entry.name, entry.value]))),
    warnings:
      new Set(found.map(({ value }) => value)).size > 1
        ? [`${name} sets ${TOKEN_VARIABLE} on lines ${lines}. The last value is used. Remove the other lines.`]
        : [],
  };
}
