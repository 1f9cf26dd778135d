import { exchangeError } from './exchange-errors.js';

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
  if (scope === 'exchange') return exchangeError(ecode) === undefined ? undefined : 'request_refused';
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
