import * as fc from 'fast-check';
import { renderLog, renderOutputs, wrap } from '../../demo/render.js';

describe('renderLog()', () => {
  test('shows an annotation’s title and its lines, with the runner’s escapes undone', () => {
    const log = '::error title=Can%2C it%3A 100%25::First%0ASecond: 5%25%0D%0A\n';
    expect(renderLog(log)).toBe('  Error: Can, it: 100%\n  First\n  Second: 5%\n  ');
  });

  test.each([
    ['warning', 'Warning:'],
    ['notice', 'Notice:'],
  ])('names a %s', (name, label) => {
    expect(renderLog(`::${name} title=Odd::Words`)).toBe(`  ${label} Odd\n  Words`);
  });

  test('leaves out masks, outputs and empty lines, and keeps the rest as it is', () => {
    const log = '::add-mask::pk_1_SECRET\n\n::set-output name=a::b\nPlain ::words::\n  two in\n';
    expect(renderLog(log)).toBe('  Plain ::words::\n    two in');
  });
});

describe('renderOutputs()', () => {
  const ended = { exitCode: 0, stdout: '', stderr: '', summary: '' };

  test('tells the outputs that a deploy would read, and none that is empty', () => {
    const outputs = { username: '', 'workspace-id': '1', message: 'long', status: 'ok' };
    expect(renderOutputs({ ...ended, outputs })).toBe('  outputs: status=ok  workspace-id=1');
  });
});

describe('wrap()', () => {
  test('breaks at spaces, and an indented line goes on two further in', () => {
    expect(wrap('aaa bbb ccc\n  ddd eee fff', 7)).toBe('aaa bbb\nccc\n  ddd\n    eee\n    fff');
  });

  test('leaves a line that fits as it is, inner spaces included, and a word that is too long whole', () => {
    expect(wrap('  9011234080  Acme', 18)).toBe('  9011234080  Acme');
    expect(wrap('see https://status.clickup.com now', 10)).toBe('see\nhttps://status.clickup.com\nnow');
  });

  test('does not count colours', () => {
    expect(wrap('\u001B[31mError:\u001B[39m it', 9)).toBe('\u001B[31mError:\u001B[39m it');
  });

  test('never loses or changes a word', () => {
    const lines = fc.array(fc.constantFrom('a', 'bb', 'https://a.b', '  ', ' ', '\n', '—'), { maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 30 }), (parts, columns) => {
        const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
        const text = parts.join('');
        expect(words(wrap(text, columns))).toEqual(words(text));
        const long = wrap(text, columns)
          .split('\n')
          .filter((line) => line.trimEnd().length > columns);
        // Only what has no space to break at.
        expect(long.filter((line) => words(line).length > 1)).toEqual([]);
      }),
    );
  });
});
