import * as fc from 'fast-check';
import { explainAs } from '../../src/explain.js';
import { isPlainAscii, toSingleLine } from '../../src/text.js';
import { SAMPLES } from './samples.js';

test.each([
  ['Acme', 'Acme'],
  ['two\r\nlines', 'two lines'],
  ['\u001b[31mred', ' [31mred'],
  ['\u202eright to left', ' right to left'],
  ['line\u2028separator', 'line separator'],
  ['Ünïcode 😀', 'Ünïcode 😀'],
])('toSingleLine() returns for %j the line %j', (text, line) => {
  expect(toSingleLine(text)).toBe(line);
});

test('toSingleLine() truncates to 1,500 characters, and removes every control and format character', () => {
  expect(toSingleLine('x'.repeat(1_501))).toBe(`${'x'.repeat(1_500)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(toSingleLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
});

test('isPlainAscii() is true for printable ASCII only', () => {
  expect(['', 'Acme 1', 'Ä', '\t', '\u007f'].map(isPlainAscii)).toEqual([true, true, false, false, false]);
});

test('explainAs() names the input, replaces parts, and returns single lines', () => {
  const explanation = explainAs(SAMPLES.input_invalid, { attempts: '--attempts' }, { cause: 'two\nlines' });
  expect(explanation.title).toContain('--attempts');
  expect(explanation.cause).toBe('two lines');
  expect(explainAs(SAMPLES.input_invalid, {}).title).toContain('attempts');
});
