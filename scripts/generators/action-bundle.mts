// Bundles the Action into action/dist, which is committed because runners execute it without a build. Figures:
// docs/decisions/0002-action-bundle.md.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { collectLicenses } from '../licenses.mts';
import { withoutDebug } from '../without-debug.mts';
import type { Generator } from './generator.mts';

const COMMITTED = 'action/dist';
const MAX_ENTRY_BYTES = 60_000;
const MAX_TOTAL_BYTES = 800_000;

export const actionBundle: Generator = {
  name: 'Bundle of the Action',
  owns: [`${COMMITTED}/*`],
  generate: bundleAction,
};

/** What is imported dynamically has a file of its own, which is loaded only if it is needed. */
const LAZY: Readonly<Record<string, string>> = {
  './failed-verdict.js': 'failure',
  './issue/report.js': 'issue',
  './no-proxy.js': 'no-proxy',
  './requirement-check.js': 'requirements',
  'https-proxy-agent': 'proxy',
};

/**
 * Runs before the bundle, because an old Node.js fails in it with a TypeError. The syntax and the functions are those that
 * every Node.js has.
 */
const OLD_NODE = [
  'if (parseInt(process.versions.node, 10) < 20) {',
  '  console.log("::error title=Node.js is too old::clickup-auth-action requires Node.js 24, and this is " + process.version +',
  '    ". Likely cause: the runner or GitHub Enterprise Server is too old. What to do: Update the runner to 2.327.1 or later.");',
  '  process.exit(1);',
  '}',
].join('\n');

/**
 * With this comment, V8 compiles all functions of the entry when it loads it. A run calls most of them, and V8 would otherwise
 * parse each of them a second time.
 */
const COMPILE_HINT = Buffer.from('//# allFunctionsCalledOnLoad\n');

const lazyFiles: Plugin = {
  name: 'a file for each lazy module',
  setup(builder) {
    builder.onResolve({ filter: /./ }, ({ path, kind }) => {
      const file = kind === 'dynamic-import' ? LAZY[path] : undefined;
      return file === undefined ? undefined : { path: `./${file}.js`, external: true };
    });
  },
};

/** The message of an error is the only use of the explanations in a check, so they are loaded when the first error is created. */
const explanationsOnDemand: Plugin = {
  name: 'explanations on demand',
  setup(builder) {
    const eager = "import { explain } from './explain.js';";
    builder.onLoad({ filter: /[\\/]src[\\/]auth-error\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes(eager)) throw new Error(`${path} does not contain: ${eager}`);
      const lazy = "const explain = (failure: Failure) => require('./explain.js').explain(failure);";
      return { contents: source.replace(eager, lazy), loader: 'ts' };
    });
    builder.onResolve({ filter: /^\.\/explain\.js$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : undefined,
    );
  },
};

/** `@actions/core` does not declare that its modules only define things, so esbuild would keep all of them. */
const toolkitWithoutSideEffects: Plugin = {
  name: 'only what is used of @actions/core',
  setup(builder) {
    builder.onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'found' || !/[\\/]@actions[\\/]core[\\/]/.test(from.importer)) return undefined;
      return { ...(await builder.resolve(path, { ...from, pluginData: 'found' })), sideEffects: false };
    });
  },
};

async function bundleAction(): Promise<Map<string, Buffer>> {
  const { outputFiles, metafile } = await build({
    entryPoints: {
      index: 'action/main.ts',
      failure: 'action/failed-verdict.ts',
      explain: 'src/explain.ts',
      fleet: 'action/fleet/main.ts',
      issue: 'action/issue/report.ts',
      'no-proxy': 'src/no-proxy.ts',
      requirements: 'src/requirement-check.ts',
      proxy: 'https-proxy-agent',
    },
    outdir: COMMITTED,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The sources of packages as ES modules, of which only what is used is taken.
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    // A lazy file is loaded by `require`, because Node's loader of ES modules would have to start for `import()`.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    banner: { js: OLD_NODE },
    logLevel: 'error',
    plugins: [lazyFiles, explanationsOnDemand, toolkitWithoutSideEffects, withoutDebug],
    metafile: true,
    write: false,
  });

  const files = new Map(
    outputFiles.map(({ path, contents }) => [relative(resolve(COMMITTED), path), Buffer.from(contents)]),
  );
  files.set('index.js', Buffer.concat([COMPILE_HINT, files.get('index.js') ?? Buffer.of()]));
  files.set('licenses.txt', Buffer.from(collectLicenses(metafile)));
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  const entry = files.get('index.js')?.length ?? 0;
  console.log(`${COMMITTED}: entry ${entry} bytes, ${files.size} files of ${total} bytes in all`);
  if (entry > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) {
    throw new Error(
      `${COMMITTED} is too large: at most ${MAX_ENTRY_BYTES} bytes in the entry, ${MAX_TOTAL_BYTES} in all.`,
    );
  }
  return new Map([...files].map(([name, bytes]) => [`${COMMITTED}/${name}`, bytes]));
}
