// Bundles what the package runs: the library into dist/src/index.js, and the command line, which uses it, into
// dist/cli/main.js. One file each, since every module that Node has to find costs a start (docs/decisions/0006-command-line.md).
// Needs the declarations and the sandbox from tsc.
import { chmodSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild';
import { collectLicenses } from './licenses.mts';

const MAX_CLI_BYTES = 120_000;

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'error',
  // Dependencies, which npm installs and https alone loads.
  external: ['https-proxy-agent', 'proxy-from-env'],
};

for (const file of globSync('dist/src/*.js')) rmSync(file);
await bundle({ ...shared, entryPoints: ['src/index.ts'], outfile: 'dist/src/index.js' });

const frontDoors: Plugin = {
  name: 'the library and the sandbox stay outside',
  setup(build) {
    build.onResolve({ filter: /\/(src|sandbox)\/index\.js$/ }, ({ path }) => {
      const [, room = ''] = /(\w+)\/index\.js$/.exec(path) ?? [];
      return { path: `../${room}/index.js`, external: true };
    });
  },
};

const outfile = 'dist/cli/main.js';
const { metafile } = await bundle({
  ...shared,
  entryPoints: ['cli/main.ts'],
  outfile,
  minify: true,
  banner: { js: '#!/usr/bin/env node' },
  // `open` looks for a script beside itself, and does without when it can't tell where it is.
  define: { 'import.meta.url': 'undefined' },
  metafile: true,
  plugins: [frontDoors],
});
chmodSync(outfile, 0o755);
writeFileSync('dist/cli/licenses.txt', collectLicenses(metafile));

const bytes = readFileSync(outfile).length;
console.log(`${outfile}: ${bytes} bytes`);
if (bytes > MAX_CLI_BYTES) {
  console.error(`It may have ${MAX_CLI_BYTES}.`);
  process.exitCode = 1;
}
