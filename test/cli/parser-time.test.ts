import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pastedQuery, validateRedirect } from '../../cli/login/redirect.js';
import { parseEnvFile } from '../../cli/store/env-syntax.js';
import { readLockEntries } from '../../cli/terraform/lock-file.js';
import { findCliConfig } from '../../cli/terraform/plugin-directory.js';
import { growth } from '../growth.js';

const directory = mkdtempSync(join(tmpdir(), 'clickup-auth-time-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** The parser of a file, as a function of its text. */
function ofFile<Result>(name: string, parse: (path: string) => Result): (text: string) => Result {
  const path = join(directory, name);
  return (text) => {
    writeFileSync(path, text);
    return parse(path);
  };
}

const REDIRECT_URI = 'http://127.0.0.1:8976/callback';
const PARSERS = {
  'a file of tokens': parseEnvFile,
  'a lock file': ofFile('lock.hcl', readLockEntries),
  'a CLI configuration of Terraform': ofFile('.terraformrc', () => findCliConfig({ env: {}, home: directory })),
  'a pasted redirect': (text: string) => pastedQuery(text, REDIRECT_URI),
  'the query of a redirect': (text: string) => validateRedirect(new URLSearchParams(text), 'state'),
} as const;
const PARTS = [
  'A \t',
  ' \n',
  'A=\'\nB="\n',
  'provider "registry.terraform.io/clickup-auth/clickup" {\n',
  'state=a&',
  '<http://127.0.0.1:8976/callback?',
  '"\'`',
  '%41',
];

test.each(Object.entries(PARSERS))('S2: the time to parse %s is proportional to its length', (_, parse) => {
  for (const part of PARTS) {
    // Ten times the length. Quadratic time would be 100 times as long.
    expect({ part, isLinear: growth(parse, part, 10) < 50 }).toEqual({ part, isLinear: true });
  }
});
