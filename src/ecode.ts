/**
 * What a request addresses, which decides what an ECODE means: `token` asks about the token itself (/user, /team),
 * `workspace` about one Workspace (/team/{id}/…), `exchange` trades an OAuth code (/oauth/token).
 */
export type Scope = 'token' | 'workspace' | 'exchange';

/** The reasons that an ECODE can name. */
export type EcodeReason = 'token_malformed' | 'token_rejected' | 'workspace_not_authorized' | 'request_refused';

/** Codes that ClickUp's documentation (common_errors) gives as "Team not authorized": 023, 026, 027 and 029–045. */
const WORKSPACE_CODES: ReadonlySet<string> = new Set(
  [23, 26, 27, ...Array.from({ length: 17 }, (_, index) => 29 + index)].map((number) => `OAUTH_0${number}`),
);

/** "Token not found": documented as revoked by the user; seen live with 401. */
const TOKEN_CODES: ReadonlySet<string> = new Set(['OAUTH_019', 'OAUTH_021', 'OAUTH_025', 'OAUTH_077']);

/** Seen live with 401: the Workspace is not authorized, or its id is invalid. */
const INVALID_ID_CODES: ReadonlySet<string> = new Set(['OAUTH_057', 'OAUTH_061']);

/**
 * The reason that ClickUp's error code stands for, by what was asked; undefined for a code with no certain meaning,
 * which is then reported as it came. Never by prefix: OAUTH_064, 117, 119 and 171 are errors of a parameter.
 */
export function ecodeReason(scope: Scope, status: number, ecode: string): EcodeReason | undefined {
  // An exchange carries no token and no Workspace. No status is documented for its codes, so none is asked for: a 500
  // with one of them is no outage. `exchangeRemedy` tells each.
  if (scope === 'exchange') return Object.hasOwn(EXCHANGE, ecode) ? 'request_refused' : undefined;
  // Documented as "Authorization header missing" (common_errors); the live API returns it with status 400. This client always sends the header, so ClickUp could not parse it.
  if (ecode === 'OAUTH_017') return 'token_malformed';
  // A non-integer Workspace id, seen live with 500. Asking again can't help.
  if (ecode === 'SHARD_001' && scope === 'workspace') return 'workspace_not_authorized';
  if (status !== 401) return undefined;
  if (TOKEN_CODES.has(ecode)) return 'token_rejected';
  // /user and /team address no Workspace, so there these codes say that the token itself no longer stands.
  if (WORKSPACE_CODES.has(ecode)) return scope === 'token' ? 'token_rejected' : 'workspace_not_authorized';
  if (INVALID_ID_CODES.has(ecode) && scope === 'workspace') return 'workspace_not_authorized';
  return undefined;
}

interface Remedy {
  readonly cause: string;
  readonly remedy: string;
}

/** The documented failures of the exchange (ClickUp's documentation, and codes 013 and 014 seen live). */
const EXCHANGE: Readonly<Record<string, Remedy>> = {
  OAUTH_007: {
    cause: 'The redirect URI is not registered with the OAuth app.',
    remedy: 'Register exactly this redirect URI with the app, scheme, host, port and path, and sign in again.',
  },
  OAUTH_010: {
    cause: 'No OAuth app has this client ID, or the client secret belongs to a different app.',
    remedy: 'Copy the client id and the client secret once more from the app in ClickUp’s settings.',
  },
  OAUTH_013: {
    cause: 'The code is unknown or has expired.',
    remedy: 'Sign in again for a fresh code, and exchange it at once.',
  },
  OAUTH_014: {
    cause: 'The code was already used. Each code works once.',
    remedy:
      "Sign in again to get a new code. If you did not use this code yourself, another party did: revoke the app's access in ClickUp.",
  },
  OAUTH_017: {
    cause: 'The redirect URI is missing from the OAuth app or from the request.',
    remedy: 'Register a redirect URI with the app and pass it to the authorization URL.',
  },
};

/** Cause and remedy of a refused exchange, by its code; undefined for other requests and other codes. */
export function exchangeRemedy(ecode: string | undefined, request: string): Remedy | undefined {
  return request === `POST ${EXCHANGE_PATH}` && ecode !== undefined ? EXCHANGE[ecode] : undefined;
}

/** Where a code is exchanged, under the API's base URL. */
export const EXCHANGE_PATH = '/oauth/token';
