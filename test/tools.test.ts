import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { LIMITS } from './limits.js';

/** Runs tests that need terraform where there is none. */
async function runWithoutTerraform(env: Readonly<Record<string, string>>) {
  const jest = 'node_modules/jest/bin/jest.js';
  const options = ['--experimental-vm-modules', '--no-warnings', jest, 'test/provider/terraform/requests'];
  const child = spawn(process.execPath, options, {
    env: { PATH: '/nowhere', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, output };
}

test('tests that need terraform are skipped by name, with a line on stderr, if it is missing', async () => {
  const { exitCode, output } = await runWithoutTerraform({});
  expect({ exitCode, output }).toEqual({
    exitCode: 0,
    output: expect.stringContaining('! terraform is not on PATH: the tests of "number of requests" do not run.'),
  });
  expect(output).toMatch(/Tests: +\d+ skipped, \d+ total/);
});

test('tests that need terraform fail if it is missing and CI is true', async () => {
  const { exitCode, output } = await runWithoutTerraform({ CI: 'true' });
  expect({ exitCode, output }).toEqual({
    exitCode: 1,
    output: expect.stringContaining('terraform is not on PATH, and with CI=true no test may be skipped.'),
  });
});

test.each(LIMITS)('the limit of $platforms for $files names tests that exist', ({ files, names }) => {
  const paths = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts'));
  expect(files.filter((start) => !paths.some((path) => path.startsWith(start)))).toEqual([]);
  const texts = paths
    .filter((path) => files.some((start) => path.startsWith(start)))
    .map((path) => readFileSync(`test/${path}`, 'utf8'));
  // Each part of the pattern, so that a renamed test does not silently run where it cannot.
  const parts = names?.source.split('|').map((part) => new RegExp(part.replaceAll(/^\^|\$$/g, ''))) ?? [];
  expect(parts.filter((part) => !texts.some((text) => part.test(text)))).toEqual([]);
});
