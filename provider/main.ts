// What Terraform executes. Until the handshake it loads what the handshake takes and no more: three processes serve one
// plan, and Terraform waits for each.
import { writeSync } from 'node:fs';
import { PROVIDER_ADDRESS } from './address.js';
import { createCertificate } from './plugin/certificate.js';
import { handshakeLine, readHost, reattachValue } from './plugin/handshake.js';
import { createLog, describeFault, parseLogLevel } from './plugin/logger.js';
import { serve } from './plugin/serve.js';
import { TERRAFORM } from './protocol/agreement.js';

const STDOUT = 1;
const STDERR = 2;

const { env, argv } = process;
const log = createLog({
  level: parseLogLevel(env['TF_LOG_PROVIDER'] ?? env['TF_LOG']),
  module: 'provider.clickup',
  write: (line) => writeSync(STDERR, line),
});

// Node's own report of a crash quotes the error's message, and that may quote what the code was given.
process.on('uncaughtException', (error) => {
  log('error', 'a fault of the provider', describeFault(error));
  process.exit(1);
});

const host = argv.includes('--debug') ? undefined : readHost(env, TERRAFORM);
if (host !== undefined && 'stderrMessage' in host) {
  if (host.stdoutMessage !== undefined) writeSync(STDOUT, `${host.stdoutMessage}\n`);
  writeSync(STDERR, `${host.stderrMessage}\n`);
  process.exit(1);
}

const certificate = createCertificate();
serve({
  trust: host && { certificate, clientCertificate: host.clientCertificate },
  announce: (socketPath) => {
    const value = (): string => reattachValue(TERRAFORM, PROVIDER_ADDRESS, socketPath, process.pid);
    writeSync(
      STDOUT,
      host === undefined
        ? `Set this where you run terraform, and end this with Ctrl-C:\n\n  TF_REATTACH_PROVIDERS='${value()}'\n\n`
        : handshakeLine(TERRAFORM, socketPath, certificate.der),
    );
  },
  load: async ({ shutdown, abandoned }) => {
    const { createSpeaker } = await import('./speaker.js');
    return createSpeaker({ env, log, shutdown, abandoned });
  },
  exit: (code) => process.exit(code),
  parentId: () => process.ppid,
}).catch((error: NodeJS.ErrnoException) => {
  // Terraform shows the first line of stdout.
  writeSync(STDOUT, `The ClickUp provider can't listen: ${error.code ?? error.name} ${error.path ?? ''}\n`);
  process.exit(1);
});
