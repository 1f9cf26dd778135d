import { basename, resolve } from 'node:path';
import { isAuthError } from '../../src/index.js';
import { explainAs, toSingleLine, TOKEN_VARIABLE } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { requestSettings, type RequestFlags } from '../input/request-options.js';
import type { Report } from '../output/print.js';
import { removeTokenFromFile } from '../store/env-file.js';
import { rejectTracked } from '../store/git.js';
import { KeyringError, openKeyring } from '../store/keyring.js';
import { followLink } from '../store/token-store.js';

export interface LogoutFlags extends RequestFlags {
  /** The file to remove the token from. Defaults to the keyring and `.env`. */
  readonly file?: string;
}

interface Place {
  readonly name: string;
  readonly isRemoved: boolean;
  /** Whether it may still contain the token. */
  readonly isUnknown: boolean;
  readonly warnings: readonly string[];
}

/** `clickup-auth logout`: removes the stored token, and reports what it cannot remove. */
export async function logout(flags: LogoutFlags, context: Context): Promise<Report> {
  const { options } = requestSettings(flags, context);
  const name = flags.file ?? '.env';
  const places = [await removeFromFile(name, context)];
  if (flags.file === undefined) places.push(await removeFromKeyring(options, context));
  const removed = places.filter(({ isRemoved }) => isRemoved).map((place) => toSingleLine(place.name));
  const warnings = places.flatMap((place) => place.warnings);
  if ((context.env[TOKEN_VARIABLE] ?? '').trim() !== '') {
    warnings.push(
      `The environment variable ${TOKEN_VARIABLE} still contains a token. Run \`unset ${TOKEN_VARIABLE}\`, and remove it where it is defined.`,
    );
  }
  const isUnknown = places.some((place) => place.isUnknown);
  const message =
    removed.length === 0 ? 'No stored token was found.' : `The token was removed from ${removed.join(' and ')}.`;
  return {
    exitCode: isUnknown ? 3 : 0,
    data: { status: isUnknown ? 'fault' : 'ok', message, notes: [STILL_VALID], warnings },
    text: [isUnknown ? message : { text: `✓ ${message}`, style: 'good' }, `  ${STILL_VALID}`],
    warnings,
  };
}

const STILL_VALID =
  'ClickUp still accepts the token. To revoke a personal token, regenerate it in ClickUp (avatar → Settings → Apps). ' +
  'To revoke an OAuth token, remove the app there.';

async function removeFromFile(name: string, context: Context): Promise<Place> {
  const place = { name, isRemoved: false, isUnknown: false, warnings: [] } as const;
  try {
    const path = followLink(resolve(context.cwd, name), name);
    if (removeTokenFromFile(path) === 0) return place;
    return { ...place, isRemoved: true, warnings: await historyWarnings(path, context) };
  } catch (error) {
    if (!(error instanceof CliError) && !isAuthError(error)) throw error;
    if (error.failure.reason === 'cancelled') throw error;
    const { happened } = explainAs(error.failure, {}, error instanceof CliError ? error.wording : {});
    return { ...place, isUnknown: true, warnings: [`The token may still be in ${toSingleLine(name)}. ${happened}`] };
  }
}

async function removeFromKeyring(
  options: { readonly apiUrl: string; readonly timeoutMs?: number | undefined },
  context: Context,
): Promise<Place> {
  const place = { name: 'the keyring', isRemoved: false, isUnknown: false, warnings: [] } as const;
  try {
    return { ...place, isRemoved: (await openKeyring(options, context)?.remove()) ?? false };
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error;
    const warning = `${error.message}, so it may still contain the token. Unlock it and run \`clickup-auth logout\` again.`;
    return { ...place, isUnknown: true, warnings: [warning] };
  }
}

/** Removing a line does not remove it from the commits. */
async function historyWarnings(path: string, context: Context): Promise<string[]> {
  try {
    await rejectTracked(path, context);
    return [];
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [
      `git may track ${basename(path)}, and its history may contain the token. Revoke the token, and commit the changed file.`,
    ];
  }
}
