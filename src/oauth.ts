import { callApi } from './api-call.js';
import { invalidInput } from './auth-error.js';
import { failDecoding, readObject, readString } from './decode.js';
import { EXCHANGE_PATH } from './exchange-errors.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { Secret } from './secret.js';
import { parseExchangedToken, parseToken, type Token } from './token.js';

export interface AuthorizationUrlOptions {
  /** Client ID of the OAuth app. */
  readonly clientId: string;
  /** URL to which ClickUp redirects the browser. Must be identical to a redirect URI that is registered with the app. */
  readonly redirectUri: string;
  /** Unguessable value that the redirect must repeat. Required, because ClickUp does not support PKCE. */
  readonly state: string;
  /** URL of the consent page. Defaults to `https://app.clickup.com/api`. */
  readonly authorizeUrl?: string | undefined;
}

/** Returns the URL at which a user authorizes an OAuth app and selects Workspaces. Fails with `input_invalid`. */
export function authorizationUrl(options: AuthorizationUrlOptions): string {
  const url = parseUrl('authorizeUrl', options.authorizeUrl ?? 'https://app.clickup.com/api');
  // Validate the redirect URI but keep its spelling, because ClickUp compares it with the registered one.
  parseUrl('redirectUri', options.redirectUri);
  url.searchParams.set('client_id', requireText('clientId', options.clientId));
  url.searchParams.set('redirect_uri', options.redirectUri);
  url.searchParams.set('state', requireText('state', options.state));
  return url.href;
}

export interface ExchangeCodeOptions extends RequestOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Code from the redirect. Each code works once. */
  readonly code: string;
}

/**
 * Exchanges the code from the redirect for an access token. Sends the secret in a JSON body and never in the URL. Sends
 * the request once, because the code may be used up even if the response is lost.
 * Fails with `request_refused` and OAUTH_007, 010, 013, 014 or 017, or with any reason of a request.
 */
export async function exchangeCode(options: ExchangeCodeOptions): Promise<Token> {
  const settings = resolveOptions({ ...options, attempts: 1 });
  const body = {
    client_id: requireText('clientId', options.clientId),
    client_secret: requireText('clientSecret', options.clientSecret),
    code: requireText('code', options.code),
  };
  const secrets = [new Secret(body.client_secret), new Secret(body.code)];
  const { value } = await callApi(
    {
      request: { method: 'POST', path: EXCHANGE_PATH, body },
      scope: 'exchange',
      input: 'code',
      secrets,
      decode: decodeAccessToken,
    },
    settings,
  );
  return parseExchangedToken(value, secrets);
}

/** `{access_token}` → a text that is valid as a header value. */
export function decodeAccessToken(value: unknown): string {
  const text = readString(readObject(value, 'body')['access_token'], 'access_token');
  try {
    parseToken(text);
    return text;
  } catch {
    // ClickUp returned the text, so this is not `token_malformed`.
    return failDecoding('access_token', 'expected a token that is valid as a header value');
  }
}

function requireText(input: string, value: string): string {
  if (value.trim() !== '') return value.trim();
  throw invalidInput(input, 'a non-empty string');
}

function parseUrl(input: string, text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw invalidInput(input, 'an absolute URL');
}
