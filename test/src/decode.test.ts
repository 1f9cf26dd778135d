import * as fc from 'fast-check';
import { decodeIdentity } from '../../src/identity.js';
import { decodeAccessToken } from '../../src/oauth.js';
import {
  decodeResponse,
  readArray,
  readCount,
  readId,
  readObject,
  readOptionalString,
  readUnboundedCount,
} from '../../src/decode.js';
import { parseToken } from '../../src/token.js';
import { decodePlan, decodeSeats, type SeatCount } from '../../src/details-request.js';
import { decodeWorkspaces } from '../../src/listed-workspace.js';
import { OAUTH, PERSONAL } from './failure-of.js';
import { guardOf, NO_SECRETS } from './guard-of.js';
import { responseBody } from './response-body.js';
import { outcomeOf, fragmentsOf, catchAuthError, printAll } from './auth-errors.js';

const ANSWER = { request: 'GET /team', status: 200 };

/** Path and problem of a body that cannot be decoded. */
function decodeFailure(body: string, decode: (value: unknown) => unknown): { path: string; problem: string } {
  const { failure } = catchAuthError(() => decodeResponse(body, decode, ANSWER, NO_SECRETS));
  if (failure.reason !== 'reply_malformed') throw new Error(`Expected reply_malformed, received ${failure.reason}`);
  expect(failure).toMatchObject({ input: 'apiUrl', answer: ANSWER });
  return { path: failure.path, problem: failure.problem };
}

describe('decodeResponse() decodes responses of ClickUp', () => {
  test('GET /user', () => {
    expect(decodeResponse(responseBody('user'), decodeIdentity, ANSWER, NO_SECRETS)).toEqual({
      id: '12345678',
      username: 'Ada Example',
      email: 'ada@example.com',
    });
  });

  test('GET /user of a guest, with a null name', () => {
    expect(decodeResponse(responseBody('user-guest'), decodeIdentity, ANSWER, NO_SECRETS)).toEqual({
      id: '23456789',
      email: 'guest@example.com',
    });
  });

  test('GET /team with null names, empty members and roles', () => {
    expect(decodeResponse(responseBody('teams'), decodeWorkspaces, ANSWER, NO_SECRETS)).toEqual([
      {
        id: '9011234080',
        name: 'Acme',
        color: '#7b68ee',
        memberCount: 4,
        memberRoles: [
          { userId: '12345678', role: 'owner' },
          { userId: '23456789', role: 'guest' },
          { userId: '34567890', role: 'admin' },
          { userId: '45678901', role: 'member' },
        ],
      },
      {
        id: '9011234081',
        name: 'Globex',
        color: '#ff5722',
        avatar: 'https://attachments.example.com/globex.png',
        memberCount: 2,
        memberRoles: [{ userId: '12345678', role: 'member' }],
      },
    ]);
  });

  test('GET /team of a token without access to any Workspace', () => {
    expect(decodeResponse(responseBody('teams-none'), decodeWorkspaces, ANSWER, NO_SECRETS)).toEqual([]);
  });

  test('GET /team without members', () => {
    expect(decodeResponse('{"teams":[{"id":"1","name":""}]}', decodeWorkspaces, ANSWER, NO_SECRETS)).toEqual([
      { id: '1', name: '', memberRoles: [] },
    ]);
  });

  test('GET /team/{id}/plan', () => {
    expect(decodeResponse(responseBody('plan'), decodePlan, ANSWER, NO_SECRETS)).toEqual({ id: '3', name: 'Business' });
  });

  test('GET /team/{id}/seats', () => {
    expect(decodeResponse(responseBody('seats'), decodeSeats, ANSWER, NO_SECRETS)).toEqual({
      members: { filled: 12, total: 15, empty: 3 },
      guests: { filled: 2, total: 5, empty: 3 },
    });
  });

  test('GET /team/{id}/seats with the string "Infinity"', () => {
    expect(decodeResponse(responseBody('seats-unlimited'), decodeSeats, ANSWER, NO_SECRETS).guests).toEqual({
      filled: 2,
      total: Infinity,
      empty: Infinity,
    });
  });

  test('POST /oauth/token', () => {
    expect(decodeResponse(responseBody('access-token'), decodeAccessToken, ANSWER, NO_SECRETS)).toBe(
      '12345678_0123456789abcdef0123456789abcdef',
    );
  });
});

describe('decodeResponse() fails with reply_malformed and the path when the body has', () => {
  const string = 'expected a string';
  const object = 'expected an object';
  const whole = 'expected a whole number';
  const id = 'expected an ID as a string or a whole number below 2^53';
  const seats = (members: unknown, guests: unknown): string => JSON.stringify({ members, guests });
  const filled = { filled_members_seats: 1, total_member_seats: 2, empty_member_seats: 1 };

  test.each([
    ['null instead of an object', 'null', decodeIdentity, 'body', object],
    ['an array instead of an object', '[]', decodeIdentity, 'body', object],
    ['a string instead of an object', '"user"', decodeIdentity, 'body', object],
    ['an error instead of the user', responseBody('error-oauth-025'), decodeIdentity, 'user', object],
    ['a user without an ID', '{"user":{}}', decodeIdentity, 'user.id', id],
    ['a user with an empty ID', '{"user":{"id":""}}', decodeIdentity, 'user.id', id],
    ['a user with a negative ID', '{"user":{"id":-1}}', decodeIdentity, 'user.id', id],
    ['a user with a fractional ID', '{"user":{"id":1.5}}', decodeIdentity, 'user.id', id],
    ['a user with an ID above 2^53', '{"user":{"id":9007199254740993}}', decodeIdentity, 'user.id', id],
    ['teams that are not an array', '{"teams":{}}', decodeWorkspaces, 'teams', 'expected an array'],
    ['a team that is null', '{"teams":[{"id":"1","name":"A"},null]}', decodeWorkspaces, 'teams[1]', object],
    ['a team without an ID', '{"teams":[{"name":"A"}]}', decodeWorkspaces, 'teams[0].id', id],
    ['a team without a name', '{"teams":[{"id":"1","name":null}]}', decodeWorkspaces, 'teams[0].name', string],
    ['a plan without an ID', '{"plan_name":"Free"}', decodePlan, 'plan_id', id],
    ['a plan without a name', '{"plan_id":1}', decodePlan, 'plan_name', string],
    ['seats without members', seats(null, {}), decodeSeats, 'members', object],
    ['seats without guests', seats(filled, null), decodeSeats, 'guests', object],
    [
      '"Infinity" as a number of members',
      seats({ filled_members_seats: 'Infinity' }, {}),
      decodeSeats,
      'members.filled_members_seats',
      whole,
    ],
    [
      'seats as another string',
      seats(filled, { filled_guest_seats: 1, total_guest_seats: '5' }),
      decodeSeats,
      'guests.total_guest_seats',
      whole,
    ],
    ['an exchange without a token', '{}', decodeAccessToken, 'access_token', string],
    ['an HTML page', '<!DOCTYPE html><html></html>', decodeIdentity, 'body', 'expected JSON, received an HTML page'],
    [
      'an HTML page without a doctype',
      '\n <HTML lang="en">',
      decodeIdentity,
      'body',
      'expected JSON, received an HTML page',
    ],
    ['truncated JSON', responseBody('teams').slice(0, 300), decodeWorkspaces, 'body', 'invalid or truncated JSON'],
    ['no content', '', decodePlan, 'body', 'invalid or truncated JSON'],
    ['plain text', 'Bad gateway', decodePlan, 'body', 'invalid or truncated JSON'],
  ])('%s', (_, body, decode, path, problem) => {
    expect(decodeFailure(body, decode)).toEqual({ path, problem });
  });
});

describe('decodeResponse() fails with reply_malformed when the response contains the token', () => {
  test.each([
    ['a personal token', PERSONAL],
    ['an OAuth token without Bearer', OAUTH],
  ])('%s, and the error does not contain it', (_, text) => {
    const body = JSON.stringify({ teams: [{ id: '1', name: `the ${text}` }] });
    const error = catchAuthError(() => decodeResponse(body, decodeWorkspaces, ANSWER, guardOf(parseToken(text))));
    expect(error.failure).toMatchObject({
      reason: 'reply_malformed',
      path: 'body',
      problem: 'the response contains the token',
    });
    expect(fragmentsOf(text).filter((part) => printAll(error).includes(part))).toEqual([]);
  });

  test.each([
    ['a part of the token', PERSONAL.slice(14, 22)],
    [
      'the token in escaped characters',
      Array.from(PERSONAL)
        .map((one) => `\\u00${one.charCodeAt(0).toString(16)}`)
        .join(''),
    ],
  ])('fails with reply_malformed when a name contains %s', (_, written) => {
    const body = `{"teams":[{"id":"1","name":"the ${written}"}]}`;
    const error = catchAuthError(() => decodeResponse(body, decodeWorkspaces, ANSWER, guardOf(parseToken(PERSONAL))));
    expect(error.failure).toMatchObject({ reason: 'reply_malformed', problem: 'the response contains the token' });
  });

  test('decodes a response with the token in a field that is not decoded', () => {
    const body = JSON.stringify({ plan_id: 3, plan_name: 'Business', echo: PERSONAL });
    expect(decodeResponse(body, decodePlan, ANSWER, guardOf(parseToken(PERSONAL)))).toEqual({
      id: '3',
      name: 'Business',
    });
  });

  test('decodes a response with the user ID only', () => {
    expect(decodeResponse(responseBody('user'), decodeIdentity, ANSWER, guardOf(parseToken(PERSONAL))).id).toBe(
      '12345678',
    );
  });
});

test('decodeResponse() rethrows an internal error of a decoder', () => {
  const bug = new TypeError('bug');
  const decode = (): never => {
    throw bug;
  };
  expect(() => decodeResponse('{}', decode, ANSWER, NO_SECRETS)).toThrow(bug);
});

test('readOptionalString() returns undefined for null, an empty string and other types', () => {
  expect([null, undefined, '', 7, {}, 'text'].map(readOptionalString)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'text',
  ]);
});

describe('for every body', () => {
  const DECODERS = {
    identity: { decode: decodeIdentity, responses: ['user', 'user-guest'], check: expectIdentity },
    workspaces: { decode: decodeWorkspaces, responses: ['teams', 'teams-none'], check: expectWorkspaces },
    plan: { decode: decodePlan, responses: ['plan'], check: expectPlan },
    seats: { decode: decodeSeats, responses: ['seats', 'seats-unlimited'], check: expectSeats },
    'access token': { decode: decodeAccessToken, responses: ['access-token'], check: expectString },
  } as const;

  const values = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(null, '', 'Infinity', 0, -1, 1.5, 2 ** 53, 1e308, [], {}, '__proto__', { user: {} }),
  );

  /** A response of ClickUp in which the value at a path is replaced or removed. */
  const corrupted = (responses: readonly string[]): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom(...responses), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.option(values))
      .map(([name, path, value]) => JSON.stringify(corrupt(JSON.parse(responseBody(name)), path, value)));

  describe.each(Object.entries(DECODERS))('the decoder of the %s', (_, { decode, responses, check }) => {
    const bodies = fc.oneof(
      fc.json(),
      values.map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `<!DOCTYPE html>${text}`),
      fc.tuple(fc.constantFrom(...responses), fc.nat()).map(([name, end]) => responseBody(name).slice(0, end % 400)),
      corrupted(responses),
      corrupted(responses),
    );

    test('returns its type or fails with reply_malformed', () => {
      fc.assert(
        fc.property(bodies, (body) => {
          const outcome = outcomeOf(() => decodeResponse<unknown>(body, decode, ANSWER, guardOf(parseToken(PERSONAL))));
          expect('value' in outcome || outcome.error.reason === 'reply_malformed').toBe(true);
          if ('value' in outcome) check(outcome.value);
          else expectPathAndProblem(decodeFailure(body, decode));
        }),
        { numRuns: 500 },
      );
    });

    test('ignores additional fields', () => {
      fc.assert(
        fc.property(fc.constantFrom(...responses), fc.dictionary(fc.string(), fc.jsonValue()), (name, more) => {
          const body: unknown = JSON.parse(responseBody(name));
          const added = JSON.stringify({ ...more, ...readObject(body, 'body') });
          expect(decodeResponse<unknown>(added, decode, ANSWER, NO_SECRETS)).toEqual(
            decodeResponse<unknown>(responseBody(name), decode, ANSWER, NO_SECRETS),
          );
        }),
      );
    });
  });

  test('readId() and readCount() accept exact numbers only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.maxSafeNat()), (number) => {
        const whole = Number.isSafeInteger(number);
        const body = JSON.stringify(number);
        const value = JSON.stringify(whole ? Number(body) : null);
        const read = (reader: (one: unknown, path: string) => unknown): string =>
          JSON.stringify(outcomeOf(() => decodeResponse(body, (one) => reader(one, 'n'), ANSWER, NO_SECRETS)));
        const rejected = '"reason":"reply_malformed","input":"apiUrl","path":"n"';
        expect(read(readCount)).toContain(whole ? `{"value":${value}}` : rejected);
        expect(read(readUnboundedCount)).toBe(read(readCount));
        expect(read(readId)).toContain(whole && number >= 0 ? `{"value":"${value}"}` : rejected);
      }),
    );
  });
});

/** Replaces the value at a path, or the last one that exists on it, with `value`. Null removes it. */
function corrupt(node: unknown, [step = 0, ...rest]: readonly number[], value: unknown): unknown {
  if (typeof node !== 'object' || node === null || Object.keys(node).length === 0) return value;
  const entries = Object.entries(node);
  const at = step % entries.length;
  const changed = entries.flatMap(([key, child], index): [string, unknown][] => {
    if (index !== at) return [[key, child]];
    if (rest.length > 0) return [[key, corrupt(child, rest, value)]];
    return value === null ? [] : [[key, value]];
  });
  return Array.isArray(node) ? changed.map(([, child]) => child) : Object.fromEntries(changed);
}

function expectPathAndProblem({ path, problem }: { readonly path: string; readonly problem: string }): void {
  expect(path).toMatch(/^[a-z_]+(\[\d+\])?(\.[a-z_]+)?$/);
  expect(problem).toMatch(/^(expected an? |expected JSON, received an HTML page$|invalid or truncated JSON$)/);
}

function expectString(value: unknown): void {
  expect(typeof value).toBe('string');
}

function expectText(value: unknown): void {
  expect(value).toEqual(expect.stringMatching(/^[^]+$/));
}

function expectIdentity(value: unknown): void {
  const { id, username = '-', email = '-', ...rest } = readObject(value, 'identity');
  [id, username, email].forEach(expectText);
  expect(rest).toEqual({});
}

function expectWorkspaces(value: unknown): void {
  if (!Array.isArray(value)) throw new Error('expected an array');
  for (const one of value) {
    const {
      id,
      name,
      color = '-',
      avatar = '-',
      memberCount = Infinity,
      memberRoles,
      ...rest
    } = readObject(one, 'one');
    [id, color, avatar].forEach(expectText);
    expectString(name);
    const members = readArray(memberRoles, 'memberRoles').map((member) => readObject(member, 'member'));
    for (const { role } of members) expect(role).toEqual(expect.stringMatching(/^(\w{1,7}|an unexpected value)$/));
    expect(memberCount).toBeGreaterThanOrEqual(new Set(members.map(({ userId }) => userId)).size);
    expect(rest).toEqual({});
  }
}

function expectPlan(value: unknown): void {
  const { id, name, ...rest } = readObject(value, 'plan');
  expectText(id);
  expectString(name);
  expect(rest).toEqual({});
}

function expectSeats(value: unknown): void {
  const whole = (count: unknown): boolean => Number.isSafeInteger(count);
  const unbounded = (count: unknown): boolean => whole(count) || count === Infinity;
  const { members, guests, ...rest } = readObject(value, 'seats');
  expect(rest).toEqual({});
  for (const [seats, isTotal] of [
    [members, whole],
    [guests, unbounded],
  ] as const) {
    const { filled, total, empty, ...more } = readObject(seats, 'seats') satisfies Partial<
      Record<keyof SeatCount, unknown>
    >;
    expect([whole(filled), isTotal(total), isTotal(empty), more]).toEqual([true, true, true, {}]);
  }
}
