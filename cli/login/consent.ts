import { randomBytes } from 'node:crypto';
import { authorizationUrl } from '../../src/index.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptText, readStdinUntil } from '../input/user-input.js';
import { openBrowser } from './browser.js';
import { CALLBACK_PATH, listen, type RedirectResult } from './listener.js';
import { pastedQuery, validateRedirect, type AcceptedRedirect, type RejectedRedirect } from './redirect.js';

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
  const { port } = options;
  const listener = await listen({ port, state, timeoutMs: TIMEOUT_MS, signal: context.signal });
  try {
    const url = authorizationUrl({ ...options, redirectUri: listener.redirectUri, state });
    const print = (text: string): void => void context.stderr.write(text);
    print(`Opening ClickUp's consent page in your browser. If it does not open, visit:\n\n  ${url}\n\n`);
    const { adviceWithoutBrowser, remoteEnvironment } = await import('./remote.js');
    const remote = remoteEnvironment(context);
    if (remote !== undefined) print(adviceWithoutBrowser(remote, listener.redirectUri));
    const advise = (): void => {
      if (remote === undefined) print(adviceWithoutBrowser('No browser could be opened.', listener.redirectUri));
    };
    // The listener redirects to the consent page, because other users can read the arguments of a process, and the URL of
    // the consent page has the state.
    const browser = openBrowser(listener.redirectOnce(url), context);
    browser.on('error', advise).on('exit', (code) => (code === 0 ? undefined : advise()));
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
  const redirect = await (canPrompt(context)
    ? promptUntilValid(redirectUri, state, context)
    : readUntilValid(redirectUri, state, context));
  return { redirect, respond: async () => undefined };
}

async function promptUntilValid(redirectUri: string, state: string, context: Context): Promise<AcceptedRedirect> {
  for (;;) {
    const redirect = validatePasted(await promptText('Redirect URL', context), redirectUri, state);
    if (redirect.kind !== 'rejected') return redirect;
    context.stderr.write(`${redirect.problem} Paste the complete URL that the browser shows at the end.\n`);
  }
}

/** Accepts the first valid line, so that a pipe may stay open. */
async function readUntilValid(redirectUri: string, state: string, context: Context): Promise<AcceptedRedirect> {
  const last = await readStdinUntil(context, TIMEOUT_MS, (text) => {
    const redirect = validatePasted(text, redirectUri, state);
    return redirect.kind === 'rejected' ? undefined : redirect;
  });
  if (typeof last !== 'string') return last;
  const redirect = validatePasted(last, redirectUri, state);
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

function validatePasted(text: string, redirectUri: string, state: string): AcceptedRedirect | RejectedRedirect {
  const query = pastedQuery(text, redirectUri);
  if (query !== undefined) return validateRedirect(query, state);
  return { kind: 'rejected', problem: `Expected a URL that starts with ${redirectUri}.` };
}
