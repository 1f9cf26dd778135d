import * as fc from 'fast-check';
import { matchNames, parseNamePattern } from '../../../provider/clickup/name-pattern.js';

function matching(text: string, names: readonly string[]): unknown {
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
])('the pattern %s matches those names', (text, expected) => {
  expect(matching(text, ['Acme', 'Globex', 'ACMES'])).toEqual(expected);
});

test.each(['(', '[a', 'a**', '\\A', '(?<n>a', '(?i)(', '\\z'])('the pattern %s is refused with the reason', (text) => {
  const pattern = parseNamePattern(text);
  expect(pattern).toEqual({ problem: expect.stringMatching(/^is not a valid JavaScript regular expression: \w.*/) });
  // The engine's own words quote the pattern, in which something else may have been pasted.
  expect(JSON.stringify(pattern)).not.toContain(`/${text}/`);
});

test('the pattern (a+)+$, which can run too long, is refused within the default time limit', () => {
  expect(parseNamePattern('(a+)+$')).toEqual({ problem: expect.stringContaining('can run too long') });
});

// With a shorter limit, which each of them takes in full.
test.each(['(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(?i)(B|b)*c', '(\\w+\\s?)*$'])(
  'the pattern %s, which can run too long, is refused in time',
  (text) => {
    expect(parseNamePattern(text, 100)).toEqual({ problem: expect.stringContaining('can run too long') });
  },
);

test('a pattern that shows itself on a name only is stopped there', () => {
  const pattern = /^(?:a1|a1a1)+$/u;
  expect(matchNames(pattern, [`${'a1'.repeat(60)}!`], 100)).toEqual({
    problem: expect.stringContaining('can run too long'),
  });
});

test('a pattern that no engine can hold is refused', () => {
  expect(parseNamePattern('('.repeat(20_000) + ')'.repeat(20_000))).toEqual({ problem: 'is too large' });
});

test('any text is a pattern or a problem', () => {
  // Without what repeats, since each pattern that can run too long takes a second.
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !/[*+{]/.test(one));
  fc.assert(
    fc.property(text, (one) => {
      const pattern = parseNamePattern(one);
      expect(pattern instanceof RegExp || typeof pattern.problem === 'string').toBe(true);
    }),
  );
});
