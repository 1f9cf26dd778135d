// Runs the tests of the core, the command line and the package on the other Node releases that are supported. npm scripts have Node 24 first on their PATH,
// so each release comes from npm's package `node`, cached by npm after the first time.
import { execFileSync, spawnSync } from 'node:child_process';

const RELEASES = ['20', '22'];
const ROOMS = ['test/src', 'test/cli', 'test/package'];

for (const release of RELEASES) {
  // A binary of this release, by the path that npm puts first.
  const options = [
    'exec',
    '--yes',
    '--loglevel=error',
    `--package=node@${release}`,
    '--',
    'node',
    '-p',
    'process.execPath',
  ];
  const node = execFileSync('npm', options, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '';
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...ROOMS];
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith(`v${release}.`)) throw new Error(`Asked for Node ${release} and got ${version}.`);
  console.log(`Core, command line and package on Node ${version}`);
  const { status } = spawnSync(node, jest, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
