// Runs the tests of the core, the command line, the package and the provider on the other Node releases that are
// supported, and the provider on one that is far too old. Takes releases, by default all, and options for Jest. Needs
// `npm run build` and `npm run build:provider` before it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { nodeOfRelease, RELEASES, TOO_OLD } from './node-release.mts';

const TESTS = [
  'test/src',
  'test/cli',
  'test/package',
  'test/provider/plugin',
  'test/provider/protocol',
  'test/provider/clickup',
  'test/provider/main',
];

const releases = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
for (const release of releases.length > 0 ? releases : [...RELEASES, TOO_OLD]) {
  if (release === TOO_OLD) checkTooOld();
  else runTests(release);
}

function runTests(release: string): void {
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...options, ...TESTS];
  console.log(`The tests on Node ${release}`);
  const { status } = spawnSync(nodeOfRelease(release), jest, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

function checkTooOld(): void {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  const address = 'registry.terraform.io/clickup-auth/clickup';
  const provider = `dist/provider/${address}/${version}/linux_amd64/terraform-provider-clickup_v${version}`;
  // Terraform starts the executable, whose launcher takes `node` from the PATH.
  const env = { ...process.env, PATH: [dirname(nodeOfRelease(TOO_OLD)), '/usr/bin', '/bin'].join(delimiter) };
  const { stdout } = spawnSync(provider, { encoding: 'utf8', env });
  console.log(`The provider on Node ${TOO_OLD}: ${stdout.trim()}`);
  if (!stdout.startsWith('The ClickUp provider cannot start, because it requires Node.js ')) {
    console.error(`On Node ${TOO_OLD} the provider's first line must say which Node it needs: ${stdout}`);
    process.exit(1);
  }
  const cli = spawnSync(nodeOfRelease(TOO_OLD), ['dist/cli/main.js', 'check'], { encoding: 'utf8' });
  console.log(`The command line on Node ${TOO_OLD}: ${cli.stderr.trim()}`);
  if (cli.status === 2 && cli.stderr.startsWith('✗ clickup-auth requires Node.js ')) return;
  console.error(`On Node ${TOO_OLD} the command line must say which Node it needs, and exit with 2: ${cli.stderr}`);
  process.exit(1);
}
