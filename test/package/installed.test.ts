import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { VERSION } from '../../src/index.js';

// Tests the packed tarball in a new project on the Node.js version that runs this test. `npm run test:nodes` runs it on
// each supported version.

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
}

const run = promisify(execFile);
// npm is a batch file on Windows, which only a shell can start.
const shell = process.platform === 'win32';
let project: string;
let packed: Packed;
let sandbox: Sandbox;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'clickup-auth-package-'));
  sandbox = await startSandbox();
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], { shell });
  const [first]: Packed[] = JSON.parse(stdout);
  if (first === undefined) throw new Error('npm pack created no tarball.');
  packed = first;
  writeFileSync(join(project, 'package.json'), '{"name": "project", "private": true}');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(project, packed.filename)], {
    cwd: project,
    shell,
  });
  // A TypeScript project installs @types/node itself.
  mkdirSync(join(project, 'node_modules/@types'));
  symlinkSync(resolve('node_modules/@types/node'), join(project, 'node_modules/@types/node'), 'junction');
  symlinkSync(resolve('node_modules/undici-types'), join(project, 'node_modules/undici-types'), 'junction');
}, 120_000);

afterAll(async () => {
  await sandbox.close();
  rmSync(project, { recursive: true, force: true });
});

describe('the tarball', () => {
  test('contains only the expected files', () => {
    const paths = packed.files.map(({ path }) => path);
    const expected =
      /^(?:LICENSE|README\.md|CHANGELOG\.md|package\.json|dist\/cli\/(?:(?:main|audit-bundle)\.js|licenses\.txt)|dist\/(?:src|sandbox)\/[\w-]+\.(?:js|d\.ts)|dist\/provider\/terraform-provider-clickup\.br|dist\/cdkt[fn]\/[\w./-]+\.(?:js|d\.ts))$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['dist/src/index.d.ts', 'dist/sandbox/index.js', 'dist/cli/main.js']));
  });

  test('has at most 400 kB without the generated bindings', () => {
    const own = packed.files.filter(({ path }) => !path.includes('/generated/'));
    expect(own.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(400_000);
  });

  test('has an executable CLI and contains the provider once', () => {
    const modeOf = new Map(packed.files.map(({ path, mode }) => [path, (mode & 0o777).toString(8)]));
    expect(modeOf.get('dist/cli/main.js')).toBe('755');
    expect([...modeOf.keys()].filter((path) => path.startsWith('dist/provider/'))).toHaveLength(1);
  });

  test('contains the licenses of all bundled packages', () => {
    expect(packed.files.find(({ path }) => path === 'dist/cli/licenses.txt')?.size).toBeGreaterThan(1000);
  });
});

/** A program that uses the library and the sandbox. `imports` has the syntax of its module system. */
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
const OUTPUT = 'Ada Example 9011234080\ntrue token_rejected ClickUp rejected the token\n';

async function runNode(file: string): Promise<string> {
  return (await run(process.execPath, [file], { cwd: project, env: {} })).stdout;
}

test.each([
  ['a CommonJS project', 'common.cjs', REQUIRE],
  ['an ESM project', 'esm.mjs', IMPORT],
])('%s can use the package', async (_, file, imports) => {
  writeFileSync(join(project, file), program(imports));
  expect(await runNode(file)).toBe(OUTPUT);
});

test.each([
  ['node10', 'node10.ts', 'node10.js', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
  ['nodenext, as CommonJS', 'next.cts', 'next.cjs', { module: 'nodenext' }],
  ['nodenext, as ESM', 'next.mts', 'next.mjs', { module: 'nodenext' }],
])(
  'a TypeScript project with %s compiles and runs',
  async (_, source, output, options) => {
    writeFileSync(join(project, source), program(IMPORT));
    const compilerOptions = {
      ...options,
      target: 'es2022',
      lib: ['es2023'],
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
    };
    const config = `tsconfig.${output}.json`;
    writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files: [source] }));
    await run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', config], { cwd: project });
    expect(await runNode(output)).toBe(OUTPUT);
  },
  60_000,
);

test('another copy of the library recognizes an error and a token of the first', async () => {
  writeFileSync(
    join(project, 'copies.cjs'),
    `const one = require('clickup-auth');
     for (const file of Object.keys(require.cache)) delete require.cache[file];
     const { isAuthError, AuthError, verifyToken } = require('clickup-auth');
     try { one.parseToken(''); } catch (error) { console.log(isAuthError(error), error instanceof AuthError); }
     const options = { apiUrl: 'http://127.0.0.1:9', attempts: 1 };
     verifyToken(one.parseToken('pk_1_TOKEN'), options).catch((error) => console.log(error.reason));`,
  );
  expect(await runNode('copies.cjs')).toBe('true false\nunreachable\n');
});

test('loading the library reads no environment variable and opens no resource', async () => {
  writeFileSync(
    join(project, 'load.cjs'),
    `const read = [];
     const env = process.env;
     process.env = new Proxy({}, { get: (_, name) => void read.push(name) });
     require('clickup-auth');
     process.env = env;
     console.log(read.length, process.getActiveResourcesInfo().filter((one) => !/TTY|Pipe/.test(one)).length);`,
  );
  expect(await runNode('load.cjs')).toBe('0 0\n');
});

test('internal modules of the library cannot be required', async () => {
  writeFileSync(join(project, 'internal.cjs'), `require('clickup-auth/dist/src/http.js');`);
  await expect(runNode('internal.cjs')).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
});

describe('the CLI', () => {
  /** Runs the link in node_modules/.bin, as npx does, on this Node.js version. */
  const start = (args: string[], env: Record<string, string> = {}) =>
    run(process.execPath, [join(project, 'node_modules/.bin/clickup-auth'), ...args], { cwd: project, env });

  test('prints the version', async () => {
    expect((await start(['--version'])).stdout).toBe(`${VERSION}\n`);
  });

  test('checks a token', async () => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    expect((await start(['check', '--workspace', 'Acme'], env)).stdout).toContain('is scoped to Acme.');
    expect((await start(['check', '--list', '901100000001:edit'], env)).stdout).toContain(
      'is authorized: create on List 901100000001 (Deploys).',
    );
  });

  test('checks an entry of a JSON file and writes a report', async () => {
    writeFileSync(join(project, 'credentials.json'), '[{"name": "DEPLOY", "lists": ["901100000001:edit"]}]');
    const env = { DEPLOY: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
    await start(['audit', 'credentials.json', '--junit', 'junit.xml'], env);
    expect(readFileSync(join(project, 'junit.xml'), 'utf8')).toContain('tests="1" failures="0"');
  });

  test('installs the provider of the package', async () => {
    const { stdout } = await start(['terraform', 'install', '--directory', 'mirror', '--json'], { HOME: project });
    const { file }: { file: string } = JSON.parse(stdout);
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    const built = `dist/provider/registry.terraform.io/clickup-auth/clickup/${version}/linux_amd64/${basename(file)}`;
    expect(readFileSync(file).equals(readFileSync(built))).toBe(true);
  });

  test('does not require the optional keyring library', () => {
    expect(existsSync(join(project, 'node_modules/@napi-rs'))).toBe(false);
  });
});
