import type { Context } from '../context.js';
import { signIn, type SignInOptions } from '../login/sign-in.js';
import type { Report } from '../report.js';
import { defaultKeeper, envFileKeeper } from '../store/keep.js';
import { reportKept } from '../store/kept-report.js';

export interface LoginOptions extends SignInOptions {
  /** The file that takes the token. Default: the keyring where there is one, else `.env`. */
  readonly file?: string;
}

/** `clickup-auth login`: through ClickUp's consent page to a token that works and is stored. */
export async function login(given: LoginOptions, context: Context): Promise<Report> {
  // Before anyone signs in: a token that has no place would be lost, and its code used up.
  const keeper = await (given.file === undefined ? defaultKeeper(given, context) : envFileKeeper(given.file, context));
  return signIn(given, context, async (session) => {
    return reportKept(await keeper.keep(session.token), session.token, session);
  });
}
