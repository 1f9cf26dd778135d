import { authenticate, parseToken } from '../../src/index.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { requestSettings, timeLimitMs, type SignInFlags } from '../input/request-options.js';
import { canPrompt, promptHidden, readStdinLine } from '../input/user-input.js';
import { signIn } from '../login/sign-in.js';
import type { Report } from '../output/print.js';
import { reportStored } from '../store/stored-report.js';
import { openFileStore } from '../store/token-store.js';

export interface InitFlags extends SignInFlags {
  readonly file?: string;
  readonly tokenStdin?: boolean;
  readonly login?: boolean;
  /** Whether to check the token before writing it. */
  readonly check: boolean;
}

/** `clickup-auth init`: writes a checked token to `.env`, and adds that file to `.gitignore`. */
export async function init(flags: InitFlags, context: Context): Promise<Report> {
  const { options } = requestSettings(flags, context);
  const store = await openFileStore(flags.file ?? '.env', context);
  if (flags.login === true) return signIn(flags, context, store);
  const token = parseToken(await readToken(flags, context));
  const session = flags.check ? await authenticate({ ...options, token }) : undefined;
  return reportStored(await store.save(token), token, { context, session });
}

async function readToken(flags: InitFlags, context: Context): Promise<string> {
  if (canPrompt(context)) return promptHidden('ClickUp token (avatar → Settings → Apps → API Token)', context);
  const text = flags.tokenStdin === true ? await readStdinLine(context, timeLimitMs(flags, context)) : '';
  if (text.trim() !== '') return text;
  throw new CliError(
    { reason: 'token_missing', input: 'token' },
    {
      happened:
        flags.tokenStdin === true ? 'Standard input is empty.' : 'There is no terminal to prompt for the token.',
      cause: 'The command runs in a script that does not pass a token.',
      remedy: 'Pass the token on standard input: printenv CLICKUP_API_TOKEN | clickup-auth init --token-stdin',
    },
  );
}
