import * as fc from 'fast-check';
import { matchNames, parseNamePattern } from '../../../provider/clickup/name-pattern.js';

function matchAll(text: string, names: readonly string[]): unknown {
  const pattern = parseNamePattern(text);
  return pattern instanceof RegExp ? matchNames(pattern, names) : pattern;
}

test.each([
  ['^Acme', [true, false, false]],
  ['(?i)^acme', [true, false, true]],
  ['e$', [true, false, false]],
  ['', [true, true, true]],
  ['^.{3,5}$', [true, false, true]],
  ['^\\p{Lu}', [true, true, true]],
])('%s matches the expected names', (text, expected) => {
  expect(matchAll(text, ['Acme', 'Globex', 'ACMES'])).toEqual(expected);
});

test.each(['(', '[a', 'a**', '\\A', '(?<n>a', '(?i)(', '\\z'])(
  'parseNamePattern() rejects %s with the syntax error',
  (text) => {
    const pattern = parseNamePattern(text);
    expect(pattern).toEqual({ problem: expect.stringMatching(/^is not a valid JavaScript regular expression: \w.*/) });
    // V8's message quotes the pattern, which can contain a secret by mistake.
    expect(JSON.stringify(pattern)).not.toContain(`/${text}/`);
  },
);

test('parseNamePattern() rejects (a+)+$, which can run too long, within the default time limit', () => {
  expect(parseNamePattern('(a+)+$')).toEqual({ problem: expect.stringContaining('can run too long') });
});

// With a shorter time limit, because each pattern runs until the limit.
test.each(['(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(?i)(B|b)*c', '(\\w+\\s?)*$'])(
  'parseNamePattern() rejects %s, which can run too long, within its time limit',
  (text) => {
    expect(parseNamePattern(text, 100)).toEqual({ problem: expect.stringContaining('can run too long') });
  },
);

test('matchNames() stops a pattern that is slow only for some names', () => {
  const pattern = /^(?:a1|a1a1)+$/u;
  expect(matchNames(pattern, [`${'a1'.repeat(60)}!`], 100)).toEqual({
    problem: expect.stringContaining('can run too long'),
  });
});

test('parseNamePattern() rejects a pattern that is too large for the engine', () => {
  expect(parseNamePattern('('.repeat(20_000) + ')'.repeat(20_000))).toEqual({ problem: 'is too large' });
});

test('parseNamePattern() returns a pattern or a problem for any text', () => {
  // Without repetitions, because each pattern that can run too long takes a second.
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !/[*+{]/.test(one));
  fc.assert(
    fc.property(text, (one) => {
      const pattern = parseNamePattern(one);
      expect(pattern instanceof RegExp || typeof pattern.problem === 'string').toBe(true);
    }),
  );
});
