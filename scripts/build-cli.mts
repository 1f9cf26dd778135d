// Bundles the command line into dist/cli/main.js: one file, since each module that Node has to find costs a start. The
// sandbox stays beside it, where `clickup-auth/sandbox` has it.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';

const OUTFILE = 'dist/cli/main.js';
const MAX_BYTES = 200_000;

const { metafile } = await bundle({
  entryPoints: ['cli/main.ts'],
  outfile: OUTFILE,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  minifyWhitespace: true,
  minifySyntax: true,
  banner: { js: '#!/usr/bin/env node' },
  // `open` looks for a script beside itself, and does without when it can't tell where it is.
  define: { 'import.meta.url': 'undefined' },
  // Dependencies of the library, which npm installs anyway. They are loaded for https only.
  external: ['https-proxy-agent', 'proxy-from-env'],
  metafile: true,
  logLevel: 'error',
  plugins: [
    {
      name: 'the sandbox stays outside',
      setup(build) {
        build.onResolve({ filter: /\/sandbox\/index\.js$/ }, () => ({ path: '../sandbox/index.js', external: true }));
      },
    },
  ],
});
chmodSync(OUTFILE, 0o755);

const licences = [...new Set(Object.keys(metafile.inputs).flatMap(packageFolder))].toSorted().map(readLicence);
writeFileSync('dist/cli/licenses.txt', `${licences.join('\n\n')}\n`);

const bytes = readFileSync(OUTFILE).length;
console.log(`${OUTFILE}: ${bytes} bytes`);
if (bytes > MAX_BYTES) {
  console.error(`It may have ${MAX_BYTES}.`);
  process.exitCode = 1;
}

function packageFolder(input: string): string[] {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
}

function readLicence(folder: string): string {
  const { name, version, license }: Record<string, string> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const file of ['LICENSE', 'license', 'LICENSE.md', 'license.md']) {
    try {
      return `${name} ${version} (${license})\n${readFileSync(join(folder, file), 'utf8').trim()}`;
    } catch {
      // The next name.
    }
  }
  throw new Error(`${name} has no licence file.`);
}
