import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { toPem, type Certificate } from './certificate.js';

export interface MutualTls {
  readonly certificate: Certificate;
  /** The only accepted client certificate, in DER. */
  readonly clientCertificate: Buffer;
}

export interface Listener {
  readonly socketPath: string;
  /** Stops accepting connections, and removes the socket. */
  close(): void;
}

/** The limit for socket paths on macOS. Linux allows 107 bytes. */
const MAX_PATH_BYTES = 103;
const SHORT_TEMP_DIRECTORY = '/tmp';

/**
 * Listens on a socket in a new directory that only this user can enter. With `tls`, calls `accept` only for clients with
 * the expected certificate; without it, for all.
 */
export async function listen(tls: MutualTls | undefined, accept: (socket: Socket) => void): Promise<Listener> {
  const server = tls === undefined ? createServer(accept) : createMutualTlsServer(tls, accept);
  const directory = mkdtempSync(join(tempDirectory(), 'clickup-'));
  const socketPath = join(directory, 'plugin');
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
  return {
    socketPath,
    close() {
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function createMutualTlsServer(tls: MutualTls, accept: (socket: Socket) => void): Server {
  const { certificate, clientCertificate } = tls;
  const server = createTlsServer({
    cert: toPem(certificate.der),
    key: certificate.key.export({ type: 'pkcs8', format: 'pem' }),
    ALPNProtocols: ['h2'],
    // Some builds of Terraform are limited to TLS 1.2, for example under FIPS.
    minVersion: 'TLSv1.2',
    requestCert: true,
    // Chain verification is off because the certificate is pinned: secureConnection compares it byte for byte with the
    // one that the host passed, and TLS proves possession of the key. The empty `ca` saves 20 ms on Node 20, which
    // otherwise parses its root certificates.
    ca: [],
    rejectUnauthorized: false,
  });
  server.on('secureConnection', (socket) => {
    const presented = socket.getPeerX509Certificate()?.raw;
    if (presented?.equals(clientCertificate) === true) accept(socket);
    else socket.destroy();
  });
  return server;
}

function tempDirectory(): string {
  const length = Buffer.byteLength(join(tmpdir(), 'clickup-XXXXXX', 'plugin'));
  return length <= MAX_PATH_BYTES ? tmpdir() : SHORT_TEMP_DIRECTORY;
}
