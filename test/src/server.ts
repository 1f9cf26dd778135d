import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server as NetServer } from 'node:net';

/** What a server got. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly port: number;
  /** As `http://127.0.0.1:40123`: it serves as `apiUrl` as it is. */
  readonly url: string;
  /** Every request, in the order in which they were complete. */
  readonly seen: readonly Seen[];
}

/** Answers a request, or leaves it open. */
export type Answerer = (request: Seen, response: ServerResponse) => unknown;

const open = new Set<Server>();

/** A real server on loopback, for where the transport itself matters. `closeServers` ends it. */
export async function serve(answer: Answerer, host = '127.0.0.1'): Promise<TestServer> {
  return listen(createServer(), answer, 'http', host);
}

/** The same, with the certificate of `clickup.test` and `localhost`. */
export async function serveTls(answer: Answerer): Promise<TestServer> {
  const [cert, key] = ['cert', 'key'].map((name) => readFileSync(`test/fixtures/tls/${name}.pem`));
  return listen(createTlsServer({ cert, key }), answer, 'https', '127.0.0.1');
}

async function listen(server: Server, answer: Answerer, protocol: string, host: string): Promise<TestServer> {
  const seen: Seen[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = await request.toArray();
    const { method, url, headers } = request;
    const one = { method, url, headers, body: String(Buffer.concat(chunks)) };
    seen.push(one);
    await answer(one, response);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A test whose answer fails is told at once, not after a minute.
    take(request, response).catch((error: Error) => response.destroy(error));
  });
  open.add(server);
  server.listen(0, host);
  await once(server, 'listening');
  const port = portOf(server);
  return { port, url: `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`, seen };
}

/** Where a server listens. */
export function portOf(server: NetServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens at no port.');
  return address.port;
}

/** Ends every server of {@link serve}, with the requests that were left open. */
export async function closeServers(): Promise<void> {
  const closed = [...open].map(async (server) => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  open.clear();
  await Promise.all(closed);
}

/** A port of loopback at which nobody listens. */
export async function closedPort(): Promise<number> {
  const { port } = await serve(() => undefined);
  await closeServers();
  return port;
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}
