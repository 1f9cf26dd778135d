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
  // Getters, because opening each stream slows the start.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return ignoreClosedPipe(process.stdout);
  },
  get stderr() {
    return process.stderr;
  },
  signal: interrupt.signal,
  // The bundle is dist/cli/main.js.
  dist: dirname(__dirname),
}).then((exitCode) => {
  // Set exitCode instead of calling process.exit(), which can drop output that is still buffered.
  process.exitCode = exitCode;
});

/** A reader such as `head` closes the pipe early. That is not an error. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.listenerCount('error') > 0) return stream;
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
