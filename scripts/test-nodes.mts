// Runs the core's own tests on the other Node releases that are supported.
import { execFileSync, spawnSync } from 'node:child_process';
import { nodeOfRelease } from './node-release.mts';

const RELEASES = ['20', '22'];

for (const release of RELEASES) {
  const node = nodeOfRelease(release);
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', 'test/src'];
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`The core's tests on Node ${version}`);
  const { status } = spawnSync(node, jest, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
