import { basename, resolve } from 'node:path';
import { toSingleLine, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { requestSettings, type RequestFlags } from '../input/request-options.js';
import type { Report } from '../output/print.js';
import { removeTokenFromFile } from '../store/env-file.js';
import { rejectTracked } from '../store/git.js';
import { KeyringError, openKeyring } from '../store/keyring.js';

export interface LogoutFlags extends RequestFlags {
  /** The file to remove the token from. Defaults to the keyring and `.env`. */
  readonly file?: string;
}

interface Removed {
  readonly kind: 'env-file' | 'keyring';
  readonly name: string;
}

/** `clickup-auth logout`: removes the stored token, and reports what it cannot remove. */
export async function logout(flags: LogoutFlags, context: Context): Promise<Report> {
  const { options } = requestSettings(flags, context);
  const file = flags.file ?? '.env';
  const path = resolve(context.cwd, file);
  const removed: Removed[] = removeTokenFromFile(path) > 0 ? [{ kind: 'env-file', name: file }] : [];
  const warnings = removed.length > 0 ? await historyWarnings(path, context) : [];
  const keyring = flags.file === undefined ? await removeFromKeyring(options, context) : { isRemoved: false };
  if (keyring.isRemoved) removed.push({ kind: 'keyring', name: 'the keyring' });
  if ((context.env[TOKEN_VARIABLE] ?? '').trim() !== '') {
    warnings.push(
      `The environment variable ${TOKEN_VARIABLE} still contains a token. Run \`unset ${TOKEN_VARIABLE}\`, and remove it where it is defined.`,
    );
  }
  if (keyring.problem !== undefined) warnings.push(keyring.problem);
  const names = removed.map(({ name }) => toSingleLine(name)).join(' and ');
  const message = names === '' ? 'No stored token was found.' : `The token was removed from ${names}.`;
  return {
    // The keyring may still contain a token.
    exitCode: keyring.isUnknown === true ? 3 : 0,
    data: { status: keyring.isUnknown === true ? 'fault' : 'ok', message, removed, notes: [STILL_VALID], warnings },
    text: [{ text: keyring.isUnknown === true ? message : `✓ ${message}`, style: 'good' }, `  ${STILL_VALID}`],
    warnings,
  };
}

const STILL_VALID =
  'ClickUp still accepts the token. To revoke a personal token, regenerate it in ClickUp (avatar → Settings → Apps). ' +
  'To revoke an OAuth token, remove the app there.';

interface KeyringResult {
  readonly isRemoved: boolean;
  readonly problem?: string;
  /** Whether the keyring could not be read. */
  readonly isUnknown?: boolean;
}

async function removeFromKeyring(
  options: { readonly apiUrl: string; readonly timeoutMs?: number | undefined },
  context: Context,
): Promise<KeyringResult> {
  const keyring = openKeyring(options, context);
  if (keyring === undefined) return { isRemoved: false };
  try {
    return { isRemoved: await keyring.remove() };
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    const problem = `${error.message}, so it may still contain the token. Unlock it and run \`clickup-auth logout\` again.`;
    return { isRemoved: false, isUnknown: true, problem };
  }
}

/** Removing a line does not remove it from the commits. */
async function historyWarnings(path: string, context: Context): Promise<string[]> {
  try {
    await rejectTracked(path, context);
    return [];
  } catch {
    context.signal.throwIfAborted();
    return [
      `git may track ${basename(path)}, and its history may contain the token. Revoke the token, and commit the changed file.`,
    ];
  }
}
