import { randomBytes } from 'node:crypto';
import { AuthError, authorizationUrl } from '../../src/index.js';
import { invalidInput } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptText, readStdin } from '../input/user-input.js';
import { CALLBACK_PATH, listen, type RedirectResult } from './listener.js';
import { validateRedirect, type AcceptedRedirect } from './redirect.js';

export interface ConsentOptions {
  readonly clientId: string;
  readonly port: number;
  /** False if the user pastes the redirect URL, because the browser runs on another machine. */
  readonly browser: boolean;
  /** The consent page. Defaults to that of ClickUp. */
  readonly authorizeUrl: string | undefined;
}

/** Long enough to sign in and select Workspaces, and short enough that an abandoned login does not keep the port open. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * Sends the user to the consent page and returns the redirect. Fails with `timed_out` after 5 minutes, `cancelled` or
 * `input_invalid`.
 */
export async function requestConsent(options: ConsentOptions, context: Context): Promise<RedirectResult> {
  const state = randomBytes(32).toString('base64url');
  return (options.browser ? openInBrowser : readPasted)(options, state, context);
}

async function openInBrowser(options: ConsentOptions, state: string, context: Context): Promise<RedirectResult> {
  const listener = await listen({ port: options.port, state, timeoutMs: TIMEOUT_MS, signal: context.signal });
  try {
    const url = authorizationUrl({ ...options, redirectUri: listener.redirectUri, state });
    context.stderr.write(`Opening ClickUp's consent page in your browser. If it does not open, visit:\n\n  ${url}\n\n`);
    const { default: open } = await import('open');
    // Ignore errors, because the user can open the printed URL.
    const browser = await open(url).catch(() => undefined);
    browser?.on('error', () => undefined);
    return await listener.result;
  } catch (error) {
    await listener.close();
    throw error;
  }
}

/** Nothing listens on the redirect URL. The user copies the URL from the browser, which may run on another machine. */
async function readPasted(options: ConsentOptions, state: string, context: Context): Promise<RedirectResult> {
  const redirectUri = `http://127.0.0.1:${options.port}${CALLBACK_PATH}`;
  const url = authorizationUrl({ ...options, redirectUri, state });
  context.stderr.write(
    `Open this URL in a browser:\n\n  ${url}\n\nAfter you confirm, the browser shows a page that cannot be reached. ` +
      `Copy the URL of that page, which starts with ${redirectUri}, and paste it here.\n`,
  );
  const pasted = canPrompt(context) ? await promptText('Redirect URL', context) : await readStdin(context);
  if (context.signal.aborted) throw new AuthError({ reason: 'cancelled', input: 'signal' });
  return { redirect: validatePasted(pasted.trim(), redirectUri, state), respond: async () => undefined };
}

function validatePasted(text: string, redirectUri: string, state: string): AcceptedRedirect {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.origin + url.pathname !== redirectUri) {
    throw invalidInput('Redirect URL', `a URL that starts with ${redirectUri}`);
  }
  const redirect = validateRedirect(url.searchParams, state);
  if (redirect.kind !== 'rejected') return redirect;
  throw new CliError(
    { reason: 'input_invalid', input: 'Redirect URL', allowed: 'the redirect URL of this sign-in' },
    {
      happened: redirect.problem,
      cause: 'The URL belongs to another sign-in, or it was not copied completely.',
      remedy: 'Run the login again and paste the complete URL that the browser shows at the end.',
    },
  );
}
