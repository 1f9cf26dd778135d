import { inspect } from 'node:util';
import { AuthError } from '../../src/auth-error.js';
import { explain } from '../../src/explain.js';
import { decodeIdentity } from '../../src/identity.js';
import { classifyResponse, type RequestContext } from '../../src/classify.js';
import { decodeResponse } from '../../src/decode.js';
import { parseToken } from '../../src/token.js';
import { decodePlan, decodeSeats } from '../../src/details-request.js';
import { decodeWorkspaces } from '../../src/listed-workspace.js';
import { OAUTH, PERSONAL } from './failure-of.js';
import { guardOf } from './guard-of.js';
import { responseBody } from './response-body.js';
import { outcomeOf, fragmentsOf, printAll } from './auth-errors.js';

const TOKENS = [
  ['a personal token', PERSONAL],
  ['an OAuth access token', OAUTH],
] as const;

const RESPONSES = [
  ['user', decodeIdentity],
  ['teams', decodeWorkspaces],
  ['plan', decodePlan],
  ['seats', decodeSeats],
] as const;

/** Searches for parts of the secret only, because messages may contain the user ID in front of it. */
const leaksIn = (text: string, token: string): string[] =>
  fragmentsOf(token.slice(token.lastIndexOf('_') + 1)).filter((part) => text.includes(part));

/** One body for each text and each key, with `secret` in its place. */
function withSecretInside(body: string, secret: string): string[] {
  return [...body.matchAll(/"[^"]+"/g)].map(
    ({ 0: found, index }) => `${body.slice(0, index)}"${secret}"${body.slice(index + found.length)}`,
  );
}

describe.each(TOKENS)('%s in a response', (_, text) => {
  const token = parseToken(text);
  const context: RequestContext = {
    request: { method: 'GET', path: '/team/9011234080/plan', authorization: token.authorization },
    scope: 'workspace',
    input: 'workspaceId',
    workspaceId: '9011234080',
    guard: guardOf(token),
    now: 0,
  };

  test.each(RESPONSES)('is not printed when any field of `%s` contains it', (name, decode) => {
    const bodies = withSecretInside(responseBody(name), text);
    expect(bodies.length).toBeGreaterThanOrEqual(3);
    for (const body of bodies) {
      const answer = { request: 'GET /user', status: 200 };
      const outcome = outcomeOf(() => decodeResponse<unknown>(body, decode, answer, guardOf(token)));
      const all =
        'value' in outcome
          ? inspect(outcome.value, { depth: Infinity })
          : printAll(outcome.error) + JSON.stringify(explain(outcome.error.failure));
      expect(leaksIn(all, text)).toEqual([]);
    }
  });

  test.each([301, 400, 401, 403, 404, 429, 500, 503])(
    'is not printed when an error with status %i contains it',
    (status) => {
      const secret = text.slice(text.lastIndexOf('_') + 1);
      const forms = [
        text,
        token.authorization,
        secret,
        secret.slice(3, 11),
        secret.slice(-8),
        `${'x'.repeat(195)}${text}`,
      ];
      const bodies = forms.flatMap((form) => [
        ...withSecretInside(responseBody('error-oauth-025'), form),
        ...withSecretInside(responseBody('error-details'), form),
        ...withSecretInside(responseBody('error-v3'), form),
        form,
        `<html>${form}</html>`,
        JSON.stringify({ err: `Unknown token ${form}.`, ECODE: 'OAUTH_999' }),
      ]);
      for (const body of bodies) {
        const headers = { location: `https://evil.example/${text}`, 'retry-after': text, 'x-ratelimit-reset': text };
        const failure = classifyResponse({ status, body, headers }, context);
        if (failure === undefined) throw new Error('Expected a failure');
        expect(leaksIn(printAll(new AuthError(failure)) + JSON.stringify(explain(failure)), text)).toEqual([]);
      }
    },
  );
});
