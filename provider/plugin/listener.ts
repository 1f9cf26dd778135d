import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { toPem, type Certificate } from './certificate.js';

/** Both ends of a connection: whose certificate is shown, and whose is awaited. */
export interface Trust {
  readonly certificate: Certificate;
  /** The one certificate that may speak to us, as DER. */
  readonly clientCertificate: Buffer;
}

export interface Listener {
  readonly socketPath: string;
  /** Takes no more connections, and removes the socket. */
  close(): void;
}

/** A socket's path may have 103 bytes on macOS, and 107 on Linux. */
const MAX_PATH_BYTES = 103;
const USUAL_FOLDER = '/tmp';

/**
 * Listens on a socket in a folder of its own, which only this user can enter, and hands on the connections that may
 * speak: with `trust` those whose certificate is the one awaited, else, in debugging, all.
 */
export async function listen(trust: Trust | undefined, accept: (socket: Socket) => void): Promise<Listener> {
  const server = trust === undefined ? createServer(accept) : guard(trust, accept);
  const folder = mkdtempSync(join(socketParent(), 'clickup-'));
  const socketPath = join(folder, 'plugin');
  await new Promise<void>((done, fail) => server.once('error', fail).listen(socketPath, done));
  return {
    socketPath,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function guard({ certificate, clientCertificate }: Trust, accept: (socket: Socket) => void): Server {
  const server = createTlsServer({
    cert: toPem(certificate.der),
    key: certificate.key.export({ type: 'pkcs8', format: 'pem' }),
    ALPNProtocols: ['h2'],
    minVersion: 'TLSv1.3',
    requestCert: true,
    // No authority is asked whether it signed the certificate: comparing it is stricter. TLS itself proves that the other
    // side holds its key. With any authority, or with the default ones, Node 20 reads its whole store for 20 ms a start.
    ca: [],
    rejectUnauthorized: false,
  });
  server.on('secureConnection', (socket) => {
    const shown = socket.getPeerX509Certificate()?.raw;
    if (shown?.equals(clientCertificate) === true) accept(socket);
    else socket.destroy();
  });
  return server;
}

function socketParent(): string {
  const length = Buffer.byteLength(join(tmpdir(), 'clickup-XXXXXX', 'plugin'));
  return length <= MAX_PATH_BYTES ? tmpdir() : USUAL_FOLDER;
}
