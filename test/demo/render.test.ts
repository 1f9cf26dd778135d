import * as fc from 'fast-check';
import { renderLog, renderOutputs, wrap } from '../../demo/render.js';

describe('renderLog()', () => {
  test('prints the title and the lines of an annotation with decoded escapes', () => {
    const log = '::error title=Can%2C it%3A 100%25::First%0ASecond: 5%25%0D%0A\n';
    expect(renderLog(log)).toBe('  Error: Can, it: 100%\n  First\n  Second: 5%\n  ');
  });

  test.each([
    ['warning', 'Warning:'],
    ['notice', 'Notice:'],
  ])('labels a %s', (name, label) => {
    expect(renderLog(`::${name} title=Odd::Words`)).toBe(`  ${label} Odd\n  Words`);
  });

  test('omits masks, outputs, debug lines and empty lines, and keeps other lines unchanged', () => {
    const log = '::add-mask::pk_1_SECRET\n\n::set-output name=a::b\n::debug::detail\nPlain ::words::\n  two in\n';
    expect(renderLog(log)).toBe('  Plain ::words::\n    two in');
  });
});

describe('renderOutputs()', () => {
  const result = { exitCode: 0, stdout: '', stderr: '', summary: '' };

  test('prints the outputs that a deploy usually reads, except empty ones', () => {
    const outputs = { username: '', 'workspace-id': '1', message: 'long', status: 'ok' };
    expect(renderOutputs({ ...result, outputs })).toBe('  outputs: status=ok  workspace-id=1');
  });
});

describe('wrap()', () => {
  test('breaks lines at spaces and indents the continuation of an indented line by two', () => {
    expect(wrap('aaa bbb ccc\n  ddd eee fff', 7)).toBe('aaa bbb\nccc\n  ddd\n    eee\n    fff');
  });

  test('keeps lines that fit and does not break long words', () => {
    expect(wrap('  9011234080  Acme', 18)).toBe('  9011234080  Acme');
    expect(wrap('see https://status.clickup.com now', 10)).toBe('see\nhttps://status.clickup.com\nnow');
  });

  test('does not count color codes', () => {
    expect(wrap('\u001B[31mError:\u001B[39m it', 9)).toBe('\u001B[31mError:\u001B[39m it');
  });

  test('keeps every word', () => {
    const lines = fc.array(fc.constantFrom('a', 'bb', 'https://a.b', '  ', ' ', '\n', '—'), { maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 30 }), (parts, columns) => {
        const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
        const text = parts.join('');
        expect(words(wrap(text, columns))).toEqual(words(text));
        const long = wrap(text, columns)
          .split('\n')
          .filter((line) => line.trimEnd().length > columns);
        // Only a line without spaces may be too long.
        expect(long.filter((line) => words(line).length > 1)).toEqual([]);
      }),
    );
  });
});
