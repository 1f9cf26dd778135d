import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';

export type StreamListener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

/** Returns a handler that serves HTTP/2 on a socket. `onDisconnected` is called when the last open session closes. */
export function createHttp2Handler(onStream: StreamListener, onDisconnected: () => void): (socket: Socket) => void {
  const server = createServer();
  let openSessions = 0;
  server.on('stream', onStream);
  server.on('session', (session) => {
    openSessions += 1;
    // Node throws if nothing handles `error`. `close` follows, and is enough.
    session.on('error', () => undefined);
    session.once('close', () => {
      openSessions -= 1;
      if (openSessions === 0) onDisconnected();
    });
  });
  return (socket) => void server.emit('connection', socket);
}
