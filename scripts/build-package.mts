// Bundles what the package runs: the library into dist/src/index.js, and the command line, which uses it, into
// dist/cli/main.js. One file each, because every file that Node loads slows the start (docs/decisions/0006-command-line.md).
// Needs the declarations and the sandbox from tsc.
import { chmodSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build as bundle, transformSync, type BuildOptions, type Plugin } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { collectLicenses } from './licenses.mts';
import { minifyBundle } from './minify.mts';

const MAX_CLI_BYTES = 120_000;

const shared: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'error',
  // Dependencies, which npm installs and https alone loads.
  external: ['https-proxy-agent'],
};

// dist/src/core.js has everything that the library and the CLI use. dist/src/index.js re-exports the public part.
for (const file of globSync('dist/src/*.js')) rmSync(file);
const core = { contents: "export * from './index'; export * from './integration';", resolveDir: 'src' };
// A failure is read from its fields, not from a stack trace, so names may be short. This makes the file a third smaller.
await bundle({ ...shared, stdin: core, outfile: 'dist/src/core.js', minify: true });
await bundle({
  ...shared,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/src/index.js',
  plugins: [external(/^\.\/[\w-]+\.js$/, './core.js')],
});

for (const file of globSync('dist/sandbox/*.js')) rmSync(file);
await bundle({ ...shared, entryPoints: ['sandbox/index.ts'], outfile: 'dist/sandbox/index.js', minify: true });

// One file of declarations each, with only what the public API needs.
for (const directory of ['dist/src', 'dist/sandbox']) {
  const input = `${directory}/index.d.ts`;
  const declarations = await rollup({ input, plugins: [dts()], external: /^node:/ });
  const { output } = await declarations.generate({ format: 'es' });
  for (const file of globSync(`${directory}/*.d.ts`)) rmSync(file);
  writeFileSync(input, output[0].code);
}

// The declarations have the docstrings, so the code does not repeat them. Without indentation, the package stays small.
for (const file of globSync('dist/{cdktf,cdktn}/*.js')) {
  writeFileSync(file, transformSync(readFileSync(file, 'utf8'), { target: 'node20.19', minifyWhitespace: true }).code);
}

// Before everything else, in syntax that every Node.js parses, and in a function, because names of the bundle are short. The exit code is that of a command line that cannot run.
const VERSION_CHECK =
  `"use strict";(function(){var v=process.versions.node,n=v.split('.');if(+n[0]<20||n[0]=='20'&&+n[1]<19){` +
  `var m='clickup-auth requires Node.js 20.19 or later. This is Node.js '+v+'.',r='Install a supported version from https://nodejs.org, or select it with your version manager.';` +
  `if(process.argv.indexOf('--json')>0)process.stdout.write(JSON.stringify({exitCode:2,status:'input_invalid',message:m,explanation:{title:m,happened:'The command did not run.',cause:'Node.js is too old.',remedy:r},input:'Node.js'},null,2)+'\\n');` +
  `else process.stderr.write('\\u2717 '+m+'\\n  '+r+'\\n');process.exit(2)}})();`;

const cli: BuildOptions = {
  ...shared,
  minify: true,
  // A Node.js that is too old must parse the whole file before it can say so.
  target: 'es2018',
  // `require` is faster.
  supported: { 'dynamic-import': false },
};
const toCore = external(/\/src\/(index|integration)\.js$/, '../src/core.js');
await bundle({
  ...cli,
  entryPoints: ['cli/audit/audit-bundle.ts'],
  outfile: 'dist/cli/audit-bundle.js',
  plugins: [toCore],
});
const outfile = 'dist/cli/main.js';
const { metafile } = await bundle({
  ...cli,
  entryPoints: ['cli/main.ts'],
  outfile,
  metafile: true,
  plugins: [
    toCore,
    external(/\/sandbox\/index\.js$/, '../sandbox/index.js'),
    external(/\/audit-bundle\.js$/, './audit-bundle.js'),
  ],
});
const program = await minifyBundle(readFileSync(outfile, 'utf8'), 2018);
writeFileSync(outfile, `#!/usr/bin/env node\n${VERSION_CHECK}\n${program}\n`);
chmodSync(outfile, 0o755);
writeFileSync('dist/cli/licenses.txt', collectLicenses(metafile));

const bytes = readFileSync(outfile).length;
console.log(`${outfile}: ${bytes} bytes`);
if (bytes > MAX_CLI_BYTES) {
  console.error(`It may have ${MAX_CLI_BYTES}.`);
  process.exitCode = 1;
}

/** Leaves the imports that match outside the bundle, at another path. */
function external(filter: RegExp, path: string): Plugin {
  return {
    name: `external ${filter.source}`,
    setup: (build) => build.onResolve({ filter }, () => ({ path, external: true })),
  };
}
