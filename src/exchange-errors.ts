/** Path of the token exchange, relative to the API's base URL. */
export const EXCHANGE_PATH = '/oauth/token';

/** Errors of the exchange, from ClickUp's documentation. 013 and 014 were also returned by the live API. */
const EXCHANGE_ERRORS: Readonly<Record<string, { readonly cause: string; readonly remedy: string }>> = {
  OAUTH_007: {
    cause: 'The redirect URI is not registered with the OAuth app.',
    remedy: 'Register this exact redirect URI with the OAuth app (scheme, host, port and path), then sign in again.',
  },
  OAUTH_010: {
    cause: 'No OAuth app has this client ID, or the client secret belongs to a different app.',
    remedy: 'Copy the client ID and the client secret of the OAuth app from the ClickUp settings again.',
  },
  OAUTH_013: {
    cause: 'The code is unknown or has expired.',
    remedy: 'Sign in again to get a new code, and exchange it immediately.',
  },
  OAUTH_014: {
    cause: 'The code was already used. Each code works once.',
    remedy:
      "Sign in again to get a new code. If you did not use this code yourself, another party did: revoke the app's access in ClickUp.",
  },
  OAUTH_017: {
    cause: 'The redirect URI is missing from the OAuth app or from the request.',
    remedy: 'Register a redirect URI with the OAuth app and pass it to the authorization URL.',
  },
};

/** Cause and remedy of an error of the exchange, or undefined for other codes. */
export function exchangeError(ecode: string) {
  return Object.hasOwn(EXCHANGE_ERRORS, ecode) ? EXCHANGE_ERRORS[ecode] : undefined;
}

/** The same for a failed request, or undefined for other requests. */
export function exchangeRemedy(ecode: string | undefined, request: string) {
  return request === `POST ${EXCHANGE_PATH}` && ecode !== undefined ? exchangeError(ecode) : undefined;
}
