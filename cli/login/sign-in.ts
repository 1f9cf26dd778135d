import { authenticate, exchangeCode, type RequestOptions, type Session } from '../../src/index.js';
import { firstGiven, fromEnvironment, invalidInput, readWholeNumber } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { canPrompt, promptHidden, promptText } from '../input/terminal.js';
import { DEFAULT_LOGIN_PORT, flag, requestSettings, type SignInFlags } from '../input/request-options.js';
import { requestConsent } from './consent.js';
import type { RedirectResult } from './listener.js';
import { DENIED, FAILED, SIGNED_IN } from './page.js';

/**
 * OAuth from the consent page to a token that works. `keep` stores it; only then does the browser say that it worked.
 * Returns what `keep` does. Fails with any reason of the exchange and the check, or as {@link requestConsent} does.
 */
export async function signIn<Stored>(
  given: SignInFlags,
  context: Context,
  save: (session: Session) => Promise<Stored>,
): Promise<Stored> {
  const { options } = requestSettings(given, context);
  const port = readWholeNumber(flag('--port', given.port), { min: 0, max: 65_535 }) ?? DEFAULT_LOGIN_PORT;
  const clientId = await findClientId(given, context);
  const clientSecret = await findClientSecret(context);
  const authorizeUrl = readAuthorizeUrl(given, context);
  const result = await requestConsent({ clientId, authorizeUrl, port, browser: given.browser }, context);
  try {
    const stored = await save(await finish(result, { clientId, clientSecret }, options));
    await result.respond(SIGNED_IN);
    return stored;
  } catch (error) {
    await result.respond(result.redirect.kind === 'denied' ? DENIED : FAILED);
    throw error;
  }
}

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

async function finish({ redirect }: RedirectResult, client: Client, options: RequestOptions): Promise<Session> {
  if (redirect.kind === 'denied') throw denied(redirect.error);
  const token = await exchangeCode({ ...options, ...client, code: redirect.code });
  return authenticate({ ...options, token });
}

async function findClientId(given: SignInFlags, context: Context): Promise<string> {
  const id = firstGiven([flag('--client-id', given.clientId), fromEnvironment(context.env, 'CLICKUP_CLIENT_ID')]).text;
  if (id !== '') return id;
  if (canPrompt(context)) return promptText('Client id of your ClickUp OAuth app', context);
  throw withoutApp('--client-id', 'The client id is neither given nor in CLICKUP_CLIENT_ID.');
}

/** Never an option: it would stand in the shell's history and in the process list. */
async function findClientSecret(context: Context): Promise<string> {
  const secret = firstGiven([fromEnvironment(context.env, 'CLICKUP_CLIENT_SECRET')]).text;
  if (secret !== '') return secret;
  if (canPrompt(context)) return promptHidden('Client secret of your ClickUp OAuth app', context);
  throw withoutApp('CLICKUP_CLIENT_SECRET', 'It is not set, and there is no terminal to ask on.');
}

function withoutApp(input: string, happened: string): CliError {
  return new CliError(
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

/** Over plain http, anyone on the network path could read the state. */
function readAuthorizeUrl({ authorizeUrl }: SignInFlags, { env }: Context): string | undefined {
  const sources = [flag('--authorize-url', authorizeUrl), fromEnvironment(env, 'CLICKUP_AUTHORIZE_URL')] as const;
  const { name, text } = firstGiven(sources);
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || isLoopback) return text;
  throw invalidInput(name, 'an https:// URL, or http:// on loopback');
}

/** The word is ClickUp's, or anyone's who knows the state: only its letters are told. */
function denied(error: string): CliError {
  const text = error.replace(/[^\w.-]+/g, ' ').slice(0, 60);
  return new CliError(
    { reason: 'request_refused', input: 'login', status: 302, answer: { request: 'GET /api', status: 302, text } },
    {
      title: 'Access was not granted',
      happened: `ClickUp's consent page sent the browser back with the error "${text}".`,
      cause: 'Cancel was chosen, or the app may not be connected to this Workspace.',
      remedy: 'Run the login again and choose at least one Workspace.',
    },
  );
}
