import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { portOf } from './server.js';

export interface ConnectProxy {
  readonly port: number;
  /** Target and headers of each CONNECT request. */
  readonly seen: readonly { readonly target: string | undefined; readonly headers: IncomingHttpHeaders }[];
}

const open = new Map<Server, Set<Socket>>();

/**
 * Starts a proxy on loopback that handles CONNECT and resolves every host to 127.0.0.1. With a status other than 200 it
 * rejects every request; with 0 it closes the connection.
 */
export async function startProxy(status = 200): Promise<ConnectProxy> {
  const seen: { target: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer();
  server.on('connect', (request, socket: Socket) => {
    seen.push({ target: request.url, headers: request.headers });
    if (status === 0) return socket.destroy();
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 4\r\n\r\nnope`);
    const upstream = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    track(server, upstream);
  });
  return { port: await listen(server), seen };
}

/** Starts a proxy that accepts connections and never responds. Each of `connections` resolves when the client closes it. */
export async function startSilentProxy(): Promise<{ readonly port: number; readonly connections: Promise<unknown>[] }> {
  const connections: Promise<unknown>[] = [];
  const server = createSocketServer((socket) => void connections.push(once(socket.resume(), 'close')));
  return { port: await listen(server), connections };
}

async function listen(server: Server): Promise<number> {
  open.set(server, new Set());
  server.on('connection', (socket) => track(server, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server);
}

function track(server: Server, socket: Socket): void {
  open.get(server)?.add(socket.on('error', () => socket.destroy()));
}

/** Closes every proxy, with the connections through it. */
export async function closeProxies(): Promise<void> {
  const closed = [...open].map(async ([server, sockets]) => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  open.clear();
  await Promise.all(closed);
}
