import { authenticate, exchangeCode, type RequestOptions, type Session } from '../../src/index.js';
import { requestOptions, type AskingOptions } from '../asking.js';
import type { Context } from '../context.js';
import { Refusal, unusable } from '../refusal.js';
import { canPrompt } from '../terminal.js';
import { askConsent } from './consent.js';
import type { Arrival } from './listener.js';
import { DENIED, FAILED, SIGNED_IN } from './page.js';
import { DEFAULT_LOGIN_PORT } from './port.js';

export interface SignInOptions extends AskingOptions {
  readonly clientId?: string;
  readonly port: number;
  readonly browser: boolean;
  readonly authorizeUrl?: string;
}

/**
 * OAuth from the consent page to a token that works. `keep` stores it; only then does the browser say that it worked.
 * Returns what `keep` does. Fails with any reason of the exchange and the check, or as {@link askConsent} does.
 */
export async function signIn<Kept>(
  given: SignInOptions,
  context: Context,
  keep: (session: Session) => Promise<Kept>,
): Promise<Kept> {
  const options = requestOptions(given, context);
  const clientId = await findClientId(given, context);
  const clientSecret = await findClientSecret(context);
  const authorizeUrl = checkAuthorizeUrl(given.authorizeUrl ?? (context.env['CLICKUP_AUTHORIZE_URL'] || undefined));
  const arrival = await askConsent({ ...given, clientId, authorizeUrl }, context);
  try {
    const kept = await keep(await finish(arrival, { clientId, clientSecret }, options));
    await arrival.end(SIGNED_IN);
    return kept;
  } catch (error) {
    await arrival.end(arrival.redirect.kind === 'denied' ? DENIED : FAILED);
    throw error;
  }
}

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

async function finish({ redirect }: Arrival, client: Client, options: RequestOptions): Promise<Session> {
  if (redirect.kind === 'denied') throw denied(redirect.error);
  const token = await exchangeCode({ ...options, ...client, code: redirect.code });
  return authenticate({ ...options, token });
}

async function findClientId(given: SignInOptions, context: Context): Promise<string> {
  const id = (given.clientId ?? context.env['CLICKUP_CLIENT_ID'] ?? '').trim();
  if (id !== '') return id;
  if (canPrompt(context))
    return (await import('../prompt.js')).promptText('Client id of your ClickUp OAuth app', context);
  throw withoutApp('--client-id', 'The client id is neither given nor in CLICKUP_CLIENT_ID.');
}

/** Never an option: it would stand in the shell's history and in the process list. */
async function findClientSecret(context: Context): Promise<string> {
  const secret = (context.env['CLICKUP_CLIENT_SECRET'] ?? '').trim();
  if (secret !== '') return secret;
  if (canPrompt(context))
    return (await import('../prompt.js')).promptHidden('Client secret of your ClickUp OAuth app', context);
  throw withoutApp('CLICKUP_CLIENT_SECRET', 'It is not set, and there is no terminal to ask on.');
}

function withoutApp(input: string, happened: string): Refusal {
  return new Refusal(
    { reason: 'input_invalid', input, allowed: 'what ClickUp shows for your OAuth app' },
    {
      title: `${input} is missing`,
      happened,
      cause: 'A login is granted to an OAuth app, which a Workspace’s owner or admin creates once.',
      remedy:
        `Create one in ClickUp (avatar → Settings → Apps → Create new app) with the redirect URL ` +
        `http://127.0.0.1:${DEFAULT_LOGIN_PORT}/callback, and copy its client id and secret.`,
    },
  );
}

/** A page on the way to which anyone could read the state is none to send a person to. */
function checkAuthorizeUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || isLoopback) return text;
  throw unusable('--authorize-url', 'an https:// URL, or http:// on loopback');
}

/** The word is ClickUp's, or anyone's who knows the state: only its letters are told. */
function denied(error: string): Refusal {
  const text = error.replace(/[^\w.-]+/g, ' ').slice(0, 60);
  return new Refusal(
    { reason: 'request_refused', input: 'login', status: 302, answer: { request: 'GET /api', status: 302, text } },
    {
      title: 'Access was not granted',
      happened: `ClickUp's consent page sent the browser back with the error "${text}".`,
      cause: 'Cancel was chosen, or the app may not be connected to this Workspace.',
      remedy: 'Run the login again and choose at least one Workspace.',
    },
  );
}
