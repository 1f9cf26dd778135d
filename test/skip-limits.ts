// Skips the tests that this platform cannot run (limits.ts). Jest runs this before each test file.
import { relative, resolve, sep } from 'node:path';
import { LIMITS } from './limits.js';

const { testPath = '' } = expect.getState();
const file = relative(resolve('test'), testPath).split(sep).join('/');
const limits = LIMITS.filter(
  ({ platforms, files }) => platforms.includes(process.platform) && files.some((start) => file.startsWith(start)),
);
const reported = new Set<string>();
if (limits.length > 0) globalThis.test = skipLimited(globalThis.test);

function skipLimited(run: jest.It): jest.It {
  function limited(name: string, ...rest: [jest.ProvidesCallback?, number?]): void {
    const reason = reasonFor(name);
    if (reason === undefined) run(name, ...rest);
    else run.skip(`${name} (${reason})`, ...rest);
  }
  // A table in parentheses or in a template, and then the name.
  function each(...table: Parameters<jest.Each>) {
    return (name: string, ...rest: [(...row: unknown[]) => unknown, number?]) => {
      const reason = reasonFor(name);
      if (reason === undefined) run.each(...table)(name, ...rest);
      else run.skip.each(...table)(`${name} (${reason})`, ...rest);
    };
  }
  return Object.assign(limited, run, { each });
}

function reasonFor(test: string): string | undefined {
  const reason = limits.find(({ names }) => names?.test(test) ?? true)?.reason;
  if (reason === undefined || reported.has(reason)) return reason;
  reported.add(reason);
  process.stderr.write(`\n! Tests of ${file} do not run: ${reason}.\n`);
  return reason;
}
