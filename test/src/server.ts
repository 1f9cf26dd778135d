import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as NetServer } from 'node:net';

/** A request that a server received. */
export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly port: number;
  /** For `apiUrl`, for example `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Every request, in the order in which their bodies were complete. */
  readonly seen: readonly ReceivedRequest[];
}

/** Responds to a request, or leaves it open. */
export type Handler = (request: ReceivedRequest, response: ServerResponse) => unknown;

const open = new Set<Server>();

/** Starts a server on loopback, for tests of the transport. {@link closeServers} closes it. */
export async function serve(handler: Handler, host = '127.0.0.1'): Promise<TestServer> {
  return listen(createServer(), handler, 'http', host);
}

/** Starts a TLS server with a certificate for `clickup.test` and `localhost`. */
export async function serveTls(handler: Handler): Promise<TestServer> {
  const [cert, key] = ['cert', 'key'].map((name) => readFileSync(`test/fixtures/tls/${name}.pem`));
  return listen(createTlsServer({ cert, key }), handler, 'https', '127.0.0.1');
}

async function listen(server: Server, handler: Handler, protocol: string, host: string): Promise<TestServer> {
  const seen: ReceivedRequest[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = await request.toArray();
    const { method, url, headers } = request;
    const received = { method, url, headers, body: String(Buffer.concat(chunks)) };
    seen.push(received);
    await handler(received, response);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Fail a test immediately if its handler throws, not after its timeout.
    receive(request, response).catch((error: Error) => response.destroy(error));
  });
  open.add(server);
  server.listen(0, host);
  await once(server, 'listening');
  const port = portOf(server);
  return { port, url: `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`, seen };
}

export function portOf(server: NetServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

/** Closes every server of {@link serve} and {@link serveTls}, with their open requests. */
export async function closeServers(): Promise<void> {
  const closed = [...open].map(async (server) => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  open.clear();
  await Promise.all(closed);
}

/** A port on loopback without a listener. */
export async function closedPort(): Promise<number> {
  const { port } = await serve(() => undefined);
  await closeServers();
  return port;
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}
