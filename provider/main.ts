// The executable that Terraform starts. It loads only what the handshake requires, because Terraform starts three
// processes per plan and waits for each handshake.
import { writeSync } from 'node:fs';
import { PROVIDER_ADDRESSES } from './address.js';
import { createCertificate } from './plugin/certificate.js';
import { handshakeLine, readHost, reattachValue } from './plugin/handshake.js';
import { createLog, errorFields, parseLogLevel } from './plugin/logger.js';
import { serve } from './plugin/serve.js';
import { HANDSHAKE_CONFIG } from './protocol/handshake-config.js';

const STDOUT = 1;
const STDERR = 2;
/** The exit code by which launcher.sh recognizes that the provider has run, because a broken `node` can exit with 0. */
const NORMAL_END = 100;

const { env, argv } = process;
const log = createLog({
  level: parseLogLevel(env['TF_LOG_PROVIDER'] || env['TF_LOG']),
  module: 'provider.clickup',
  write: (line) => writeSync(STDERR, line),
});

// Replaces Node's crash report, which contains the error message. That message can quote configuration values.
process.on('uncaughtException', (error) => {
  log('error', 'internal error', errorFields(error));
  process.exit(1);
});

const host = argv.includes('--debug') ? undefined : readHost(env, HANDSHAKE_CONFIG);
if (host !== undefined && 'stderrMessage' in host) {
  if (host.stdoutMessage !== undefined) writeSync(STDOUT, `${host.stdoutMessage}\n`);
  writeSync(STDERR, `${host.stderrMessage}\n`);
  process.exit(1);
}

const certificate = createCertificate();
serve({
  tls: host && { certificate, clientCertificate: host.clientCertificate },
  announce: (socketPath) => {
    const value = (): string => reattachValue(HANDSHAKE_CONFIG, PROVIDER_ADDRESSES, socketPath, process.pid);
    writeSync(
      STDOUT,
      host === undefined
        ? `Set this variable where you run Terraform. Press Ctrl-C to stop the provider.\n\n  TF_REATTACH_PROVIDERS='${value()}'\n\n`
        : handshakeLine(HANDSHAKE_CONFIG, socketPath, certificate.der),
    );
  },
  load: async (exitHandlers) => {
    const { createConnectionHandler } = await import('./connection.js');
    return createConnectionHandler({ env, log, ...exitHandlers });
  },
  // The launcher ends with 0 in this case.
  exit: (code) => process.exit(code === 0 && env['CLICKUP_PROVIDER_HOST'] !== undefined ? NORMAL_END : code),
  // Changes when the host ends. The launcher, which is the parent, waits for this process.
  parentId: () => (isRunning(Number(env['CLICKUP_PROVIDER_HOST'])) ? process.ppid : 0),
}).catch(({ code, name, path = '' }: NodeJS.ErrnoException) => {
  // Terraform shows the first line of stdout.
  const error = `${code ?? name} ${path}`.trim();
  writeSync(STDOUT, `The ClickUp provider cannot create its socket (${error}). Set TMPDIR to a writable directory.\n`);
  process.exit(1);
});

/** Returns whether a process exists, true without an ID. */
function isRunning(pid: number): boolean {
  try {
    return !(pid > 0) || process.kill(pid, 0);
  } catch (error) {
    // Another user's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
