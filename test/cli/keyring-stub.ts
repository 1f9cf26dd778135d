import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from './run.js';

/**
 * A stub of @napi-rs/keyring that stores tokens in files, because build machines have no keyring. It emulates a locked
 * keyring if a file `locked` exists, and a service that never responds if a file `hangs` exists.
 */
const LIBRARY = `
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
exports.AsyncEntry = class {
  constructor(service, account, options) {
    if (options.linux.store !== 'secret-service') throw new Error('Unexpected store.');
    this.file = join(process.env.HOME, encodeURIComponent(service + ' ' + account));
    writeFileSync(join(process.env.HOME, 'keyring.log'), JSON.stringify([process.argv, process.env]));
  }
  access() {
    if (existsSync(join(process.env.HOME, 'locked'))) throw new Error('locked');
    // Blocks the whole process, as a native function can.
    if (existsSync(join(process.env.HOME, 'hangs'))) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  async getPassword() {
    this.access();
    return existsSync(this.file) ? readFileSync(this.file, 'utf8') : null;
  }
  async setPassword(text) {
    this.access();
    writeFileSync(this.file, text);
  }
  async deletePassword() {
    this.access();
    const exists = existsSync(this.file);
    rmSync(this.file, { force: true });
    return exists;
  }
};
`;

export interface InstalledKeyring {
  /** The CLI with the stub next to it. */
  readonly cli: string;
  /** The file in a home directory that contains the token for api.clickup.com. */
  readonly keyringFile: (home: string) => string;
  readonly storeInKeyring: (home: string, token: string) => void;
}

/** Installs the package as npm does: the optional peer dependency is next to it. */
export function installKeyring(): InstalledKeyring {
  const installed = join(temporaryDirectory(), 'node_modules');
  for (const directory of ['cli', 'src'])
    cpSync(`dist/${directory}`, join(installed, 'clickup-auth/dist', directory), { recursive: true });
  const library = join(installed, '@napi-rs/keyring');
  mkdirSync(library, { recursive: true });
  writeFileSync(join(library, 'package.json'), '{"name": "@napi-rs/keyring", "main": "index.js"}');
  writeFileSync(join(library, 'index.js'), LIBRARY);
  const keyringFile = (home: string): string => join(home, encodeURIComponent('clickup-auth api.clickup.com'));
  return {
    cli: join(installed, 'clickup-auth/dist/cli/main.js'),
    keyringFile,
    storeInKeyring: (home, token) => writeFileSync(keyringFile(home), token),
  };
}
