import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Token } from '../../src/index.js';
import { apiUrl, type AskingOptions } from '../asking.js';
import type { Context } from '../context.js';
import { unusable } from '../refusal.js';
import { writeEnvFile } from './env-file.js';
import { ignore, refuseTracked } from './git.js';
import { openKeyring } from './keyring.js';

/** A place for a token, checked before anyone is asked for one. */
export interface Keeper {
  /** Writes the token and tells where it is now. */
  keep(token: Token): Promise<Kept>;
}

export interface Kept {
  readonly kind: 'env-file' | 'keyring';
  /** As `.env`. */
  readonly name: string;
  /** What else was done or should be known. */
  readonly notes: readonly string[];
}

/** A `.env` beside which `.gitignore` names it. Fails with `input_invalid` when git tracks the file. */
export async function envFileKeeper(name: string, { cwd, env }: Context): Promise<Keeper> {
  const path = realPath(resolve(cwd, name));
  if (!existsSync(dirname(path))) throw unusable(name, 'a file in a folder that is there');
  const wasAsked = await refuseTracked(path, env);
  return {
    async keep(token) {
      // Ignored first, so that there is no moment at which `git add .` would take it.
      const isNew = await ignore(path, env);
      writeEnvFile(path, textOf(token));
      const notes = [
        ...(isNew ? [`${name} was added to .gitignore.`] : []),
        ...(wasAsked
          ? []
          : [`Without git at hand nobody can say whether it tracks ${name}: make sure that it does not.`]),
      ];
      return { kind: 'env-file', name, notes };
    },
  };
}

/** The keyring where there is one, else `.env`. */
export async function defaultKeeper(given: AskingOptions, context: Context): Promise<Keeper> {
  const keyring = await openKeyring(apiUrl(given, context), context.signal);
  if (keyring === undefined) return envFileKeeper('.env', context);
  return {
    async keep(token) {
      try {
        await keyring.write(textOf(token));
        return { kind: 'keyring', name: 'the keyring', notes: [] };
      } catch {
        const file = await envFileKeeper('.env', context);
        const kept = await file.keep(token);
        return {
          ...kept,
          notes: ['The keyring did not take the token: it is locked, or its service does not run.', ...kept.notes],
        };
      }
    },
  };
}

function textOf(token: Token): string {
  return token.authorization.replace(/^Bearer /, '');
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
