import { decodeResponse } from '../../src/decode.js';
import { decodeIdentity } from '../../src/identity.js';
import { readRateLimit, retryAt } from '../../src/rate-limit.js';
import { parseToken } from '../../src/token.js';
import { parseWorkspaceList } from '../../src/workspace-list.js';
import { decodeWorkspaces } from '../../src/listed-workspace.js';
import { growth } from '../growth.js';
import { PERSONAL } from './failure-of.js';
import { guardOf } from './guard-of.js';

const guard = guardOf(parseToken(PERSONAL));
const ANSWER = { request: 'GET /team', status: 200 };
const headers = (text: string) => ({
  'x-ratelimit-limit': text,
  'x-ratelimit-remaining': text,
  'x-ratelimit-reset': text,
  'retry-after': text,
  date: text,
});

const PARSERS = {
  'a token': parseToken,
  'a list of Workspaces': (text: string) => parseWorkspaceList({ name: 'workspaces', text }),
  'a response': (text: string) => decodeResponse(text, decodeIdentity, ANSWER, guard),
  'a list of Workspaces in a response': (text: string) =>
    decodeResponse(JSON.stringify({ teams: [{ id: '1', name: text }] }), decodeWorkspaces, ANSWER, guard),
  'rate limit headers': (text: string) => readRateLimit(headers(text), guard),
  'the time to retry': (text: string) => retryAt(headers(text), { now: 0, guard }),
} as const;
const PARTS = ['"', 'Bearer ', '[', '{"user":', '\\u0041', '%2541', '1', ' \t', 'Q7ZK', '&#65;', 'Acme, ', '\u200b'];

test.each(Object.entries(PARSERS))('S2: the time to parse %s is proportional to its length', (_, parse) => {
  for (const part of PARTS) {
    // Ten times the length. Quadratic time would be 100 times as long.
    expect({ part, isLinear: growth(parse, part, 10) < 50 }).toEqual({ part, isLinear: true });
  }
});
