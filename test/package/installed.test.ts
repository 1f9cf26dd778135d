import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { VERSION } from '../../src/index.js';

// The packed tarball in a fresh project, on the Node that runs this test: `npm run test:nodes` does so on each release.

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
}

const run = promisify(execFile);
// npm is a batch file on Windows, which only a shell can start.
const shell = process.platform === 'win32';
let folder: string;
let packed: Packed;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clickup-auth-package-'));
  sandbox = await startSandbox();
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { shell });
  const [first]: Packed[] = JSON.parse(stdout);
  if (first === undefined) throw new Error('npm packed nothing.');
  packed = first;
  writeFileSync(join(folder, 'package.json'), '{"name": "fresh", "private": true}');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)], {
    cwd: folder,
    shell,
  });
  // A project brings the types of its own Node.
  mkdirSync(join(folder, 'node_modules/@types'));
  symlinkSync(resolve('node_modules/@types/node'), join(folder, 'node_modules/@types/node'), 'junction');
  symlinkSync(resolve('node_modules/undici-types'), join(folder, 'node_modules/undici-types'), 'junction');
}, 120_000);

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the tarball', () => {
  test('holds what is needed and no more', () => {
    const paths = packed.files.map(({ path }) => path);
    const expected =
      /^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json|dist\/cli\/(?:main\.js|licenses\.txt)|dist\/(?:src|sandbox)\/[\w-]+\.(?:js|d\.ts)|dist\/provider\/terraform-provider-clickup\.gz|dist\/cdkt[fn]\/[\w./-]+\.(?:js|d\.ts))$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['dist/src/index.d.ts', 'dist/sandbox/index.js', 'dist/cli/main.js']));
  });

  test('has 400 kB at most, bindings aside', () => {
    const own = packed.files.filter(({ path }) => !path.includes('/generated/'));
    expect(own.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(400_000);
  });

  test('has an executable file where a program is started, and the provider once', () => {
    const modeOf = new Map(packed.files.map(({ path, mode }) => [path, (mode & 0o777).toString(8)]));
    expect(modeOf.get('dist/cli/main.js')).toBe('755');
    expect([...modeOf.keys()].filter((path) => path.startsWith('dist/provider/'))).toHaveLength(1);
  });

  test('holds the licence of everything that is bundled', () => {
    expect(packed.files.find(({ path }) => path === 'dist/cli/licenses.txt')?.size).toBeGreaterThan(1000);
  });
});

/** A program that uses both exports, in the syntax of its module system. */
function program(imports: string): string {
  return `${imports}

async function main() {
  const sandbox = await startSandbox();
  try {
    const session = await authenticate({ token: sandbox.tokens.valid, apiUrl: sandbox.apiUrl, workspaces: ['Acme'] });
    console.log(session.identity.username, session.required[0]?.id);
    await authenticate({ token: sandbox.tokens.revoked, apiUrl: sandbox.apiUrl });
  } catch (error) {
    if (!isAuthError(error)) throw error;
    console.log(error instanceof AuthError, error.reason, explain(error.failure).title);
  } finally {
    await sandbox.close();
  }
}

void main();
`;
}

const NAMES = '{ authenticate, AuthError, explain, isAuthError }';
const REQUIRE = `const ${NAMES} = require('clickup-auth');\nconst { startSandbox } = require('clickup-auth/sandbox');`;
const IMPORT = `import ${NAMES} from 'clickup-auth';\nimport { startSandbox } from 'clickup-auth/sandbox';`;
const SAID = 'Ada Example 9011234080\ntrue token_rejected ClickUp rejected the token\n';

async function runNode(file: string): Promise<string> {
  return (await run(process.execPath, [file], { cwd: folder, env: {} })).stdout;
}

test.each([
  ['a CommonJS project', 'common.cjs', REQUIRE],
  ['an ESM project', 'esm.mjs', IMPORT],
])('%s uses it', async (_, file, imports) => {
  writeFileSync(join(folder, file), program(imports));
  expect(await runNode(file)).toBe(SAID);
});

test.each([
  ['node10', 'node10.ts', 'node10.js', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
  ['nodenext, as CommonJS', 'next.cts', 'next.cjs', { module: 'nodenext' }],
  ['nodenext, as ESM', 'next.mts', 'next.mjs', { module: 'nodenext' }],
])(
  'a TypeScript project with %s type-checks, is compiled, and runs',
  async (_, source, output, options) => {
    writeFileSync(join(folder, source), program(IMPORT));
    // Our declarations are checked too.
    const compilerOptions = {
      ...options,
      target: 'es2022',
      lib: ['es2023'],
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
    };
    const config = `tsconfig.${output}.json`;
    writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, files: [source] }));
    await run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', config], { cwd: folder });
    expect(await runNode(output)).toBe(SAID);
  },
  60_000,
);

test('another copy of the library recognizes an error and a token of the first', async () => {
  writeFileSync(
    join(folder, 'copies.cjs'),
    `const one = require('clickup-auth');
     for (const file of Object.keys(require.cache)) delete require.cache[file];
     const { isAuthError, AuthError, verifyToken } = require('clickup-auth');
     try { one.parseToken(''); } catch (error) { console.log(isAuthError(error), error instanceof AuthError); }
     const options = { apiUrl: 'http://127.0.0.1:9', attempts: 1 };
     verifyToken(one.parseToken('pk_1_TOKEN'), options).catch((error) => console.log(error.reason));`,
  );
  expect(await runNode('copies.cjs')).toBe('true false\nunreachable\n');
});

test('loading the library reads no variable, opens nothing, and keeps no process alive', async () => {
  writeFileSync(
    join(folder, 'load.cjs'),
    `const read = [];
     const env = process.env;
     process.env = new Proxy({}, { get: (_, name) => void read.push(name) });
     require('clickup-auth');
     process.env = env;
     console.log(read.length, process.getActiveResourcesInfo().filter((one) => !/TTY|Pipe/.test(one)).length);`,
  );
  expect(await runNode('load.cjs')).toBe('0 0\n');
});

test('the insides of the library can’t be required', async () => {
  writeFileSync(join(folder, 'inside.cjs'), `require('clickup-auth/dist/src/http.js');`);
  await expect(runNode('inside.cjs')).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
});

describe('the command line', () => {
  /** As npx starts it: by its link, and on this Node. */
  const start = (args: string[], env: Record<string, string> = {}) =>
    run(process.execPath, [join(folder, 'node_modules/.bin/clickup-auth'), ...args], { cwd: folder, env });

  test('tells its version', async () => {
    expect((await start(['--version'])).stdout).toBe(`${VERSION}\n`);
  });

  test('checks a token, and plays ClickUp for another one', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    expect((await start(['check', '--workspace', 'Acme'], env)).stdout).toContain('works and is authorized');
  });

  test('puts the provider that is shipped where Terraform executes it', async () => {
    const { stdout } = await start(['terraform', 'install', '--directory', 'mirror', '--json'], { HOME: folder });
    const { file }: { file: string } = JSON.parse(stdout);
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    const built = `dist/provider/registry.terraform.io/clickup-auth/clickup/${version}/linux_amd64/${basename(file)}`;
    expect(readFileSync(file).equals(readFileSync(built))).toBe(true);
  });

  test('needs no optional library', () => {
    expect(existsSync(join(folder, 'node_modules/@napi-rs'))).toBe(false);
  });
});
