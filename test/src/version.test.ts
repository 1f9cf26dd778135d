import { readFileSync } from 'node:fs';
import { VERSION } from '../../src/version.js';

test('VERSION equals the version in package.json', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: VERSION });
});
