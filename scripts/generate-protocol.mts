// Generates provider/*/generated from the .proto beside it. With --check it generates elsewhere and compares.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOMS = ['provider/plugin', 'provider/protocol'];
const check = process.argv.includes('--check');

for (const room of ROOMS) {
  const committed = join(room, 'generated');
  const out = check ? mkdtempSync(join(tmpdir(), 'protocol-')) : committed;
  rmSync(out, { recursive: true, force: true });
  const opt = ['target=ts', 'import_extension=js', 'erasable_syntax=true'];
  const plugin = { local: [process.execPath, 'node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es'], out, opt };
  const template = JSON.stringify({ version: 'v2', plugins: [plugin] });
  execFileSync('node_modules/.bin/buf', ['generate', room, '--template', template], { stdio: 'inherit' });
  if (!check) continue;
  const stale = differences(committed, out);
  rmSync(out, { recursive: true });
  if (stale.length === 0) continue;
  console.error(`${committed} is stale (${stale.join(', ')}). Run \`npm run generate\` and commit it.`);
  process.exitCode = 1;
}

function differences(one: string, other: string): string[] {
  const names = new Set([...readdirSync(one), ...readdirSync(other)]);
  return [...names].filter((name) => read(one, name) !== read(other, name));
}

function read(folder: string, name: string): string | undefined {
  return readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : undefined;
}
