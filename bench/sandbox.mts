// Runs the sandbox in a separate process, so that it does not share an event loop with the measured code. Serves HTTP, and
// TLS as clickup.test with the test certificate.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { Transform } from 'node:stream';
import { createServer } from 'node:tls';
import { startSandbox } from '../dist/sandbox/index.js';

/** Sent to the parent process when the sandbox is ready. */
export interface SandboxReady {
  readonly apiUrl: string;
  /** The same API over TLS. `bench/clickup-test.cjs` resolves its host. */
  readonly httpsApiUrl: string;
  readonly token: string;
  /** Additional valid tokens. The first argument is their number. */
  readonly issued: readonly string[];
}

// The second argument is the latency of each response in milliseconds.
const sandbox = await startSandbox({ rateLimit: 1_000_000, latencyMs: Number(process.argv[3] ?? 0) });
const { port, pathname } = new URL(sandbox.apiUrl);
// Disable Nagle's algorithm on both sides, because a delayed acknowledgment takes 40 ms, as long as a whole run.
const tls = createServer(
  {
    key: readFileSync('test/fixtures/tls/key.pem'),
    cert: readFileSync('test/fixtures/tls/cert.pem'),
    noDelay: true,
  },
  (secure) => {
    const plain = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
    secure.pipe(renameHost()).pipe(plain).pipe(secure);
    // A client that exits may reset its connection, which concerns no other client.
    secure.on('error', () => plain.destroy());
    plain.on('error', () => secure.destroy());
  },
);
await once(tls.listen(0, '127.0.0.1'), 'listening');
const issued = Array.from({ length: Number(process.argv[2] ?? 0) }, () => sandbox.issueToken());
const ready: SandboxReady = {
  apiUrl: sandbox.apiUrl,
  httpsApiUrl: `https://clickup.test:${portOf(tls.address())}${pathname}`,
  token: sandbox.tokens.valid,
  issued,
};
process.send?.(ready);
process.on('disconnect', () => {
  tls.close();
  void sandbox.close();
});

/** The sandbox rejects requests for other hosts than loopback. A request of a check is one chunk. */
function renameHost(): Transform {
  return new Transform({
    transform: (chunk: Buffer, _, done) =>
      done(null, chunk.toString().replace(/^host: clickup\.test/im, 'Host: localhost')),
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The TLS server does not listen on a port.');
  return address.port;
}
