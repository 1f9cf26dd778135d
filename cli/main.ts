import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { run } from './program.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());

// Someone who reads only the first lines (`| head`) closes the pipe: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  platform: process.platform,
  arch: process.arch,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
  // The bundle is dist/cli/main.js.
  dist: dirname(__dirname),
}).then((exitCode) => {
  // Not process.exit: what was printed last may still be on its way.
  process.exitCode = exitCode;
});
