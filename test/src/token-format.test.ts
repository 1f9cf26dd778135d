import { execFile } from 'node:child_process';
import { authenticate, explain, parseToken } from '../../src/index.js';
import { fragmentsOf, catchAuthError, printAll } from './auth-errors.js';
import { withoutProxy } from './environment.js';
import { failureOf, OAUTH, PERSONAL } from './failure-of.js';
import { closeServers, json, serve } from './server.js';

beforeAll(withoutProxy);
afterEach(closeServers);

const encoded = (text: string): string => Buffer.from(text).toString('base64');

const VARIABLE = 'it is a reference to a variable that was not expanded';
const REFERENCE = 'it is a reference to a secret or a variable, without the syntax that expands it';
const MASKED = 'it is masked: it consists of asterisks, as logs and settings pages show secrets';
const JSON_TEXT = 'it is JSON or another structured text, not only the token';
const NAMED = 'it contains the name of the variable before the token';
const ADDRESS = 'it is the address of a secret or of a file, not the secret itself';
const PLACEHOLDER = 'it is a placeholder, not a token';
const BASE64 = 'it is a token in Base64 encoding';

/** Texts with which no request can succeed. */
const OTHERS: readonly (readonly [text: string, problem: string])[] = [
  ['$CLICKUP_TOKEN', VARIABLE],
  ['${CLICKUP_TOKEN}', VARIABLE],
  ['"$CLICKUP_TOKEN"', VARIABLE],
  ['Bearer $CLICKUP_TOKEN', VARIABLE],
  ['${CLICKUP_TOKEN:-}', VARIABLE],
  ['$env:CLICKUP_TOKEN', VARIABLE],
  ['${env:CLICKUP_TOKEN}', VARIABLE],
  ['$(pass show clickup)', VARIABLE],
  ['$(CLICKUP_TOKEN)', VARIABLE],
  ['%CLICKUP_TOKEN%', VARIABLE],
  ['{{ secrets.CLICKUP_TOKEN }}', VARIABLE],
  ['{{clickup_token}}', VARIABLE],
  ['#{CLICKUP_TOKEN}', VARIABLE],
  ['secrets.CLICKUP_TOKEN', REFERENCE],
  ['var.clickup_token', REFERENCE],
  ['process.env.CLICKUP_TOKEN', REFERENCE],
  ['***', MASKED],
  ['********', MASKED],
  ['pk_12345678_****', MASKED],
  ['••••••••', MASKED],
  [`{"token":"${PERSONAL}"}`, JSON_TEXT],
  [`{\n  "token": "${PERSONAL}"\n}`, JSON_TEXT],
  [`["${PERSONAL}"]`, JSON_TEXT],
  [`CLICKUP_API_TOKEN=${PERSONAL}`, NAMED],
  [`CLICKUP_API_TOKEN="${PERSONAL}"`, NAMED],
  [`export CLICKUP_API_TOKEN=${PERSONAL}`, NAMED],
  [`$env:CLICKUP_API_TOKEN = "${PERSONAL}"`, NAMED],
  [`CLICKUP_API_TOKEN: ${PERSONAL}`, NAMED],
  [`- clickup-token: ${PERSONAL}`, NAMED],
  [`token=${OAUTH}`, NAMED],
  [`"token": "${OAUTH}"`, NAMED],
  [`X-Api-Key: ${OAUTH}`, NAMED],
  ['9011234080', 'it consists of digits only, so it is probably a Workspace ID'],
  [`ghp_${'aB3'.repeat(12)}`, 'it is a GitHub token'],
  [`ghs_${'aB3'.repeat(12)}`, 'it is a GitHub token'],
  [`github_pat_${'aB3'.repeat(20)}`, 'it is a GitHub token'],
  [`glpat-${'aB3'.repeat(7)}`, 'it is a token of another service'],
  [`xoxb-123-${'aB3'.repeat(7)}`, 'it is a token of another service'],
  [encoded(PERSONAL), BASE64],
  [encoded(`${OAUTH}\n`), BASE64],
  [encoded(`Bearer ${PERSONAL}`), BASE64],
  [encoded(PERSONAL).replaceAll('=', ''), BASE64],
  ['Basic dXNlcjpwYXNzd29yZA==', 'it is an authorization header of another type (Basic)'],
  ['pk_', 'it is incomplete'],
  ['pk_12345678_', 'it is incomplete'],
  [`${PERSONAL.slice(0, 20)}...`, 'it is incomplete'],
  [`${PERSONAL.slice(0, 20)}…`, 'it is incomplete'],
  ['https://app.clickup.com/9011234080/settings/apps', ADDRESS],
  ['op://vault/clickup/token', ADDRESS],
  ['arn:aws:secretsmanager:eu-west-1:123:secret:clickup', ADDRESS],
  ['/run/secrets/clickup_token', ADDRESS],
  ['./secrets/token.txt', ADDRESS],
  ['undefined', PLACEHOLDER],
  ['null', PLACEHOLDER],
  ['[object Object]', JSON_TEXT],
  ['<your token>', PLACEHOLDER],
  ['xxxxxxxx', PLACEHOLDER],
  ['your-api-token', PLACEHOLDER],
  ['YOUR_TOKEN_HERE', PLACEHOLDER],
  ['CLICKUP_API_TOKEN', 'it is the name of a variable, not its value'],
];

test.each(OTHERS)('A6: %s is token_malformed, with a hint that does not quote it', (text, problem) => {
  const error = catchAuthError(() => parseToken(text));
  expect(error.failure).toEqual({ reason: 'token_malformed', input: 'token', problem });
  const { happened, remedy } = explain(error.failure);
  expect(happened).toBe(`The token is invalid: ${problem}.`);
  expect(remedy).not.toContain('without the variable name');
  // The texts below are part of every error.
  const common = printAll(catchAuthError(() => parseToken('two words'))) + happened + remedy;
  const printed = printAll(error);
  expect(fragmentsOf(text).filter((part) => printed.includes(part) && !common.includes(part))).toEqual([]);
});

test('A6: no request is sent for a text with which none can succeed', async () => {
  const server = await serve((_, response) => json(response, {}));
  for (const [token] of OTHERS) {
    const { reason } = await failureOf(authenticate({ token, apiUrl: server.url }));
    expect(reason).toBe('token_malformed');
  }
  expect(server.seen).toEqual([]);
});

test('A6: the CLI prints the hint and sends no request', async () => {
  const server = await serve((_, response) => json(response, {}));
  const env = { CLICKUP_API_TOKEN: '$CLICKUP_TOKEN', CLICKUP_API_URL: server.url };
  const output = await new Promise((done) => {
    execFile(process.execPath, ['dist/cli/main.js', 'check'], { env }, (_, stdout, stderr) => done(stdout + stderr));
  });
  expect(output).toContain(VARIABLE);
  expect(server.seen).toEqual([]);
});

test.each([
  [PERSONAL.slice(0, 20), 'It looks incomplete'],
  [PERSONAL.slice(0, -8), 'It looks incomplete'],
  [OAUTH.slice(0, 20), 'It looks incomplete'],
  [PERSONAL.slice(1), 'Its beginning looks cut off'],
  [PERSONAL.slice(2), 'Its beginning looks cut off'],
  [PERSONAL.slice(0, -1), 'It looks incomplete'],
  [`${PERSONAL}x`, 'It looks too long'],
  [PERSONAL + PERSONAL, 'It looks too long'],
  [PERSONAL.slice(12), 'client ID or the client secret of an OAuth app'],
  ['A1'.repeat(32), 'client ID or the client secret of an OAuth app'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'another sign-in'],
  ['odd-token', 'does not have the usual format of a ClickUp oauth token.'],
  ['12', 'does not have the usual format of a ClickUp oauth token.'],
])('A6, C10: %s is sent, and error.known has a warning', async (token, warning) => {
  const server = await serve((_, response) => json(response, { err: 'no', ECODE: 'OAUTH_019' }, 401));
  const { reason, known } = await failureOf(authenticate({ token, apiUrl: server.url }));
  expect([reason, server.seen.length > 0]).toEqual(['token_rejected', true]);
  expect(known.warnings).toEqual([expect.stringContaining(warning)]);
  expect(fragmentsOf(token).filter((part) => known.warnings?.join().includes(part))).toEqual([]);
});

test.each([
  PERSONAL,
  OAUTH,
  'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=',
  'a=b',
  '/Ab/Cd+Ef',
  'abc:def',
  'token',
  'odd.shape',
])('A6: %s is no other text, and is sent', (text) => {
  expect(parseToken(text).authorization).toContain(text);
});

test('A6: the time grows with the length of the text', () => {
  const parts = [
    '$',
    '${',
    '*',
    '{',
    '[',
    'A=',
    'token',
    'A_',
    'TOKEN_',
    '1',
    '.',
    '/',
    'a/',
    '<',
    '%',
    'pk_1',
    'x',
    '"',
    ' =',
  ];
  const timeFor = (length: number): number => {
    const start = performance.now();
    for (let run = 0; run < 5; run += 1) {
      for (const part of parts) {
        const text = part.repeat(length / part.length);
        for (const one of [text, `$${text}`, `token${text}`, `$(${text}`]) catchOrParse(`${one}!`);
      }
    }
    return performance.now() - start;
  };
  timeFor(400);
  expect(timeFor(4000) / timeFor(500)).toBeLessThan(40);
});

function catchOrParse(text: string): void {
  try {
    parseToken(text);
  } catch {
    // Only the time matters.
  }
}
