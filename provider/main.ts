// What Terraform executes. Until the handshake it loads what the handshake takes, and no more: three processes serve one
// plan, and Terraform waits for each.
import { writeSync } from 'node:fs';
import { PROVIDER_ADDRESS } from './address.js';
import { createCertificate } from './plugin/certificate.js';
import { handshakeLine, readHost, reattachValue } from './plugin/handshake.js';
import { createLog, describeFault, parseLogLevel } from './plugin/logger.js';
import { serve } from './plugin/serve.js';
import { TERRAFORM } from './protocol/agreement.js';

const { env, argv } = process;
const log = createLog({
  level: parseLogLevel(env['TF_LOG_PROVIDER'] ?? env['TF_LOG']),
  module: 'provider.clickup',
  write: (line) => writeSync(2, line),
});

// The usual report of a crash quotes the error's message, and that may quote what the code was given.
process.on('uncaughtException', (error) => {
  log('error', 'a fault of the provider', describeFault(error));
  process.exit(1);
});

void start();

async function start(): Promise<void> {
  const host = argv.includes('--debug') ? undefined : readHost(env, TERRAFORM);
  if (host !== undefined && 'toPerson' in host) {
    if (host.toHost !== undefined) writeSync(1, `${host.toHost}\n`);
    writeSync(2, `${host.toPerson}\n`);
    process.exit(1);
  }
  const certificate = createCertificate();
  await serve({
    trust: host && { certificate, clientCertificate: host.clientCertificate },
    announce: (socketPath) => {
      if (host !== undefined) return void writeSync(1, handshakeLine(TERRAFORM, socketPath, certificate.der));
      const value = reattachValue(TERRAFORM, PROVIDER_ADDRESS, socketPath, process.pid);
      return void writeSync(1, `Set this where you run terraform:\n\n  TF_REATTACH_PROVIDERS='${value}'\n\n`);
    },
    load: async ({ shutdown, abandoned }) => {
      const { createSpeaker } = await import('./speaker.js');
      return createSpeaker({ env, log, shutdown, abandoned });
    },
    exit: (code) => process.exit(code),
    parentId: () => process.ppid,
  });
}
