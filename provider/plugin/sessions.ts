import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';

/** Told of each call. */
export type StreamListener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

/** Speaks HTTP/2 on the connections it is handed. `onAbandoned` is told when the last of them has ended. */
export function createSessions(onStream: StreamListener, onAbandoned: () => void): (socket: Socket) => void {
  const server = createServer();
  let open = 0;
  server.on('stream', onStream);
  server.on('session', (session) => {
    open += 1;
    // A connection that breaks is no fault of ours, and `close` tells its end.
    session.on('error', () => undefined);
    session.once('close', () => {
      open -= 1;
      if (open === 0) onAbandoned();
    });
  });
  return (socket) => void server.emit('connection', socket);
}
