import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { missingDirectory } from './errors.js';
import { run } from './program.js';

/** Time for a command to report that it was interrupted. */
const EXIT_DELAY_MS = 800;

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupt.abort();
    // A command that is still busy, for example with a child process, ends without a report.
    setTimeout(() => process.exit(130), EXIT_DELAY_MS).unref();
  });
}

void run(process.argv.slice(2), {
  env: process.env,
  // Getters, because both fail if the directory was deleted or the user is unknown, and few commands need them.
  get cwd() {
    return orFail(() => process.cwd(), 'working directory', 'It was deleted. Change to another directory.');
  },
  get home() {
    return orFail(homedir, 'home directory', 'Set HOME to a directory.');
  },
  platform: process.platform,
  arch: process.arch,
  // Getters, because opening each stream slows the start.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return ignoreErrors(process.stdout);
  },
  get stderr() {
    return ignoreErrors(process.stderr);
  },
  signal: interrupt.signal,
  // The bundle is dist/cli/main.js.
  dist: dirname(__dirname),
}).then((exitCode) => {
  // Set exitCode instead of calling process.exit(), which can drop output that is still buffered.
  process.exitCode = exitCode;
});

/** The reader may have closed the pipe, as `head` does, or the disk may be full. The exit code stays that of the command. */
function ignoreErrors(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.listenerCount('error') > 0 ? stream : stream.on('error', () => undefined);
}

function orFail(read: () => string, name: string, remedy: string): string {
  try {
    return read();
  } catch {
    throw missingDirectory(name, remedy);
  }
}
