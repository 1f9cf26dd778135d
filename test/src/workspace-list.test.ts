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
  ['an array with a variable that is not set', '["Acme", ""]', ['Acme', '']],
  ['a JSON string with several lines', '"Acme, Inc.\\nGlobex"', ['Acme, Inc.', 'Globex']],
  ['a quoted name', '"Acme, Inc."', ['Acme, Inc.']],
  ['a name that begins with a bracket', '[Staging] Acme', ['[Staging] Acme']],
  [
    'Workspace URLs',
    'https://app.clickup.com/9011234080/home, https://app.clickup.com/t/9011234081',
    ['9011234080', '9011234081'],
  ],
])('parses %s: %j', (_, text, entries) => {
  expect(parse(text)).toEqual(entries);
});

test.each([
  ['a list of HCL with a comma at the end', '["Acme", "Globex",]', ['Acme', 'Globex']],
  ['a list of HCL on several lines', '[\n  "Acme, Inc.",\n  "9011234080",\n]', ['Acme, Inc.', '9011234080']],
  ['a list with single quotes', "['Acme', 'Globex']", ['Acme', 'Globex']],
  ['a list of YAML without quotes', '[Acme, 9011234080]', ['Acme', '9011234080']],
  ['a list of YAML on several lines', '[\n  Acme,\n  Globex\n]', ['Acme', 'Globex']],
  ['a name in brackets', '[Acme]', ['[Acme]']],
  ['two names in brackets', '[Acme], [Globex]', ['[Acme]', '[Globex]']],
  ['two names that begin with a bracket', '[A] Acme, [B] Globex', ['[A] Acme', '[B] Globex']],
  ['semicolons', 'Acme; 9011234080;', ['Acme', '9011234080']],
  ['a name that contains a semicolon, with commas', 'Acme; Inc., Globex', ['Acme; Inc.', 'Globex']],
  ['IDs between spaces', '9011234080 9011234081', ['9011234080', '9011234081']],
  ['IDs between bars', '9011234080 | 9011234081', ['9011234080', '9011234081']],
  ['names with spaces', 'Acme Inc 2', ['Acme Inc 2']],
  ['bullets', '- Acme\n- Globex, Inc.\n', ['Acme', 'Globex, Inc.']],
  ['one bullet', '- Acme', ['Acme']],
  ['stars', '* Acme\n  * Globex', ['Acme', 'Globex']],
  ['numbers', '1. Acme\n2. Globex', ['Acme', 'Globex']],
  ['a name with a number', '1. FC Acme', ['1. FC Acme']],
  ['a list of YAML with quotes', '  - "Acme, Inc."\r\n  - \'9011234080\'', ['Acme, Inc.', '9011234080']],
  ['a list of YAML with empty lines', '- Acme\n\n- Globex', ['Acme', 'Globex']],
  ['names with dashes, if not every line has one', '- Acme\nGlobex', ['- Acme', 'Globex']],
  ['lines with commas at the end', 'Acme,\nGlobex, Inc.,\n9011234080', ['Acme', 'Globex, Inc.', '9011234080']],
  ['lines with quotes', '"Acme"\n"Globex"', ['Acme', 'Globex']],
  ['line ends of an old Mac', 'Acme\rGlobex', ['Acme', 'Globex']],
  ['quotes around each name', '"Acme, Inc.", \'Globex\'', ['Acme, Inc.', 'Globex']],
  ['quotes around the whole list', '"Acme"', ['Acme']],
  ['a quote within a name', "Joe's Shop, Acme", ["Joe's Shop", 'Acme']],
  ['a quote that is not closed', '"Acme, Globex', ['"Acme', 'Globex']],
  ['a quote that closes within a name', '"Acme" Inc., Globex', ['"Acme" Inc.', 'Globex']],
  ['a byte order mark', '\ufeffAcme', ['Acme']],
  ['URLs on one line', 'https://app.clickup.com/1/home https://app.clickup.com/2', ['1', '2']],
])('C24: parses %s: %j', (_, text, entries) => {
  expect(parse(text)).toEqual(entries);
});

test.each([
  'http://app.clickup.com/9011234080/v/l/8',
  'app.clickup.com/9011234080',
  'https://sharing.clickup.com/9011234080/l/h/abc/def',
  'https://doc.clickup.com/9011234080/d/h/abc',
  'https://forms.clickup.com/9011234080/f/abc/DEF',
  'https://clickup.com/9011234080',
  'https://app.clickup.com/t/9011234080/ACME-1',
  'https://api.clickup.com/api/v2/team/9011234080/plan',
  'https://api.clickup.com/api/v3/workspaces/9011234080/docs',
  '<https://app.clickup.com/9011234080/home>',
])('C24: the ID is found in the URL %s', (url) => {
  expect(parse(url)).toEqual(['9011234080']);
  expect(parseWorkspaceEntry(url)).toBe('9011234080');
});

test.each([
  'https://app.clickup.com.evil.example/9011234080',
  'https://evil.example/app.clickup.com/9011234080',
  'https://app.clickup.com@evil.example/9011234080',
  'https://evilclickup.com/9011234080',
  'ftp://app.clickup.com/9011234080',
  'https://app.clickup.com/t/86abc1234',
])('C24: no ID is found in the URL %s', (url) => {
  expect(parse(url)).toEqual([url]);
});

test('C24: the time grows with the length of the list', () => {
  const parts = [
    'a',
    ',',
    '"',
    "'a,",
    '"a",',
    '"a,',
    ' ',
    ';',
    '[',
    ']',
    '\n',
    '\n- ',
    '- ',
    '1 ',
    '\r',
    'a.',
    'clickup.com/',
    '<',
    '`',
  ];
  const timeFor = (length: number): number => {
    const start = performance.now();
    for (const part of parts) {
      const text = part.repeat(length / part.length);
      for (const one of [text, `[${text}]`, `${text}x`, `"${text}`, `https://${text}`]) parse(one);
    }
    return performance.now() - start;
  };
  timeFor(1000);
  expect(timeFor(80_000) / timeFor(10_000)).toBeLessThan(40);
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
