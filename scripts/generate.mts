// Writes every generated file that is committed: `npm run generate`. With --check it only compares, and fails if a file
// is stale. To add a generator, add it to GENERATORS. Requires terraform on PATH and the builds that the npm script runs.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { actionBundle } from './generators/action-bundle.mts';
import { bindings } from './generators/bindings.mts';
import { failurePicture } from './generators/failure-picture.mts';
import type { Generator } from './generators/generator.mts';
import { protocolMessages } from './generators/protocol-messages.mts';
import { providerBundle } from './generators/provider-bundle.mts';
import { providerDocs } from './generators/provider-docs.mts';
import { reasonTables } from './generators/reason-tables.mts';
import { referenceTables } from './generators/reference-tables.mts';

const GENERATORS: readonly Generator[] = [
  reasonTables,
  referenceTables,
  protocolMessages,
  providerDocs,
  actionBundle,
  failurePicture,
  providerBundle,
  bindings,
];

const check = process.argv.includes('--check');
let staleFiles = 0;
for (const generator of GENERATORS) {
  const files = await generator.generate();
  const stale = staleAmong(files, generator.owns);
  for (const path of stale) {
    if (check) console.error(`Stale: ${path}`);
    else replace(path, files.get(path));
  }
  staleFiles += stale.length;
  console.log(`${generator.name}: ${files.size} files, ${stale.length} ${check ? 'stale' : 'changed'}`);
}
if (check && staleFiles > 0) {
  console.error('Run `npm run generate` and commit the result.');
  process.exitCode = 1;
}

/** Returns the paths that are missing, different, or no longer generated. */
function staleAmong(files: ReadonlyMap<string, string | Buffer>, owns: readonly string[]): string[] {
  const existing = owns.flatMap((pattern) => globSync(pattern)).map((path) => path.replaceAll('\\', '/'));
  return [...new Set([...files.keys(), ...existing])].filter((path) => {
    const contents = files.get(path);
    return contents === undefined || !existsSync(path) || !readFileSync(path).equals(Buffer.from(contents));
  });
}

/** Writes a file, or deletes it if it is no longer generated. */
function replace(path: string, contents: string | Buffer | undefined): void {
  if (contents === undefined) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
