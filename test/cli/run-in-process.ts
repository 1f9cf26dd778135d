import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { CLI, emptyFolder, type Ended, type Invocation } from './run.js';

/**
 * Runs the built bundle in this process, with a stub of `process`. For tests with hundreds of cases: a case takes about
 * a tenth of the time that a process of its own takes.
 */
export async function runInProcess(
  args: readonly string[],
  { cwd = emptyFolder(), env, stdin = '' }: Pick<Invocation, 'cwd' | 'env' | 'stdin'> = {},
): Promise<Ended> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exitCode = await new Promise<number>((done) => {
    const stub = Object.create(process, {
      argv: { value: [process.execPath, CLI, ...args] },
      env: { value: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env } },
      cwd: { value: () => cwd },
      once: { value: () => undefined },
      stdin: { value: Readable.from([stdin]) },
      stdout: { value: stdout },
      stderr: { value: stderr },
      exitCode: { set: done },
    });
    Reflect.apply(loadBundle(), undefined, [stub, createRequire(CLI), dirname(CLI)]);
  });
  return { exitCode, stdout: printed(stdout), stderr: printed(stderr) };
}

let bundle: Function | undefined;

/** The bundle as a function of the names that Node defines for a module. */
function loadBundle(): Function {
  // oxlint-disable-next-line typescript/no-implied-eval -- The text is this package's own bundle.
  bundle ??= new Function('process', 'require', '__dirname', readFileSync(CLI, 'utf8').replace(/^#!.*/, ''));
  return bundle;
}

function printed(stream: PassThrough): string {
  return String(stream.read() ?? '');
}
