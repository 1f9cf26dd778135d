import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, isAbsolute } from 'node:path';
import type { Token } from '../../src/index.js';
import { invalidInput, secretOf } from '../../src/integration.js';
import type { Context } from '../context.js';
import { requestSettings, type RequestFlags } from '../input/request-options.js';
import { writeTokenToFile } from './env-file.js';
import { addToGitignore, rejectTracked } from './git.js';
import { KeyringError, openKeyring } from './keyring.js';

/** A place that stores a token. It is validated when it is opened, before the user enters or requests a token. */
export interface TokenStore {
  save(token: Token): Promise<StoredToken>;
}

export interface StoredToken {
  readonly kind: 'env-file' | 'keyring';
  /** The name for messages, for example `.env`. */
  readonly name: string;
  /** Sentences about side effects and limitations. */
  readonly notes: readonly string[];
}

/**
 * A `.env` file, which `save` adds to `.gitignore`. Fails with `input_invalid` if git tracks the file, if git cannot tell,
 * or if the file is a symbolic link to another directory.
 */
export async function openFileStore(name: string, context: Context): Promise<TokenStore> {
  const path = followLink(resolve(context.cwd, name), name);
  const isGitAvailable = await rejectTracked(path, context);
  return {
    async save(token) {
      const notes: string[] = [];
      // Before the file is written, so that `git add .` can never add the token.
      if (await addToGitignore(path, context)) notes.push(`${name} was added to .gitignore.`);
      writeTokenToFile(path, secretOf(token).reveal());
      if (!isGitAvailable) {
        notes.push(
          `git is not available, so clickup-auth could not check whether git tracks ${name}. Make sure that it does not.`,
        );
      }
      return { kind: 'env-file', name, notes };
    },
  };
}

/** The keyring if it is installed, then `.env`. */
export async function openDefaultStore(flags: RequestFlags, context: Context): Promise<TokenStore> {
  const keyring = openKeyring(requestSettings(flags, context).options, context);
  if (keyring === undefined) return openFileStore('.env', context);
  return {
    async save(token) {
      try {
        await keyring.write(secretOf(token).reveal());
        return { kind: 'keyring', name: 'the keyring', notes: [] };
      } catch (error) {
        if (!(error instanceof KeyringError)) throw error;
        const { notes, ...stored } = await (await openFileStore('.env', context)).save(token);
        return { ...stored, notes: [`${error.message}, so the token was stored in .env instead.`, ...notes] };
      }
    },
  };
}

/**
 * Resolves a symbolic link, because its target is the file that is written and that git may track. A link to another
 * directory is rejected: somebody else may have made it to receive the token.
 */
export function followLink(path: string, name: string): string {
  const directory = dirname(path);
  if (!existsSync(directory)) throw invalidInput(name, 'a file in an existing directory');
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return path;
  const base = realpathSync(directory);
  let target: string | undefined;
  try {
    // On a file system that ignores case, the native function returns the name that git has.
    target = realpathSync.native(path);
  } catch {
    // The target does not exist, or the links are a cycle.
  }
  const fromBase = target === undefined ? '..' : relative(base, target);
  if (fromBase.startsWith('..') || isAbsolute(fromBase)) {
    throw invalidInput(name, 'a regular file, or a symbolic link to a file in the same directory or below it');
  }
  return join(base, fromBase);
}
