import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Token } from '../../src/index.js';
import { invalidInput, secretOf } from '../../src/integration.js';
import type { Context } from '../context.js';
import { requestSettings, type RequestFlags } from '../input/request-options.js';
import { writeTokenToFile } from './env-file.js';
import { addToGitignore, rejectTracked } from './git.js';
import { openKeyring } from './keyring.js';

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

/** A `.env` file, which `save` adds to `.gitignore`. Fails with `input_invalid` if git tracks the file. */
export async function openFileStore(name: string, { cwd, env }: Context): Promise<TokenStore> {
  const path = followLink(resolve(cwd, name));
  if (!existsSync(dirname(path))) throw invalidInput(name, 'a file in an existing directory');
  const isGitAvailable = await rejectTracked(path, env);
  return {
    async save(token) {
      const notes: string[] = [];
      // Before the file is written, so that `git add .` can never add the token.
      if (await addToGitignore(path, env)) notes.push(`${name} was added to .gitignore.`);
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
  const keyring = await openKeyring(requestSettings(flags, context).options.apiUrl, context.signal);
  if (keyring === undefined) return openFileStore('.env', context);
  return {
    async save(token) {
      try {
        await keyring.write(secretOf(token).reveal());
        return { kind: 'keyring', name: 'the keyring', notes: [] };
      } catch {
        const { notes, ...stored } = await (await openFileStore('.env', context)).save(token);
        return { ...stored, notes: [KEYRING_FAILED, ...notes] };
      }
    },
  };
}

const KEYRING_FAILED = 'The keyring is locked or its service is not running, so the token was stored in .env instead.';

/** Resolves a symbolic link, because its target is the file that is written and that git may track. */
function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // The file does not exist yet.
    return path;
  }
}
