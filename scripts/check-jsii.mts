// Compiles the constructs of both frameworks with jsii, so that packages for Python, Java, Go and C# stay possible: the
// public API must have no unions, no generics and no types that are not exported. Nothing is published.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { deriveConstructs } from './derive-constructs.mts';

const failed = ['cdktf', 'cdktn'].filter((framework) => !compiles(framework));
if (failed.length > 0) process.exitCode = 1;

function compiles(framework: string): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'jsii-'));
  try {
    writeSources(framework, join(directory, 'src'));
    writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest(framework), null, 2));
    writeFileSync(join(directory, 'README.md'), '# Constructs\n');
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
    const jsii = resolve('node_modules/jsii/bin/jsii');
    const { status, stdout, stderr } = spawnSync(process.execPath, [jsii, '--silence-warnings', 'reserved-word'], {
      cwd: directory,
      encoding: 'utf8',
    });
    const lines = `${stdout}${stderr}`.trim().replaceAll(`${directory}/`, '');
    console.log(`${framework}: ${status === 0 ? 'jsii compiles the constructs' : `jsii fails\n${lines}`}`);
    return status === 0;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function writeSources(framework: string, target: string): void {
  mkdirSync(target);
  if (framework === 'cdktn') for (const [name, text] of deriveConstructs()) writeFileSync(join(target, name), text);
  for (const path of globSync(`provider/${framework}/{*.ts,generated}`)) {
    cpSync(path, join(target, basename(path)), { recursive: true });
  }
}

function manifest(framework: string): object {
  const { version, license, author, repository, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const used = Object.fromEntries([framework, 'constructs'].map((name) => [name, peerDependencies[name]]));
  return {
    name: `clickup-auth-${framework}`,
    version,
    license,
    author: author ?? 'clickup-auth',
    repository: repository ?? { type: 'git', url: 'https://example.com/clickup-auth.git' },
    main: 'src/index.js',
    types: 'src/index.d.ts',
    jsii: { outdir: 'dist', targets: {}, tsc: { rootDir: 'src', outDir: 'src' } },
    peerDependencies: used,
    // jsii requires the lowest version that the peer dependency permits.
    devDependencies: Object.fromEntries(
      Object.entries(used).map(([name, range]) => [name, String(range).replace('^', '')]),
    ),
  };
}
