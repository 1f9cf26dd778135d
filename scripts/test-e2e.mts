// Runs test/e2e: the packed tarball in apps of its users, deployed with the frameworks' own CLIs, which are over 400 MB
// and are installed here, not by `npm ci`. Needs npm's registry, and terraform on PATH.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeOfRelease } from './node-release.mts';

const PROJECT = 'test/e2e';
// In node_modules, so that no tool treats it as part of this project.
const CLIS = resolve('node_modules/.cache/e2e');
const LOCK = 'package-lock.json';

// CDKTF's CLI has a native part, which is there for Node 20.
const node20 = nodeOfRelease('20');
if (!isInstalled()) {
  console.log(`Installing the CLIs into ${CLIS}`);
  mkdirSync(CLIS, { recursive: true });
  for (const file of ['package.json', LOCK]) cpSync(join(PROJECT, file), join(CLIS, file));
  const env = { ...process.env, PATH: `${dirname(node20)}:${process.env['PATH'] ?? ''}` };
  execFileSync('npm', ['ci', '--loglevel=error'], { cwd: CLIS, env, stdio: 'inherit' });
}
const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', CLIS], { encoding: 'utf8' }).trim();
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--config'];
const { status } = spawnSync(process.execPath, [...jest, `${PROJECT}/jest.config.json`, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, E2E_CLIS: CLIS, E2E_NODE20: node20, E2E_TARBALL: join(CLIS, tarball) },
});
process.exitCode = status ?? 1;

function isInstalled(): boolean {
  const done = join(CLIS, 'node_modules', '.package-lock.json');
  return existsSync(done) && readFileSync(join(CLIS, LOCK), 'utf8') === readFileSync(join(PROJECT, LOCK), 'utf8');
}
