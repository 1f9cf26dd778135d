import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Token } from '../../src/index.js';
import { invalidInput, secretOf } from '../../src/integration.js';
import type { Context } from '../context.js';
import { apiUrl, type RequestFlags } from '../input/request-options.js';
import { writeEnvFile } from './env-file.js';
import { ignore, rejectTracked } from './git.js';
import { openKeyring } from './keyring.js';

/** A place for a token, checked before anyone is asked for one. */
export interface TokenStore {
  /** Writes the token and tells where it is now. */
  save(token: Token): Promise<StoredToken>;
}

export interface StoredToken {
  readonly kind: 'env-file' | 'keyring';
  /** As `.env`. */
  readonly name: string;
  /** What else was done or should be known. */
  readonly notes: readonly string[];
}

/** A `.env` beside which `.gitignore` names it. Fails with `input_invalid` when git tracks the file. */
export async function openFileStore(name: string, { cwd, env }: Context): Promise<TokenStore> {
  const path = realPath(resolve(cwd, name));
  if (!existsSync(dirname(path))) throw invalidInput(name, 'a file in a folder that is there');
  const wasAsked = await rejectTracked(path, env);
  return {
    async save(token) {
      // Ignored first, so that there is no moment at which `git add .` would take it.
      const isNew = await ignore(path, env);
      writeEnvFile(path, secretOf(token).reveal());
      const notes = [
        ...(isNew ? [`${name} was added to .gitignore.`] : []),
        ...(wasAsked
          ? []
          : [
              `git is not available, so clickup-auth could not check whether git tracks ${name}. Make sure that it does not.`,
            ]),
      ];
      return { kind: 'env-file', name, notes };
    },
  };
}

/** The keyring where there is one, else `.env`. */
export async function openDefaultStore(given: RequestFlags, context: Context): Promise<TokenStore> {
  const keyring = await openKeyring(apiUrl(given, context), context.signal);
  if (keyring === undefined) return openFileStore('.env', context);
  return {
    async save(token) {
      try {
        await keyring.write(secretOf(token).reveal());
        return { kind: 'keyring', name: 'the keyring', notes: [] };
      } catch {
        const file = await openFileStore('.env', context);
        const stored = await file.save(token);
        return {
          ...stored,
          notes: [
            'The keyring is locked or its service is not running, so the token was stored in .env instead.',
            ...stored.notes,
          ],
        };
      }
    },
  };
}

/** Where a link leads, since what it points to is what is written and what git may track. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Nothing is there yet.
    return path;
  }
}
