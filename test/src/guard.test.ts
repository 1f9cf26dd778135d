import * as fc from 'fast-check';
import { Guard } from '../../src/guard.js';
import { Secret } from '../../src/secret.js';
import { CLIENT_SECRET, CODE, PERSONAL } from './failure-of.js';

const guard = new Guard([new Secret(PERSONAL), new Secret(CODE)]);
const escapeAll = (text: string): string =>
  Array.from(text)
    .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const percentAll = (text: string): string =>
  Array.from(text)
    .map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .join('');

describe('S9: reveals() is true for a secret', () => {
  test.each([
    ['verbatim', `token ${PERSONAL}`],
    ['in another case', `host ${PERSONAL.toLowerCase()}.example.com`],
    ['JSON-escaped', `"${escapeAll(PERSONAL)}"`],
    ['JSON-escaped twice', escapeAll(PERSONAL).replaceAll('\\', '\\\\')],
    ['percent-encoded', `https://example.com/?t=${percentAll(PERSONAL)}`],
    ['percent-encoded in upper case', percentAll(PERSONAL).toUpperCase()],
    ['percent-encoded twice', percentAll(PERSONAL).replaceAll('%', '%25')],
    ['split by zero-width characters', Array.from(PERSONAL).join('\u200b')],
    ['split by control characters', Array.from(PERSONAL).join('\u0007')],
    ['split by line breaks', PERSONAL.replace(/.{5}/g, '$&\r\n')],
    ['split by escaped control characters', Array.from(PERSONAL).join('\\u0000').replaceAll('\\u0000', '\\u200b')],
    ['as HTML character references', Array.from(PERSONAL, (one) => `&#${one.charCodeAt(0)};`).join('')],
    ['as hexadecimal references', Array.from(PERSONAL, (one) => `&#x${one.charCodeAt(0).toString(16)};`).join('')],
    ['in full-width characters', PERSONAL.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
    ['in swapped case', PERSONAL.replace(/[A-Za-z]/g, (one) => (one < 'a' ? one.toLowerCase() : one.toUpperCase()))],
    ['a second secret', `code ${CODE}`],
  ])('%s', (_, text) => {
    expect(guard.reveals(text)).toBe(true);
  });

  test('with quotes, backslashes and percent signs, escaped or not', () => {
    const odd = 'p"q\\r%s"t\\u%41v"w';
    const oddGuard = new Guard([new Secret(odd)]);
    for (const text of [odd, JSON.stringify(odd), encodeURIComponent(odd)]) expect(oddGuard.reveals(text)).toBe(true);
  });
});

describe('reveals() is false for', () => {
  test.each([
    ['an ordinary text', 'Team not authorized'],
    ['an encoded text', 'Team%20not%20authorized \\u0041 😀'],
    ['another secret', CLIENT_SECRET],
    ['a text with more levels of encoding than are decoded', 'x'.padEnd(20, '%25')],
    ['an empty text', ''],
  ])('%s', (_, text) => {
    expect(guard.reveals(text)).toBe(false);
  });

  test('any text if the guard has no secrets', () => {
    expect(new Guard([]).reveals(PERSONAL)).toBe(false);
  });
});

describe('revealsAnyOf() searches', () => {
  test.each([
    ['texts in objects and arrays', { teams: [{ name: 'Acme' }, { name: `the ${PERSONAL}` }] }, true],
    ['numbers', { id: 123456789012 }, true],
    ['numbers without a secret', { id: 42 }, false],
    ['null, booleans and undefined', [null, true, undefined], false],
    ['texts without a secret', { teams: [{ name: 'Acme' }] }, false],
  ])('%s', (_, value, found) => {
    expect(new Guard([new Secret(PERSONAL), new Secret('123456789012')]).revealsAnyOf(value)).toBe(found);
  });
});

describe('mayBeIn() is true for', () => {
  test.each([
    ['a body that contains the secret', `{"name":"${PERSONAL}"}`, true],
    ['a body with an escape', '{"name":"\\u0041"}', true],
    ['a body with a percent sign', '{"name":"100 %"}', true],
    ['a body with a character outside ASCII', '{"name":"Ä"}', true],
    ['not for a body of plain ASCII', '{\r\n\t"name": "Acme",\n "id": 42}', false],
  ])('%s', (_, body, expected) => {
    expect(guard.mayBeIn(body)).toBe(expected);
  });

  test('a body with an exponent, if a secret has eight digits', () => {
    for (const text of ['123456789012', 'AB12345678CD']) {
      expect(new Guard([new Secret(text)]).mayBeIn('{"id":1.23456789012e11}')).toBe(true);
    }
    expect(new Guard([new Secret(CODE)]).mayBeIn('{"id":1.23456789012e11}')).toBe(false);
  });

  test('every JSON body in which revealsAnyOf() finds a secret', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom(
        PERSONAL,
        escapeAll(CODE),
        percentAll(PERSONAL),
        Array.from(PERSONAL, (one) => `&#${one.charCodeAt(0)};`).join(''),
        Array.from(CODE).join('\u200b'),
        PERSONAL.slice(13, 22),
      ),
    );
    const values = fc.array(fc.record({ name: texts, id: fc.maxSafeNat() }));
    fc.assert(
      fc.property(values, (value) => {
        const body = JSON.stringify(value);
        fc.pre(guard.revealsAnyOf(JSON.parse(body)));
        expect(guard.mayBeIn(body)).toBe(true);
      }),
    );
  });
});

test('S9: the time grows with the length of the text', () => {
  const timeFor = (length: number): number => {
    const start = performance.now();
    for (const part of [
      'a',
      'pk_1',
      '\\',
      '\\u0',
      '%',
      '%2',
      '&#',
      '&#1',
      ' ',
      '\u200b',
      PERSONAL.slice(12, 19),
      '９',
    ]) {
      guard.reveals(part.repeat(length / part.length));
    }
    return performance.now() - start;
  };
  timeFor(10_000);
  expect(timeFor(800_000) / timeFor(100_000)).toBeLessThan(40);
});
