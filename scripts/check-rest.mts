// Runs every check except `npm test`, as many in parallel as there are cores, and prints the output of each when it ends.
// Requires the builds that `npm test` makes.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { RELEASES, TOO_OLD } from './node-release.mts';

/** A script of package.json, with its arguments. */
type Check = readonly [script: string, ...args: string[]];

/** The longest check comes first, so that no core is idle at the end. */
const CHECKS: readonly Check[] = [
  // One worker for each release, because the releases run in parallel.
  ...RELEASES.map((release): Check => ['test:nodes', release, '--maxWorkers=1']),
  ['check:generated'],
  ['check:package'],
  ['check:jsii'],
  ['check:lint'],
  ['check:types'],
  ['check:dead'],
  ['check:format'],
  ['check:workflows'],
  ['check:prose'],
  ['test:nodes', TOO_OLD],
];

const queue = [...CHECKS];
const failed: string[] = [];
await Promise.all(Array.from({ length: availableParallelism() }, runQueue));
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Runs one check after another until the queue, which all callers share, is empty. */
async function runQueue(): Promise<void> {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) await run(check);
}

async function run([script, ...args]: Check): Promise<void> {
  const name = [script, ...args].join(' ');
  const started = performance.now();
  const child = spawn(process.execPath, ['--run', script, '--', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\n=== ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n${output.trim()}`);
  if (code !== 0) failed.push(name);
}
