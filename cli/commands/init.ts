import { authenticate, parseToken } from '../../src/index.js';
import { requestOptions } from '../asking.js';
import type { Context } from '../context.js';
import { signIn, type SignInOptions } from '../login/sign-in.js';
import { Refusal } from '../refusal.js';
import type { Report } from '../report.js';
import { readStdin } from '../stdin.js';
import { canPrompt } from '../terminal.js';
import { envFileKeeper } from '../store/keep.js';
import { reportKept } from '../store/kept-report.js';

export interface InitOptions extends SignInOptions {
  /** Default: `.env`. */
  readonly file?: string;
  readonly tokenStdin?: boolean;
  /** Sign in for a new token. */
  readonly login?: boolean;
  /** Whether the token must work before it is written. */
  readonly check: boolean;
}

/** `clickup-auth init`: writes CLICKUP_API_TOKEN into `.env`, out of git's sight, and nothing when it does not work. */
export async function init(given: InitOptions, context: Context): Promise<Report> {
  const options = requestOptions(given, context);
  const keeper = await envFileKeeper(given.file ?? '.env', context);
  if (given.login === true) {
    return signIn(given, context, async (session) => {
      return reportKept(await keeper.keep(session.token), session.token, session);
    });
  }
  const token = parseToken(await readToken(given, context));
  const session = given.check ? await authenticate({ ...options, token }) : undefined;
  return reportKept(await keeper.keep(token), token, session);
}

async function readToken(given: InitOptions, context: Context): Promise<string> {
  if (canPrompt(context))
    return (await import('../prompt.js')).promptHidden('ClickUp token (avatar → Settings → Apps → API Token)', context);
  const text = given.tokenStdin === true ? await readStdin(context) : '';
  if (text.trim() !== '') return text;
  throw new Refusal(
    { reason: 'token_missing', input: 'token' },
    {
      happened: given.tokenStdin === true ? 'Standard input is empty.' : 'There is no terminal to ask on.',
      cause: 'The command runs in a script, and nothing hands it a token.',
      remedy: 'Pass it on standard input: printenv CLICKUP_API_TOKEN | clickup-auth init --token-stdin',
    },
  );
}
