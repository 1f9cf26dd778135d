import { format, inspect } from 'node:util';
import * as fc from 'fast-check';
import { Secret } from '../../src/secret.js';
import { secretOf, parseToken } from '../../src/token.js';
import { PERSONAL } from './failure-of.js';

const HIDDEN = PERSONAL.slice('pk_12345678_'.length);

describe('a Secret', () => {
  const secret = new Secret(PERSONAL);

  test('prints as [secret] with String, JSON, inspect and format', () => {
    const ways = [
      String(secret),
      JSON.stringify(secret),
      inspect(secret),
      inspect({ secret }, { showHidden: true, customInspect: false, depth: null }),
      format('%s %o %j', secret, secret, secret),
    ];
    for (const printed of ways) expect(printed).not.toContain(HIDDEN.slice(0, 8));
    expect(ways.slice(0, 3)).toEqual(['[secret]', '"[secret]"', '[secret]']);
  });

  test('returns its text from reveal()', () => {
    expect(secret.reveal()).toBe(PERSONAL);
  });
});

describe('isIn()', () => {
  const secret = secretOf(parseToken(PERSONAL));

  test.each([
    ['the whole token', `Unknown token ${PERSONAL}.`, true],
    ['the secret part', HIDDEN, true],
    ['the secret part in lower case', HIDDEN.toLowerCase(), true],
    ['its first eight characters', `x${HIDDEN.slice(0, 8)}x`, true],
    ['eight characters of its middle', `x${HIDDEN.slice(9, 17)}x`, true],
    ['its last eight characters', `x${HIDDEN.slice(-8)}x`, true],
    ['seven characters', `-${HIDDEN.slice(0, 7)}-`, false],
    ['two runs of seven characters', `${HIDDEN.slice(0, 7)}-${HIDDEN.slice(8, 15)}`, false],
    ["the user's ID, which a message may name", 'User pk_12345678_ not found', false],
    ['an empty text', '', false],
  ])('finds in a text %s: %j → %j', (_, text, found) => {
    expect(secret.isIn(text)).toBe(found);
    // A second search must return the same, because a search keeps no state.
    expect(secret.isIn(text)).toBe(found);
  });

  test('finds a run that starts inside an overlapping piece', () => {
    const repetitive = new Secret('abcabcabcdefghij');
    expect(repetitive.isIn('abcabcabcabcdefg')).toBe(true);
    expect(repetitive.isIn('xxabcabcxx')).toBe(false);
  });

  test('finds a secret that contains characters with a meaning in a pattern', () => {
    expect(new Secret('a.b*c+d?e(f)[g]{h}|\\^$').isIn('x.b*c+d?e(f)x')).toBe(true);
    expect(new Secret('a.b*c+d?e(f)[g]{h}|\\^$').isIn('axbbbccddxe(f)')).toBe(false);
  });

  test('finds a secret at every position of a long text', () => {
    for (const before of [0, 65_530, 65_536, 131_070]) {
      expect(secret.isIn(`${'.'.repeat(before)}${HIDDEN}${'.'.repeat(70_000)}`)).toBe(true);
    }
    expect(secret.isIn('.'.repeat(200_000))).toBe(false);
  });

  test('finds a short secret only as a whole', () => {
    const short = secretOf(parseToken('pk_12345678_ABC'));
    expect(short.isIn('ABC')).toBe(false);
    expect(short.isIn('Unknown token pk_12345678_abc')).toBe(true);
    expect(new Secret('CODE7').isIn('no code7 here')).toBe(true);
    expect(new Secret('CODE7').isIn('no code here')).toBe(false);
    expect(new Secret('').isIn('anything')).toBe(false);
  });

  test('finds each run of eight characters, and no run of seven, in any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{12,60}$/), fc.nat(), fc.string(), (text, at, around) => {
        const start = at % (text.length - 7);
        const run = text.slice(start, start + 8);
        expect(new Secret(text).isIn(`${around}${run}${around}`)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0x21, max: 0x40 }), { minLength: 12, maxLength: 24 }), (codes) => {
        const text = String.fromCharCode(...codes);
        expect(new Secret(text).isIn(`~${text.slice(2, 9)}~`)).toBe(false);
      }),
    );
  });
});
