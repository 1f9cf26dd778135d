// Bundles the Action into action/dist, which is committed because runners execute it without a build. The source is
// compiled to ES modules first, so that the bundle contains only the code that is used.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Generator } from './generator.mts';

const COMMITTED = 'action/dist';
const MAX_ENTRY_BYTES = 60_000;
const MAX_TOTAL_BYTES = 800_000;

export const actionBundle: Generator = {
  name: 'Bundle of the Action',
  owns: [`${COMMITTED}/*`],
  generate: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'action-dist-'));
    try {
      return bundleAction(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function bundleAction(folder: string): Map<string, Buffer> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.action.json'], {
    stdio: 'inherit',
  });
  const ncc = 'node_modules/@vercel/ncc/dist/ncc/cli.js';
  const options = ['--minify', '--no-cache', '--license', 'licenses.txt', '--target', 'es2023', '--out', folder];
  execFileSync(process.execPath, [ncc, 'build', 'dist/bundle/action/main.js', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const entryFile = join(folder, 'index.js');
  writeFileSync(entryFile, withoutCrypto(readFileSync(entryFile, 'utf8')));
  // ncc drops what is unused and leaves names, and whole chunks, long.
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const source = readFileSync(join(folder, name), 'utf8');
    const { code } = transformSync(source, { minify: true, target: 'node24', legalComments: 'none' });
    writeFileSync(join(folder, name), code);
  }

  const files = readAll(folder);
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  const entry = files.get('index.js')?.length ?? 0;
  console.log(`action/dist: entry ${entry} bytes, ${files.size} files of ${total} bytes in all`);
  if (entry > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) {
    throw new Error(
      `action/dist is too large: at most ${MAX_ENTRY_BYTES} bytes in the entry, ${MAX_TOTAL_BYTES} in all.`,
    );
  }
  return new Map([...files].map(([name, bytes]) => [`${COMMITTED}/${name}`, bytes]));
}

/** Puts the stand-in of action/absent/crypto where the entry requires the real one, which @actions/core does once. */
function withoutCrypto(source: string): string {
  const parts = source.split('require("crypto")');
  if (parts.length !== 2) throw new Error(`The entry requires crypto ${parts.length - 1} times instead of once.`);
  const standIn = readFileSync('action/absent/crypto/index.cjs', 'utf8');
  return parts.join(`((exports) => {${standIn}\nreturn exports;})({})`);
}

function readAll(root: string): Map<string, Buffer> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(names.map((one) => [one.name, readFileSync(join(one.parentPath, one.name))]));
}
