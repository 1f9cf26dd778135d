import { callApi } from './api-call.js';
import { AuthError } from './auth-error.js';
import { EXCHANGE_PATH } from './ecode.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { failDecoding, readObject, readString } from './decode.js';
import { Secret } from './secret.js';
import { parseToken, type Token } from './token.js';

/** ClickUp's consent page. */
const DEFAULT_AUTHORIZE_URL = 'https://app.clickup.com/api';

export interface AuthorizationUrlOptions {
  /** The OAuth app's client id. */
  readonly clientId: string;
  /** Where ClickUp sends the browser afterwards: registered with the app, exactly. */
  readonly redirectUri: string;
  /** An unguessable value, compared when the browser comes back. ClickUp has no PKCE, so it is not optional here. */
  readonly state: string;
  /** The consent page. Default: `https://app.clickup.com/api`. */
  readonly authorizeUrl?: string | undefined;
}

/** Returns the URL at which a user authorizes an OAuth app and selects Workspaces. Fails with `input_invalid`. */
export function authorizationUrl(options: AuthorizationUrlOptions): string {
  const url = parseUrl('authorizeUrl', options.authorizeUrl ?? DEFAULT_AUTHORIZE_URL);
  url.searchParams.set('client_id', required('clientId', options.clientId));
  url.searchParams.set('redirect_uri', parseUrl('redirectUri', options.redirectUri) && options.redirectUri);
  url.searchParams.set('state', required('state', options.state));
  return url.href;
}

export interface ExchangeCodeOptions extends RequestOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The code of the redirect. It works once. */
  readonly code: string;
}

/**
 * Trades the code of the redirect for an access token. The secret travels in a JSON body, never in the URL, and the
 * request is sent once: a code whose reply was lost may be used up.
 * Fails with `request_refused` and OAUTH_007, 010, 013, 014 or 017, each explained, or as any request does.
 */
export async function exchangeCode(options: ExchangeCodeOptions): Promise<Token> {
  const settings = resolveOptions({ ...options, attempts: 1 });
  const body = {
    client_id: required('clientId', options.clientId),
    client_secret: required('clientSecret', options.clientSecret),
    code: required('code', options.code),
  };
  const { value } = await callApi(
    {
      request: { method: 'POST', path: EXCHANGE_PATH, body },
      scope: 'exchange',
      input: 'code',
      secrets: [new Secret(body.client_secret), new Secret(body.code)],
      decode: decodeAccessToken,
    },
    settings,
  );
  return parseToken(value);
}

/**
 * `{access_token}` → its text, which can stand in a header.
 * @internal
 */
export function decodeAccessToken(value: unknown): string {
  const text = readString(readObject(value, 'body')['access_token'], 'access_token');
  try {
    parseToken(text);
    return text;
  } catch {
    // ClickUp returned the text, so this is not `token_malformed`.
    return failDecoding('access_token', 'expected a token that can stand in a header');
  }
}

function required(input: string, value: string): string {
  if (value.trim() !== '') return value.trim();
  throw new AuthError({ reason: 'input_invalid', input, allowed: 'a text that is not empty' });
}

function parseUrl(input: string, text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new AuthError({ reason: 'input_invalid', input, allowed: 'an absolute URL' });
}
