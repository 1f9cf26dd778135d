import { ecodeReason, type EcodeReason } from '../../src/ecode.js';
import { exchangeRemedy, EXCHANGE_PATH } from '../../src/exchange-errors.js';

const DOCS_WORKSPACE = "ClickUp's documentation (common_errors): Team not authorized";
const DOCS_TOKEN =
  "ClickUp's documentation (common_errors): token not found, revoked by the user; live API: status 401";
const LIVE_ID = 'live API: status 401, Workspace not authorized or invalid ID';
const PARAMETER = 'public clients: an invalid parameter, not the token';

interface Row {
  readonly ecode: string;
  readonly status: number;
  /** Reason under /user and /team. */
  readonly token: EcodeReason | undefined;
  /** Reason under /team/{id}/…. */
  readonly workspace: EcodeReason | undefined;
  readonly source: string;
}

const workspaceCode = (number: number, source: string): Row => ({
  ecode: `OAUTH_0${number}`,
  status: 401,
  token: 'token_rejected',
  workspace: 'workspace_not_authorized',
  source,
});
const tokenCode = (ecode: string, source: string): Row => ({
  ecode,
  status: 401,
  token: 'token_rejected',
  workspace: 'token_rejected',
  source,
});
const unknown = (ecode: string, status: number, source: string): Row => ({
  ecode,
  status,
  token: undefined,
  workspace: undefined,
  source,
});

const TABLE: readonly Row[] = [
  ...[400, 401].map((status) => ({
    ecode: 'OAUTH_017',
    status,
    token: 'token_malformed' as const,
    workspace: 'token_malformed' as const,
    source: "ClickUp's documentation: Authorization header missing; live API: status 400",
  })),

  tokenCode('OAUTH_018', 'live API: status 401, Oauth token not found'),
  tokenCode('OAUTH_019', `${DOCS_TOKEN}, including tokens of the hosted MCP sign-in`),
  tokenCode('OAUTH_021', DOCS_TOKEN),
  tokenCode('OAUTH_025', DOCS_TOKEN),
  tokenCode('OAUTH_077', DOCS_TOKEN),

  workspaceCode(23, `${DOCS_WORKSPACE}; live API: status 401, including IDs that do not exist`),
  workspaceCode(
    26,
    `${DOCS_WORKSPACE}; public clients: a revoked token, which it means under paths without a Workspace`,
  ),
  workspaceCode(
    27,
    `${DOCS_WORKSPACE}; public clients: a revoked token, which it means under paths without a Workspace`,
  ),
  ...Array.from({ length: 17 }, (_, index) => workspaceCode(29 + index, `${DOCS_WORKSPACE}, one of 029–045`)),

  { ...unknown('OAUTH_057', 401, LIVE_ID), workspace: 'workspace_not_authorized' },
  { ...unknown('OAUTH_061', 401, LIVE_ID), workspace: 'workspace_not_authorized' },
  { ...unknown('OAUTH_192', 401, 'live API: Workspace not authorized'), workspace: 'workspace_not_authorized' },
  { ...unknown('INPUT_001', 400, 'live API: Team ID invalid'), workspace: 'workspace_not_authorized' },
  { ...unknown('TEAM_001', 404, 'live API: an ID that does not exist'), workspace: 'workspace_not_authorized' },
  ...[400, 404, 500].map((status) => ({
    ...unknown('SHARD_024', status, 'live API: an ID of no shard'),
    workspace: 'workspace_not_authorized' as const,
  })),
  { ...unknown('SHARD_001', 500, 'live API: an ID that is not a number'), workspace: 'workspace_not_authorized' },

  unknown('OAUTH_040', 400, `${PARAMETER}; with status 401 it is one of the documented 029–045`),
  ...['064', '117', '119', '171'].flatMap((number) => [
    unknown(`OAUTH_${number}`, 400, PARAMETER),
    unknown(`OAUTH_${number}`, 401, PARAMETER),
  ]),
  ...['007', '010', '013', '014'].map((number) => unknown(`OAUTH_${number}`, 401, 'code of an exchange only')),
  unknown('INPUT_001', 401, 'an invalid input, which has status 400'),
  unknown('TEAM_110', 403, 'live API: Enterprise only'),
  unknown('TIMEENTRY_052', 400, 'live API: Team not found'),
  unknown('APP_002', 429, 'the status identifies a rate limit'),
];

describe.each(TABLE)('$ecode with status $status ($source)', ({ ecode, status, token, workspace }) => {
  test(`maps to ${token ?? 'no reason'} in scope token`, () => {
    expect(ecodeReason('token', status, ecode)).toBe(token);
  });

  test(`maps to ${workspace ?? 'no reason'} in scope workspace`, () => {
    expect(ecodeReason('workspace', status, ecode)).toBe(workspace);
  });

  const exchange = exchangeRemedy(ecode, `POST ${EXCHANGE_PATH}`) && 'request_refused';

  test(`maps to ${exchange ?? 'no reason'} in scope exchange, with any status`, () => {
    for (const any of [status, 400, 401, 500]) expect(ecodeReason('exchange', any, ecode)).toBe(exchange);
  });
});

describe('scope resource', () => {
  test.each([
    [401, 'OAUTH_025', 'token_rejected'],
    [401, 'OAUTH_027', 'resource_inaccessible'],
    [500, 'SHARD_001', 'resource_inaccessible'],
    [404, 'ITEMV2_003', 'resource_inaccessible'],
    [403, 'ACCESS_083', 'resource_inaccessible'],
    [401, 'OAUTH_017', 'token_malformed'],
    [401, 'OAUTH_999', undefined],
    [403, 'OAUTH_027', undefined],
  ])('%i %s maps to %s', (status, ecode, reason) => {
    expect(ecodeReason('resource', status, ecode)).toBe(reason);
  });
});

/** Every code that maps to a reason in some scope. */
const MAPPED = TABLE.filter(({ token, workspace }) => token !== undefined || workspace !== undefined);
const everyOauthCode = Array.from({ length: 1000 }, (_, number) => `OAUTH_${String(number).padStart(3, '0')}`);

test.each(['token', 'workspace'] as const)(
  'ecodeReason() returns undefined for every other OAUTH code in scope %s',
  (scope) => {
    const mapped = new Set(MAPPED.filter((row) => row[scope] !== undefined).map(({ ecode }) => ecode));
    const found = everyOauthCode.filter((ecode) => ecodeReason(scope, 401, ecode) !== undefined);
    expect(found).toEqual(everyOauthCode.filter((ecode) => mapped.has(ecode)));
  },
);

test.each([200, 400, 403, 404, 500, 503])(
  'ecodeReason() maps no code to token_rejected or workspace_not_authorized with status %i',
  (status) => {
    const reasons = everyOauthCode.flatMap((ecode) => [
      ecodeReason('token', status, ecode),
      ecodeReason('workspace', status, ecode),
    ]);
    expect(new Set(reasons)).toEqual(new Set([undefined, 'token_malformed']));
  },
);

test.each(['', 'OAUTH', 'OAUTH_', 'OAUTH_25', 'OAUTH_0025', 'oauth_025', ' OAUTH_025', 'constructor', '__proto__'])(
  'ecodeReason() returns undefined for a text that only resembles a code: "%s"',
  (ecode) => {
    expect(ecodeReason('token', 401, ecode)).toBeUndefined();
    expect(ecodeReason('workspace', 401, ecode)).toBeUndefined();
    expect(ecodeReason('exchange', 401, ecode)).toBeUndefined();
  },
);

describe('exchangeRemedy()', () => {
  const request = `POST ${EXCHANGE_PATH}`;

  test.each([
    ['OAUTH_007', /redirect URI is not registered/, /Register this exact redirect URI/],
    ['OAUTH_010', /No OAuth app has this client ID/, /client ID and the client secret/],
    ['OAUTH_013', /unknown or has expired/, /get a new code/],
    ['OAUTH_014', /already used/, /revoke the app's access/],
    ['OAUTH_017', /redirect URI is missing/, /Register a redirect URI/],
  ])('returns cause and remedy of %s', (ecode, cause, remedy) => {
    expect(exchangeRemedy(ecode, request)).toEqual({
      cause: expect.stringMatching(cause),
      remedy: expect.stringMatching(remedy),
    });
  });

  test('returns a different cause for each code', () => {
    const causes = everyOauthCode.map((ecode) => exchangeRemedy(ecode, request)?.cause).filter(Boolean);
    expect(causes).toHaveLength(5);
    expect(new Set(causes).size).toBe(5);
  });

  test.each([
    ['another code', 'OAUTH_025', request],
    ['no code', undefined, request],
    ['another request', 'OAUTH_017', 'GET /user'],
    ['another method', 'OAUTH_017', `GET ${EXCHANGE_PATH}`],
  ])('returns undefined for %s', (_, ecode, other) => {
    expect(exchangeRemedy(ecode, other)).toBeUndefined();
  });
});
