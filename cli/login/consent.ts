import { randomBytes } from 'node:crypto';
import { AuthError, authorizationUrl } from '../../src/index.js';
import type { Context } from '../context.js';
import { invalidInput } from '../../src/integration.js';
import { CliError } from '../errors.js';
import { canPrompt, promptText } from '../input/terminal.js';
import { readStdin } from '../input/stdin.js';
import { CALLBACK_PATH, listen, type RedirectResult } from './listener.js';
import { validateRedirect, type AcceptedRedirect } from './redirect.js';

export interface ConsentOptions {
  readonly clientId: string;
  readonly port: number;
  /** False for a terminal whose machine has no browser. */
  readonly browser: boolean;
  /** The consent page. Default: ClickUp's. */
  readonly authorizeUrl: string | undefined;
}

/** Long enough to sign in and choose, short enough that a forgotten terminal does not listen all day. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * Sends a person to the consent page and returns what the redirect brings, with the browser that waits for its last page.
 * Fails with `timed_out` after 5 minutes, `cancelled`, `input_invalid`, or `request_refused` when the person declined.
 */
export async function requestConsent(options: ConsentOptions, context: Context): Promise<RedirectResult> {
  const state = randomBytes(32).toString('base64url');
  return options.browser ? openInBrowser(options, state, context) : readPasted(options, state, context);
}

async function openInBrowser(options: ConsentOptions, state: string, context: Context): Promise<RedirectResult> {
  const listener = await listen({ port: options.port, state, timeoutMs: TIMEOUT_MS, signal: context.signal });
  try {
    const url = authorizationUrl({ ...options, redirectUri: listener.redirectUri, state });
    context.stderr.write(
      `Your browser opens ClickUp's consent page. If it does not, open this address:\n\n  ${url}\n\n`,
    );
    const { default: open } = await import('open');
    // A machine without a browser has the address above.
    const browser = await open(url).catch(() => undefined);
    browser?.on('error', () => undefined);
    return await listener.result;
  } catch (error) {
    await listener.close();
    throw error;
  }
}

/** The redirect leads nowhere here: its address is copied from the browser, on whatever machine that runs. */
async function readPasted(options: ConsentOptions, state: string, context: Context): Promise<RedirectResult> {
  const redirectUri = `http://127.0.0.1:${options.port}${CALLBACK_PATH}`;
  const url = authorizationUrl({ ...options, redirectUri, state });
  context.stderr.write(
    `Open this address in a browser:\n\n  ${url}\n\nAfterwards the browser shows a page that can't be reached. ` +
      `Copy its address, which begins with ${redirectUri}, and paste it here.\n`,
  );
  const pasted = canPrompt(context) ? await promptText('Address', context) : await readStdin(context);
  if (context.signal.aborted) throw new AuthError({ reason: 'cancelled', input: 'signal' });
  return { redirect: validatePasted(pasted.trim(), redirectUri, state), respond: async () => undefined };
}

function validatePasted(text: string, redirectUri: string, state: string): AcceptedRedirect {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.origin + url.pathname !== redirectUri) {
    throw invalidInput('the address', `one that begins with ${redirectUri}`);
  }
  const redirect = validateRedirect(url.searchParams, state);
  if (redirect.kind === 'rejected') {
    throw new CliError(
      { reason: 'input_invalid', input: 'the address', allowed: 'the redirect of this sign-in' },
      {
        title: 'The redirect was refused',
        happened: redirect.problem,
        cause: 'It belongs to another sign-in, or it was not copied whole.',
        remedy: 'Run the login again, and paste the address that the browser ends at.',
      },
    );
  }
  return redirect;
}
