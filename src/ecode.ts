/**
 * What a request addresses, which decides the meaning of an ECODE: `token` the token itself (/user, /team), `workspace`
 * one Workspace (/team/{id}/…), `resource` a List, Folder or Space (/list/{id}), `exchange` an OAuth code (/oauth/token).
 */
export type Scope = 'token' | 'workspace' | 'resource' | 'exchange';

/** The reasons that an ECODE can map to. */
export type EcodeReason =
  'token_malformed' | 'token_rejected' | 'workspace_not_authorized' | 'resource_inaccessible' | 'request_refused';

/** Documented as "Team not authorized" (common_errors): 023, 026, 027 and 029–045. */
const WORKSPACE_CODES: ReadonlySet<string> = new Set(
  [23, 26, 27, ...Array.from({ length: 17 }, (_, index) => 29 + index)].map((number) => `OAUTH_0${number}`),
);

/**
 * Documented as "Token not found", revoked by the user (common_errors); the live API returns them with status 401. 018 is
 * not documented; the live API returns it with the same text as 019.
 */
const TOKEN_CODES: ReadonlySet<string> = new Set(['OAUTH_018', 'OAUTH_019', 'OAUTH_021', 'OAUTH_025', 'OAUTH_077']);

/** Codes of the live API for a Workspace that is not authorized, does not exist or has an invalid ID. Not documented. */
const LIVE_WORKSPACE_CODES: ReadonlySet<string> = new Set([
  '401 OAUTH_057',
  '401 OAUTH_061',
  '401 OAUTH_192',
  '400 INPUT_001',
  '404 TEAM_001',
]);

/** Codes of the live API for a List, Folder or Space without access, in addition to those for Workspaces. Not documented. */
const RESOURCE_CODES: ReadonlySet<string> = new Set([
  '401 ACCESS_083',
  '403 ACCESS_078',
  '403 ACCESS_083',
  '404 OAUTH_121',
  '404 ITEMV2_003',
]);

/** Codes for an ID that belongs to no database of ClickUp, with status 400, 404 or 500. */
const SHARD_CODES: ReadonlySet<string> = new Set(['SHARD_001', 'SHARD_024']);

/**
 * The reason that an ECODE maps to in a scope, or undefined if its meaning is unknown. Matches whole codes and not the
 * OAUTH_ prefix, because OAUTH_064, 117, 119 and 171 report invalid parameters.
 */
export function ecodeReason(scope: Scope, status: number, ecode: string): EcodeReason | undefined {
  // An exchange sends no token and no Workspace. Its codes have no documented status, so every status is accepted.
  if (scope === 'exchange') return Object.hasOwn(EXCHANGE_ERRORS, ecode) ? 'request_refused' : undefined;
  // Documented as "Authorization header missing" (common_errors); the live API returns it with status 400. This client
  // always sends the header, so ClickUp could not parse it.
  if (ecode === 'OAUTH_017') return 'token_malformed';
  // The only ID in such a request is that of the Workspace or the item. A retry would return the same, even with status 500.
  const isLive = SHARD_CODES.has(ecode) || LIVE_WORKSPACE_CODES.has(`${status} ${ecode}`);
  if (isLive && scope === 'workspace') return 'workspace_not_authorized';
  if (scope === 'resource' && (isLive || RESOURCE_CODES.has(`${status} ${ecode}`))) return 'resource_inaccessible';
  if (status !== 401) return undefined;
  if (TOKEN_CODES.has(ecode)) return 'token_rejected';
  // /user and /team address no Workspace, so there these codes mean that the token itself is invalid.
  return WORKSPACE_CODES.has(ecode) ? NOT_AUTHORIZED[scope] : undefined;
}

const NOT_AUTHORIZED = {
  token: 'token_rejected',
  workspace: 'workspace_not_authorized',
  resource: 'resource_inaccessible',
} as const;

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

/** Cause and remedy of a rejected exchange, or undefined for other requests and other codes. */
export function exchangeRemedy(ecode: string | undefined, request: string) {
  return request === `POST ${EXCHANGE_PATH}` && ecode !== undefined ? EXCHANGE_ERRORS[ecode] : undefined;
}

/** Path of the token exchange, relative to the API's base URL. */
export const EXCHANGE_PATH = '/oauth/token';
