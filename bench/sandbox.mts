// The sandbox in a process of its own, so that what is measured shares no event loop with what answers it. Answers over
// HTTP, and over TLS as clickup.test with the certificate of the tests.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { startSandbox } from '../dist/sandbox/index.js';

/** What this process reports to its parent once it answers. */
export interface Answering {
  readonly apiUrl: string;
  /** The same API over TLS. `bench/clickup-test.cjs` resolves its host. */
  readonly httpsApiUrl: string;
  readonly token: string;
  /** As many more as the first argument asks for, all of which work. */
  readonly issued: readonly string[];
}

// The second argument is how long each answer takes, in milliseconds.
const sandbox = await startSandbox({ rateLimit: 1_000_000, latencyMs: Number(process.argv[3] ?? 0) });
const { port, pathname } = new URL(sandbox.apiUrl);
// Without a delay on either side: a delayed acknowledgment takes 40 ms, as long as all that is measured.
const tls = createServer(
  {
    key: readFileSync('test/fixtures/tls/key.pem'),
    cert: readFileSync('test/fixtures/tls/cert.pem'),
    noDelay: true,
  },
  (secure) => {
    const plain = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
    secure.pipe(plain).pipe(secure);
    // A client that exits may reset its connection, which concerns no other client.
    secure.on('error', () => plain.destroy());
    plain.on('error', () => secure.destroy());
  },
);
await once(tls.listen(0, '127.0.0.1'), 'listening');
const issued = Array.from({ length: Number(process.argv[2] ?? 0) }, () => sandbox.issueToken());
const answering: Answering = {
  apiUrl: sandbox.apiUrl,
  httpsApiUrl: `https://clickup.test:${portOf(tls.address())}${pathname}`,
  token: sandbox.tokens.valid,
  issued,
};
process.send?.(answering);
process.on('disconnect', () => {
  tls.close();
  void sandbox.close();
});

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The TLS server does not listen on a port.');
  return address.port;
}
