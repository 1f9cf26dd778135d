import { resolve } from 'node:path';
import { parseToken, type Token } from '../../src/index.js';
import { TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { parseEnvFile } from './env-syntax.js';
import { readRegularFile } from './read-file.js';
import type { StoredToken } from './token-store.js';

/** A warning for each other token that `check` would use before the stored one. */
export function shadowingWarnings({ kind, name }: StoredToken, token: Token, { env, cwd }: Context): string[] {
  const variable = env[TOKEN_VARIABLE] ?? '';
  const warnings: string[] = [];
  if (differs(variable, token)) {
    warnings.push(
      `The environment variable ${TOKEN_VARIABLE} contains another token, which the CLI uses before ${name}. ` +
        `Run \`unset ${TOKEN_VARIABLE}\`, or set it to the new token where it is defined.`,
    );
  }
  if (kind === 'keyring' && differs(tokenInFile(resolve(cwd, '.env')), token)) {
    warnings.push(
      `.env in this directory contains another ${TOKEN_VARIABLE}, which the CLI uses before the keyring. ` +
        'Remove that line, or run `clickup-auth init` to replace it.',
    );
  }
  return warnings;
}

function differs(text: string, token: Token): boolean {
  if (text.trim() === '') return false;
  try {
    return parseToken(text).authorization !== token.authorization;
  } catch {
    return true;
  }
}

function tokenInFile(path: string): string {
  try {
    const text = readRegularFile(path)?.toString('utf8') ?? '';
    return parseEnvFile(text).entries.findLast(({ name }) => name === TOKEN_VARIABLE)?.value ?? '';
  } catch {
    // The token is stored. A file that cannot be read is reported by the next command that needs it.
    return '';
  }
}
