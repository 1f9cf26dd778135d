// Derives the constructs for CDKTF, and their tests, from those for CDK Terrain, which differ in the name of the framework
// only. What does differ is written twice: see KEPT. With --check it compares.
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ROOMS = ['provider', 'test/provider'];
/** Files that each framework has of its own. */
const KEPT = ['index.ts', 'ephemeral-check.ts', 'hcl.test.ts'];

const check = process.argv.includes('--check');
for (const room of ROOMS) {
  const wanted = new Map(globSync(`${room}/cdktn/*.ts`).map((path) => [basename(path), derive(path)]));
  const there = globSync(`${room}/cdktf/*.ts`).map((path) => basename(path));
  for (const name of new Set([...wanted.keys(), ...there])) {
    if (KEPT.includes(name)) continue;
    const path = join(room, 'cdktf', name);
    const text = wanted.get(name);
    if (text === (existsSync(path) ? readFileSync(path, 'utf8') : undefined)) continue;
    if (check) {
      console.error(`${path} is stale. Run \`npm run generate\` and commit it.`);
      process.exitCode = 1;
    } else if (text === undefined) rmSync(path);
    else writeFileSync(path, text);
  }
}

function derive(path: string): string {
  const source = readFileSync(path, 'utf8');
  return `// Derived from ${path} by \`npm run generate\`: make changes there.\n${source.replaceAll('cdktn', 'cdktf')}`;
}
