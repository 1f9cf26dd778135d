import { deepStrictEqual } from 'node:assert';
import { format, inspect } from 'node:util';
import * as fc from 'fast-check';
import { AuthError } from '../../src/auth-error.js';
import type * as Module from '../../src/token.js';
import { asToken, containsToken, parseToken, rejectToken, secretOf, type Token } from '../../src/token.js';
import { recognizeOther, remedyOf } from '../../src/token-format.js';
import { OAUTH, PERSONAL } from './failure-of.js';
import { outcomeOf, fragmentsOf, catchAuthError, printAll } from './auth-errors.js';

test.each(['42', '{}', '["pk_1"]', 'true'])(
  'parseToken() fails with token_malformed for %s, which JavaScript can pass',
  (json) => {
    const given: string = JSON.parse(json);
    expect(catchAuthError(() => parseToken(given)).failure).toMatchObject({
      reason: 'token_malformed',
      input: 'token',
    });
  },
);

describe('parseToken() with a pasted text', () => {
  test.each([
    ['the token alone', PERSONAL],
    ['spaces and a newline', `  ${PERSONAL} \n`],
    ['Windows line ends and tabs', `\r\n\t${PERSONAL}\r\n`],
    ['a byte order mark and a no-break space', `\uFEFF${PERSONAL}\u00A0`],
    ['double quotes', `"${PERSONAL}"`],
    ['single quotes', `'${PERSONAL}'`],
    ['backticks', `\`${PERSONAL}\``],
    ['one remaining quote', `${PERSONAL}"`],
    ['Bearer', `Bearer ${PERSONAL}`],
    ['bearer in lower case, with more spaces', `bearer \t ${PERSONAL}`],
    ['Bearer, and quotes inside and outside', `"Bearer '${PERSONAL}'"`],
    ['Bearer twice', `Bearer Bearer ${PERSONAL}`],
    ['a whole header', `Authorization: Bearer ${PERSONAL}`],
    ['a whole header in lower case', `authorization:${PERSONAL}`],
  ])('removes the text around the token: %s', (_, text) => {
    expect(parseToken(text).authorization).toBe(PERSONAL);
  });

  test.each([
    ['undefined', undefined],
    ['null', null],
    ['empty', ''],
    ['blank', ' \t\r\n'],
    ['a pair of quotes', '""'],
    ['Bearer without a token', 'Bearer '],
    ['a header without a value', '"Authorization: Bearer"'],
  ])('fails with token_missing when the text is %s', (_, text) => {
    expect(catchAuthError(() => parseToken(text)).failure).toEqual({ reason: 'token_missing', input: 'token' });
  });

  test.each([
    ['an unexpanded GitHub expression', '${{ secrets.CLICKUP_API_TOKEN }}', /unexpanded GitHub Actions expression/],
    ['4097 characters', 'x'.repeat(4097), /longer than 4096 characters/],
    ['two tokens on two lines', `${PERSONAL}\n${PERSONAL}`, /a line break/],
    ['an old Mac line end', `${PERSONAL}\r${PERSONAL}`, /a line break/],
    ['a header after it', `${PERSONAL}\r\nX-Admin: yes`, /a line break/],
    ['whitespace', `${PERSONAL} ${PERSONAL}`, /contains whitespace/],
    ['a Unicode line separator', `${PERSONAL}\u2028x`, /contains whitespace/],
    ['a letter beyond ASCII', `${PERSONAL}é`, /not printable ASCII/],
    ['an invisible character', `${PERSONAL}\u200B`, /not printable ASCII/],
    ['NUL', `${PERSONAL}\0`, /not printable ASCII/],
    ['DEL', `${PERSONAL}\x7F`, /not printable ASCII/],
  ])('fails with token_malformed, without quoting the text, when it contains %s', (_, text, problem) => {
    const error = catchAuthError(() => parseToken(text));
    expect(error.failure).toEqual({
      reason: 'token_malformed',
      input: 'token',
      problem: expect.stringMatching(problem),
    });
    expect(fragmentsOf(text).filter((part) => printAll(error).includes(part))).toEqual([]);
  });

  test('fails with token_malformed when the value is not a string', () => {
    for (const value of [7, {}, Object.assign(() => '', { kind: 'oauth' })]) {
      const { failure } = catchAuthError(() => Reflect.apply(parseToken, undefined, [value]));
      expect(failure).toEqual({ reason: 'token_malformed', input: 'token', problem: 'it is not a string' });
    }
  });

  test('rejects a text that is far too long without normalizing it', () => {
    for (const text of [`a${'"'.repeat(1e6)}a`, 'Bearer '.repeat(1e6) + PERSONAL]) {
      expect(catchAuthError(() => parseToken(text)).reason).toBe('token_malformed');
    }
  });

  test('accepts a token of 4096 characters', () => {
    expect(parseToken('x'.repeat(4096)).authorization).toHaveLength('Bearer '.length + 4096);
  });
});

describe('a Token', () => {
  test('a personal token is sent raw', () => {
    const { kind, authorization, warnings } = parseToken(PERSONAL);
    expect({ kind, authorization, warnings }).toEqual({ kind: 'personal', authorization: PERSONAL, warnings: [] });
  });

  test('an OAuth access token is sent with Bearer', () => {
    const { kind, authorization, warnings } = parseToken(OAUTH);
    expect({ kind, authorization, warnings }).toEqual({
      kind: 'oauth',
      authorization: `Bearer ${OAUTH}`,
      warnings: [],
    });
  });

  test.each([
    ['pk_ and something else', 'pk_odd-shape-of-a-token', 'personal'],
    ['a personal token with small letters', PERSONAL.toLowerCase(), 'personal'],
    ['an OAuth token without digits in front', 'odd-shape-of-a-token', 'oauth'],
  ])('with an unusual format has one warning without any part of it: %s', (_, text, kind) => {
    const token = parseToken(text);
    expect(token.kind).toBe(kind);
    expect(token.warnings).toEqual([`The token does not have the usual format of a ClickUp ${kind} token.`]);
    expect(fragmentsOf(text).filter((part) => token.warnings.join().includes(part))).toEqual([]);
  });

  test('asToken() returns a Token as it is, and parses a text', () => {
    const token = parseToken(OAUTH);
    expect(asToken(token)).toBe(token);
    expect(asToken(` "${OAUTH}"`).authorization).toBe(`Bearer ${OAUTH}`);
    expect(catchAuthError(() => asToken(undefined)).reason).toBe('token_missing');
  });
});

describe.each([
  ['personal', PERSONAL],
  ['oauth', OAUTH],
])('a %s Token prints itself redacted', (kind, text) => {
  const ways: readonly (readonly [string, (token: Token) => string])[] = [
    ['toString', (token) => token.toString()],
    // oxlint-disable-next-line typescript/restrict-template-expressions -- users write this, and it must be safe
    ['a template literal', (token) => `${token}`],
    ['joining', (token) => [token].join()],
    ['toJSON', (token) => JSON.stringify(token)],
    ['toJSON, nested', (token) => JSON.stringify({ session: { tokens: [token] } })],
    ['inspect', (token) => inspect(token)],
    ['inspect of hidden properties', (token) => inspect(token, { showHidden: true, getters: true })],
    ['inspect, nested in an object', (token) => inspect({ a: [{ token }] }, { depth: null, showHidden: true })],
    ['inspect, nested in a Map and a Set', (token) => inspect(new Map([[token, new Set([token])]]))],
    ["inspect of an error's cause", (token) => inspect(new Error('odd', { cause: { token } }))],
    ['inspect of an aggregate', (token) => inspect(new AggregateError([token, new Error('odd', { cause: token })]))],
    ['format %s', (token) => format('%s', token)],
    ['format %o', (token) => format('%o', { token })],
    ['format %O', (token) => format('%O', { token })],
    ['format %j', (token) => format('%j', { token })],
    ['format without a placeholder', (token) => format('token', token)],
  ];

  test.each(ways)('by %s', (_, print) => {
    const printed = print(parseToken(text));
    expect(printed).toContain(`[ClickUp ${kind} token]`);
    expect(fragmentsOf(text).filter((part) => printed.includes(part))).toEqual([]);
  });

  test('and not even without its inspect method', () => {
    const token = parseToken(text);
    const printed = [
      inspect(token, { customInspect: false, showHidden: true, depth: Infinity }),
      inspect(Object.assign({}, token)),
      inspect(structuredClone(token)),
      inspect(Reflect.ownKeys(token).map((key) => Reflect.get(token, key))),
      failedAssertion(token),
    ].join('\n');
    expect(fragmentsOf(text).filter((part) => printed.includes(part))).toEqual([]);
  });
});

/** Output of a failed assertion, which reads getters and ignores the inspect method. */
function failedAssertion(token: Token): string {
  try {
    deepStrictEqual({ token }, { token: 'another' });
  } catch (error) {
    return inspect(error);
  }
  throw new Error('Expected the assertion to fail');
}

describe('for every text', () => {
  const pieces = ['Bearer ', 'bearer\t', 'Authorization:', '"', "'", '`', ' ', '\n', '\r\n', '\uFEFF', '\u00A0'];
  const odd = ['pk_', '12345678_', PERSONAL, OAUTH, '${{', '$', '\0', '\x7F', 'é', '\u200B', '😀', '\uD800'];
  const mixed = fc.array(fc.oneof(fc.constantFrom(...pieces, ...odd), fc.string()), { maxLength: 12 });
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string({ minLength: 4000, maxLength: 4200 }),
    mixed.map((parts) => parts.join('')),
  );

  const PROBLEMS = [
    'it contains an unexpanded GitHub Actions expression (a dollar sign and braces)',
    'it is longer than 4096 characters',
    'it contains a line break',
    'it contains whitespace',
    'it contains a character that is not printable ASCII',
  ];

  /** Expects one of a fixed set of failures without other data, which therefore cannot contain the text. */
  const expectFixedFailure = ({ failure, cause, known }: AuthError): void => {
    const allowed = [
      { reason: 'token_missing', input: 'token' },
      ...PROBLEMS.map((problem) => ({ reason: 'token_malformed', input: 'token', problem })),
    ];
    // The text of every rule is fixed, and has a remedy.
    const isRule = 'problem' in failure && remedyOf(failure.problem) !== undefined;
    expect(allowed).toContainEqual(isRule ? { ...failure, problem: PROBLEMS[0] } : failure);
    expect({ cause, known }).toEqual({ cause: undefined, known: {} });
  };

  /** Ignores what every error contains: message texts, names and the paths of the stack. */
  const expectNotPrinted = (text: string, error: AuthError): void => {
    const all = printAll(error);
    const other = catchAuthError(() => parseToken(error.reason === 'token_missing' ? '' : '\0'));
    const common = printAll(other) + new AuthError(error.failure).message;
    expect(fragmentsOf(text).filter((part) => all.includes(part) && !common.includes(part))).toEqual([]);
  };

  test('parseToken() returns a printable ASCII header, or fails without any part of the text in the error', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const outcome = outcomeOf(() => parseToken(text));
        expect('value' in outcome ? outcome.value.authorization : 'none').toMatch(/^(Bearer )?[\x21-\x7E]+$/);
        if ('value' in outcome) return;
        expectFixedFailure(outcome.error);
        expectNotPrinted(text, outcome.error);
      }),
      { numRuns: 500 },
    );
  });

  test('parseToken() returns the same token for its own result', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const outcome = outcomeOf(() => parseToken(text));
        fc.pre('value' in outcome);
        const { authorization } = outcome.value;
        expect(parseToken(authorization).authorization).toBe(authorization);
      }),
      { numRuns: 500 },
    );
  });

  const tokens = fc.oneof(
    fc.stringMatching(/^pk_\d{7,9}_[A-Z0-9]{32}$/),
    fc.stringMatching(/^\d{7,9}_[A-Za-z0-9]{32}$/),
    fc
      .stringMatching(/^[a-z0-9][!-~]{0,60}[a-z0-9]$/)
      .filter((text) => !/^(bearer|authorization:)/i.test(text) && recognizeOther(text) === undefined),
  );
  const wraps = [' #', '#\n', '\r\n#\t', '"#"', "'#'", '`#`', '"#', "#'", 'Bearer #', 'bearer\t#', 'Authorization: #'];
  const nestings = fc.array(fc.constantFrom(...wraps), { maxLength: 8 });

  test('parseToken() returns the same token in any nesting of quotes, space, Bearer and Authorization', () => {
    fc.assert(
      fc.property(tokens, nestings, (text, nesting) => {
        const wrapped = nesting.reduce((inner, wrap) => wrap.split('#').join(inner), text);
        const expected = text.startsWith('pk_') ? text : `Bearer ${text}`;
        expect(parseToken(wrapped).authorization).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a Token of another copy of the package', () => {
  /** The module as another copy of the package in this process loads it. */
  let copy: typeof Module | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof Module>('../../src/token.js');
  });
  const theirs = (text: string): Token => {
    if (copy === undefined) throw new Error('Expected a module');
    return copy.parseToken(text);
  };

  test.each([PERSONAL, OAUTH])('is accepted, with its kind and text', (text) => {
    const token = asToken(theirs(text));
    expect(token).not.toBe(theirs(text));
    expect(token.authorization).toBe(parseToken(text).authorization);
    expect(token.kind).toBe(parseToken(text).kind);
    expect(secretOf(theirs(text)).reveal()).toBe(text);
  });

  test('is recognized by its brand, not by its fields', () => {
    const { failure } = catchAuthError(() =>
      Reflect.apply(asToken, undefined, [{ authorization: PERSONAL, kind: 'personal' }]),
    );
    expect(failure).toMatchObject({ reason: 'token_malformed', problem: 'it is not a string' });
  });
});

describe('rejectToken()', () => {
  const token = parseToken(PERSONAL);
  const given = { input: 'workspaces[0]', allowed: 'an ID' };
  const OTHER = 'pk_87654321_B8C4J6R0W2Z5E7H1K3M9Q2T8V4X6Y0A5';

  test.each([
    [PERSONAL, 'the'],
    [`x${PERSONAL.slice(14, 24)}`, 'the'],
    [OAUTH, 'another'],
    [`Acme ${OTHER}`, 'another'],
    [OTHER.toLowerCase(), 'another'],
    [`Acme ghp_${'x'.repeat(36)}`, 'another'],
  ])('fails for a text that contains %s token, without quoting it', (text, whose) => {
    const error = catchAuthError(() => rejectToken(text, given, token));
    expect(error.failure).toEqual({
      reason: 'input_invalid',
      input: 'workspaces[0]',
      allowed: `an ID. This entry contains ${whose} token`,
    });
  });

  test('accepts an ID and a name', () => {
    for (const text of ['9011234080', 'Acme']) expect(() => rejectToken(text, given, token)).not.toThrow();
  });
});

test.each([
  [`--workspace=${PERSONAL}`, true],
  [`a ${OAUTH} b`, true],
  [`https://${PERSONAL.toLowerCase()}.test/`, true],
  [`x github_pat_${'a1'.repeat(20)}`, true],
  ['--workspace=Acme', false],
  ['9011234080', false],
])('containsToken(%j) is %j', (text, expected) => {
  expect(containsToken(text)).toBe(expected);
});
