import { readFileSync } from 'node:fs';
import { VERSION } from '../../src/version.js';

test("VERSION is package.json's version", () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: VERSION });
});
