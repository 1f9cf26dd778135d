import type { Context } from '../context.js';
import type { SignInFlags } from '../input/request-options.js';
import { signIn } from '../login/sign-in.js';
import type { Report } from '../output/print.js';
import { openDefaultStore, openFileStore } from '../store/token-store.js';

export interface LoginFlags extends SignInFlags {
  /** The file that stores the token. Defaults to the keyring, then `.env`. */
  readonly file?: string;
}

/** `clickup-auth login`: signs in with OAuth, checks the new token, and stores it. */
export async function login(flags: LoginFlags, context: Context): Promise<Report> {
  // Before the sign-in, because a token that cannot be stored would be lost and its code used up.
  const store = await (flags.file === undefined
    ? openDefaultStore(flags, context)
    : openFileStore(flags.file, context));
  return signIn(flags, context, store);
}
