import * as fc from 'fast-check';
import { parseWorkspaceEntry, parseWorkspaceList } from '../../src/workspace-list.js';
import { catchAuthError } from './auth-errors.js';

const parse = (text: string | undefined): string[] => parseWorkspaceList({ name: 'workspaces', text });

test.each([
  ['undefined', undefined, []],
  ['blanks', ' \n , \n', []],
  ['commas only', ' , ,', []],
  ['one entry', ' Acme ', ['Acme']],
  ['a comma-separated list', 'Acme, 9011234080,,Globex ', ['Acme', '9011234080', 'Globex']],
  ['one entry per line, so that a name may contain a comma', 'Acme, Inc.\n\r\n  Globex\r\n', ['Acme, Inc.', 'Globex']],
  ['a JSON array', '["Acme, Inc.", 9011234080, " Globex "]', ['Acme, Inc.', '9011234080', 'Globex']],
  ['a JSON array over several lines', '[\n  "Acme",\n  "Globex"\n]', ['Acme', 'Globex']],
  ['an empty JSON array', '[]', []],
  ['a name that begins with a bracket', '[Staging] Acme', ['[Staging] Acme']],
  [
    'Workspace URLs',
    'https://app.clickup.com/9011234080/home, https://app.clickup.com/t/9011234081',
    ['9011234080', '9011234081'],
  ],
])('parses %s: %j', (_, text, entries) => {
  expect(parse(text)).toEqual(entries);
});

test.each(['[null]', '[["Acme"]]', '[9007199254740993]', '[1.5]', '[{"id":"1"}]'])(
  'rejects the JSON array %s',
  (text) => {
    expect(catchAuthError(() => parse(text)).failure).toEqual({
      reason: 'input_invalid',
      input: 'workspaces',
      allowed: 'a JSON array of Workspace IDs and names, as strings',
    });
  },
);

test.each([
  ['https://app.clickup.com/9011234080', '9011234080'],
  ['HTTPS://APP.CLICKUP.COM/9011234080/v/l/8', '9011234080'],
  [' https://app.clickup.com/9011234080?x=1#y ', '9011234080'],
  ['https://app.clickup.com/9011234080x', 'https://app.clickup.com/9011234080x'],
  ['https://evil.example/9011234080', 'https://evil.example/9011234080'],
  ['Acme', 'Acme'],
])('parseWorkspaceEntry() returns for %s the entry %s', (text, entry) => {
  expect(parseWorkspaceEntry(text)).toBe(entry);
});

test('parseWorkspaceList() returns the entries of every JSON array of names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }).filter((one) => one.trim() === one && one !== '')), (entries) => {
      fc.pre(!entries.some((one) => one.startsWith('http')));
      expect(parse(JSON.stringify(entries))).toEqual(entries);
    }),
  );
});
