import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { portOf } from './server.js';

export interface ConnectProxy {
  readonly port: number;
  /** Each CONNECT: what it asked for, and with which headers. */
  readonly seen: readonly { readonly target: string | undefined; readonly headers: IncomingHttpHeaders }[];
}

const open = new Map<Server, Set<Socket>>();

/**
 * A real proxy on loopback that takes CONNECT. It maps every host to 127.0.0.1, and with a status other than 200 it lets
 * nothing through; with 0 it hangs up.
 */
export async function startProxy(status = 200): Promise<ConnectProxy> {
  const seen: { target: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer();
  server.on('connect', (request, socket: Socket) => {
    seen.push({ target: request.url, headers: request.headers });
    if (status === 0) return socket.destroy();
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 4\r\n\r\nnope`);
    const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    keep(server, onward);
  });
  return { port: await listen(server), seen };
}

/** A proxy that takes connections and says nothing. Each of `connections` resolves when the other side has left. */
export async function startSilence(): Promise<{ readonly port: number; readonly connections: Promise<unknown>[] }> {
  const connections: Promise<unknown>[] = [];
  const server = createSocketServer((socket) => void connections.push(once(socket.resume(), 'close')));
  return { port: await listen(server), connections };
}

async function listen(server: Server): Promise<number> {
  open.set(server, new Set());
  server.on('connection', (socket) => keep(server, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server);
}

function keep(server: Server, socket: Socket): void {
  open.get(server)?.add(socket.on('error', () => socket.destroy()));
}

/** Ends every proxy that was started here, with what runs through it. */
export async function closeProxies(): Promise<void> {
  const closed = [...open].map(async ([server, sockets]) => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  open.clear();
  await Promise.all(closed);
}
