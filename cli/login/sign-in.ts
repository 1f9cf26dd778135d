import { authenticate, exchangeCode } from '../../src/index.js';
import { containsToken, firstGiven, fromEnvironment, invalidInput, readWholeNumber } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError } from '../errors.js';
import { DEFAULT_LOGIN_PORT, flag, requestSettings, type SignInFlags } from '../input/request-options.js';
import { canPrompt, promptHidden, promptText } from '../input/user-input.js';
import type { Report } from '../output/print.js';
import { reportStored } from '../store/stored-report.js';
import type { TokenStore } from '../store/token-store.js';
import { requestConsent } from './consent.js';
import { PAGES } from './page.js';

/**
 * Requests consent, exchanges the code, checks the new token and stores it. The browser shows success only after that.
 * Fails with any reason of {@link requestConsent}, `exchangeCode` and `authenticate`.
 */
export async function signIn(flags: SignInFlags, context: Context, store: TokenStore): Promise<Report> {
  const { options } = requestSettings(flags, context);
  const port = readWholeNumber(flag('--port', flags.port), { min: 0, max: 65_535 }) ?? DEFAULT_LOGIN_PORT;
  const clientId = await findClientId(flags, context);
  const clientSecret = await findClientSecret(context);
  const authorizeUrl = readAuthorizeUrl(flags, context);
  // The URL of the consent page contains both and is printed.
  if (clientId === clientSecret) throw invalidInput('--client-id', 'the client ID. This is the client secret');
  if (authorizeUrl?.includes(clientSecret) === true) throw invalidInput('--authorize-url', 'a URL without a secret');
  const { redirect, respond } = await requestConsent({ clientId, authorizeUrl, port, browser: flags.browser }, context);
  try {
    if (redirect.kind === 'denied') throw denied(redirect.error);
    const token = await exchangeCode({ ...options, clientId, clientSecret, code: redirect.code });
    const session = await authenticate({ ...options, token });
    const stored = await store.save(session.token);
    await respond(PAGES.signedIn);
    return reportStored(stored, session.token, { context, session });
  } catch (error) {
    await respond(redirect.kind === 'denied' ? PAGES.denied : PAGES.failed);
    throw error;
  }
}

async function findClientId(flags: SignInFlags, context: Context): Promise<string> {
  const given = firstGiven([flag('--client-id', flags.clientId), fromEnvironment(context.env, 'CLICKUP_CLIENT_ID')]);
  if (given.text !== '') return cleanPasted(given);
  const name = 'Client ID of your ClickUp OAuth app';
  if (canPrompt(context)) return cleanPasted({ name, text: await promptText(name, context) });
  throw missingClient('--client-id', '--client-id and CLICKUP_CLIENT_ID are not set.');
}

/** Not an option, because the shell history and the process list would contain the secret. */
async function findClientSecret(context: Context): Promise<string> {
  const given = firstGiven([fromEnvironment(context.env, 'CLICKUP_CLIENT_SECRET')]);
  if (given.text !== '') return cleanPasted(given);
  const name = 'Client secret of your ClickUp OAuth app';
  if (canPrompt(context)) return cleanPasted({ name, text: await promptHidden(name, context) });
  throw missingClient('CLICKUP_CLIENT_SECRET', 'CLICKUP_CLIENT_SECRET is not set, and there is no terminal to prompt.');
}

/**
 * Removes surrounding spaces and quotes, which are often copied along. Fails with `input_invalid` for a value that contains
 * characters of a URL, a template or a sentence. Never quotes the value.
 */
function cleanPasted({ name, text }: { readonly name: string; readonly text: string }): string {
  const cleaned = text.replace(/^[\s"'`<]+/, '').replace(/[\s"'`>]{1,99}$/, '');
  if (/^[\x21-\x7e]{1,512}$/.test(cleaned) && !/["'`<>{}$]/.test(cleaned) && !containsToken(cleaned)) return cleaned;
  throw invalidInput(name, 'the value that ClickUp shows for your OAuth app: letters and digits without spaces');
}

function missingClient(input: string, happened: string): CliError {
  return new CliError(
    { reason: 'input_invalid', input, allowed: 'the value that ClickUp shows for your OAuth app' },
    {
      title: `${input} is missing`,
      happened,
      cause: 'A login requires an OAuth app, which an owner or admin of a Workspace creates once.',
      remedy:
        `Create an OAuth app in ClickUp (avatar → Settings → Apps → Create new app) with the redirect URL ` +
        `http://127.0.0.1:${DEFAULT_LOGIN_PORT}/callback. Then set CLICKUP_CLIENT_ID and CLICKUP_CLIENT_SECRET.`,
    },
  );
}

/** Requires https, because over http anyone on the network path could read the state. */
function readAuthorizeUrl({ authorizeUrl }: SignInFlags, { env }: Context): string | undefined {
  const sources = [flag('--authorize-url', authorizeUrl), fromEnvironment(env, 'CLICKUP_AUTHORIZE_URL')] as const;
  const { name, text } = firstGiven(sources);
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const hasSecret = containsToken(text) || url?.password !== '';
  if ((url?.protocol === 'https:' || isLoopback) && !hasSecret) return text;
  throw invalidInput(name, 'an https:// URL, or http:// on loopback');
}

function denied(error: string): CliError {
  // The text comes from the redirect, so only harmless characters are printed.
  const text = error.replace(/[^\w.-]+/g, ' ').slice(0, 60);
  return new CliError(
    { reason: 'request_refused', input: 'login', status: 302, answer: { request: 'GET /api', status: 302, text } },
    {
      title: 'Access was not granted',
      happened: `ClickUp's consent page returned the error "${text}".`,
      cause: 'You chose Cancel, or the app is not allowed in this Workspace.',
      remedy: 'Run the login again and select at least one Workspace.',
    },
  );
}
