import { ecodeReason, exchangeRemedy, EXCHANGE_PATH, type EcodeReason } from '../../src/ecode.js';

const DOCS_WORKSPACE = "ClickUp's documentation (common_errors): Team not authorized";
const DOCS_TOKEN = "ClickUp's documentation (common_errors): token not found, revoked by the user; seen live with 401";
const LIVE_ID = 'seen live with 401: Workspace not authorized, or an id that is none';
const PARAMETER = 'public clients: an error of a parameter, not of the token';

interface Row {
  readonly ecode: string;
  readonly status: number;
  /** Under /user and /team. */
  readonly token: EcodeReason | undefined;
  /** Under /team/{id}/…. */
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
    source: "ClickUp's documentation: Authorization header missing; seen live with 400",
  })),

  tokenCode('OAUTH_019', `${DOCS_TOKEN}, also for tokens of the hosted MCP sign-in`),
  tokenCode('OAUTH_021', DOCS_TOKEN),
  tokenCode('OAUTH_025', DOCS_TOKEN),
  tokenCode('OAUTH_077', DOCS_TOKEN),

  workspaceCode(23, `${DOCS_WORKSPACE}; seen live with 401, also for ids that do not exist`),
  workspaceCode(
    26,
    `${DOCS_WORKSPACE}; elsewhere read as a revoked token, which it is where no Workspace is addressed`,
  ),
  workspaceCode(
    27,
    `${DOCS_WORKSPACE}; elsewhere read as a revoked token, which it is where no Workspace is addressed`,
  ),
  ...Array.from({ length: 17 }, (_, index) => workspaceCode(29 + index, `${DOCS_WORKSPACE}, as one of 029–045`)),

  { ...unknown('OAUTH_057', 401, LIVE_ID), workspace: 'workspace_not_authorized' },
  { ...unknown('OAUTH_061', 401, LIVE_ID), workspace: 'workspace_not_authorized' },
  { ...unknown('SHARD_001', 500, 'seen live: an id that is no number'), workspace: 'workspace_not_authorized' },

  unknown('OAUTH_040', 400, `${PARAMETER}; with 401 it is one of the documented 029–045`),
  ...['064', '117', '119', '171'].flatMap((number) => [
    unknown(`OAUTH_${number}`, 400, PARAMETER),
    unknown(`OAUTH_${number}`, 401, PARAMETER),
  ]),
  ...['007', '010', '013', '014'].map((number) => unknown(`OAUTH_${number}`, 401, 'codes of the exchange only')),
  unknown('TEAM_110', 403, 'seen live: Enterprise only'),
  unknown('TIMEENTRY_052', 400, 'seen live: Team not found'),
  unknown('APP_002', 429, 'a rate limit is known by its status'),
];

describe.each(TABLE)('$ecode with $status ($source)', ({ ecode, status, token, workspace }) => {
  test(`means ${token ?? 'nothing certain'} where the token is asked about`, () => {
    expect(ecodeReason('token', status, ecode)).toBe(token);
  });

  test(`means ${workspace ?? 'nothing certain'} where a Workspace is addressed`, () => {
    expect(ecodeReason('workspace', status, ecode)).toBe(workspace);
  });

  const refused = exchangeRemedy(ecode, `POST ${EXCHANGE_PATH}`) && 'request_refused';

  test(`means ${refused ?? 'nothing certain'} where a code is exchanged, whatever the status`, () => {
    for (const any of [status, 400, 401, 500]) expect(ecodeReason('exchange', any, ecode)).toBe(refused);
  });
});

/** Every code that has a meaning anywhere, as the fact sheet of the ClickUp API has it. */
const MEANT = TABLE.filter(({ token, workspace }) => token !== undefined || workspace !== undefined);
const everyOauthCode = Array.from({ length: 1000 }, (_, number) => `OAUTH_${String(number).padStart(3, '0')}`);

test.each(['token', 'workspace'] as const)(
  'no other OAUTH code has a meaning in the scope %s: none by its prefix',
  (scope) => {
    const meant = new Set(MEANT.filter((row) => row[scope] !== undefined).map(({ ecode }) => ecode));
    const found = everyOauthCode.filter((ecode) => ecodeReason(scope, 401, ecode) !== undefined);
    expect(found).toEqual(everyOauthCode.filter((ecode) => meant.has(ecode)));
  },
);

test.each([200, 400, 403, 404, 500, 503])(
  'no code says that a token is dead or a Workspace foreign with status %i',
  (status) => {
    const told = everyOauthCode.flatMap((ecode) => [
      ecodeReason('token', status, ecode),
      ecodeReason('workspace', status, ecode),
    ]);
    expect(new Set(told)).toEqual(new Set([undefined, 'token_malformed']));
  },
);

test.each(['', 'OAUTH', 'OAUTH_', 'OAUTH_25', 'OAUTH_0025', 'oauth_025', ' OAUTH_025', 'constructor', '__proto__'])(
  'what only resembles a code means nothing: "%s"',
  (ecode) => {
    expect(ecodeReason('token', 401, ecode)).toBeUndefined();
    expect(ecodeReason('workspace', 401, ecode)).toBeUndefined();
    expect(ecodeReason('exchange', 401, ecode)).toBeUndefined();
  },
);

describe('exchangeRemedy()', () => {
  const request = `POST ${EXCHANGE_PATH}`;

  test.each([
    ['OAUTH_007', /redirect URI is not registered/, /Register exactly this redirect URI/],
    ['OAUTH_010', /No OAuth app has this client ID/, /client id and the client secret/],
    ['OAUTH_013', /unknown or has expired/, /fresh code/],
    ['OAUTH_014', /already used/, /revoke the app's access/],
    ['OAUTH_017', /redirect URI is missing/, /Register a redirect URI/],
  ])('names %s for what it is', (ecode, cause, remedy) => {
    expect(exchangeRemedy(ecode, request)).toEqual({
      cause: expect.stringMatching(cause),
      remedy: expect.stringMatching(remedy),
    });
  });

  test('gives no two codes the same words', () => {
    const causes = everyOauthCode.map((ecode) => exchangeRemedy(ecode, request)?.cause).filter(Boolean);
    expect(causes).toHaveLength(5);
    expect(new Set(causes).size).toBe(5);
  });

  test.each([
    ['another code', 'OAUTH_025', request],
    ['no code', undefined, request],
    ['another request', 'OAUTH_017', 'GET /user'],
    ['another method', 'OAUTH_017', `GET ${EXCHANGE_PATH}`],
  ])('gives nothing for %s', (_, ecode, asked) => {
    expect(exchangeRemedy(ecode, asked)).toBeUndefined();
  });
});
