import { authenticate, parseToken } from '../../src/index.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptHidden } from '../input/terminal.js';
import { requestSettings, type SignInFlags } from '../input/request-options.js';
import { readStdin } from '../input/stdin.js';
import { signIn } from '../login/sign-in.js';
import type { Report } from '../output/report.js';
import { reportStored } from '../store/stored-report.js';
import { openFileStore } from '../store/token-store.js';

export interface InitFlags extends SignInFlags {
  /** Defaults to `.env`. */
  readonly file?: string;
  readonly tokenStdin?: boolean;
  /** Sign in for a new token. */
  readonly login?: boolean;
  /** Whether to check the token before writing it. */
  readonly check: boolean;
}

/** `clickup-auth init`: writes a checked token to `.env`, and adds that file to `.gitignore`. */
export async function init(given: InitFlags, context: Context): Promise<Report> {
  const { options } = requestSettings(given, context);
  const store = await openFileStore(given.file ?? '.env', context);
  if (given.login === true) {
    return signIn(given, context, async (session) => {
      return reportStored(await store.save(session.token), session.token, session);
    });
  }
  const token = parseToken(await readToken(given, context));
  const session = given.check ? await authenticate({ ...options, token }) : undefined;
  return reportStored(await store.save(token), token, session);
}

async function readToken(given: InitFlags, context: Context): Promise<string> {
  if (canPrompt(context)) return promptHidden('ClickUp token (avatar → Settings → Apps → API Token)', context);
  const text = given.tokenStdin === true ? await readStdin(context) : '';
  if (text.trim() !== '') return text;
  throw new CliError(
    { reason: 'token_missing', input: 'token' },
    {
      happened: given.tokenStdin === true ? 'Standard input is empty.' : 'There is no terminal to ask on.',
      cause: 'The command runs in a script, and nothing hands it a token.',
      remedy: 'Pass it on standard input: printenv CLICKUP_API_TOKEN | clickup-auth init --token-stdin',
    },
  );
}
