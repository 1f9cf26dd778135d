import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { run } from './program.js';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  home: homedir(),
  platform: process.platform,
  arch: process.arch,
  // Made when asked for: each stream that Node opens costs a part of the start.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return withoutPipeFaults(process.stdout);
  },
  get stderr() {
    return process.stderr;
  },
  signal: interrupt.signal,
  // The bundle is dist/cli/main.js.
  dist: dirname(__dirname),
}).then((exitCode) => {
  // Not process.exit: what was printed last may still be on its way.
  process.exitCode = exitCode;
});

/** Someone who reads only the first lines (`| head`) closes the pipe: that is no fault. */
function withoutPipeFaults(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.listenerCount('error') > 0) return stream;
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
