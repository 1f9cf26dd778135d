// Bundles the Action into action/dist, which is committed, since a runner executes it as it is. With --check it builds
// elsewhere and compares every byte. It is compiled as ES modules first, of which the bundle takes only what is used.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const COMMITTED = 'action/dist';
const MAX_ENTRY_BYTES = 60_000;
const MAX_TOTAL_BYTES = 800_000;

const check = process.argv.includes('--check');
const folder = check ? mkdtempSync(join(tmpdir(), 'action-dist-')) : COMMITTED;
rmSync(folder, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.action.json'], { stdio: 'inherit' });
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
  fail(`action/dist is too large: the entry may have ${MAX_ENTRY_BYTES} bytes, all of it ${MAX_TOTAL_BYTES}.`);
}
if (check) {
  const committed = readAll(COMMITTED);
  const names = new Set([...files.keys(), ...committed.keys()]);
  const stale = [...names].filter((name) => committed.get(name)?.equals(files.get(name) ?? Buffer.of()) !== true);
  rmSync(folder, { recursive: true });
  if (stale.length > 0) fail(`action/dist is stale (${stale.join(', ')}). Run \`npm run build:action\` and commit it.`);
}

/** Puts the stand-in of action/absent/crypto where the entry requires the real one, which @actions/core does once. */
function withoutCrypto(source: string): string {
  const parts = source.split('require("crypto")');
  if (parts.length !== 2) fail(`The entry requires crypto ${parts.length - 1} times, and not once: look who does.`);
  const standIn = readFileSync('action/absent/crypto/index.cjs', 'utf8');
  return parts.join(`((exports) => {${standIn}\nreturn exports;})({})`);
}

function readAll(root: string): Map<string, Buffer> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(names.map((one) => [one.name, readFileSync(join(one.parentPath, one.name))]));
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
