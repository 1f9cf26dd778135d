import type { Socket } from 'node:net';
import { listen, type Trust } from './listener.js';
import { watchParent } from './parent.js';

/** How a process ends by itself. */
export interface Endings {
  /** The host says that it is done. */
  readonly shutdown: () => void;
  /** The host is gone. */
  readonly abandoned: () => void;
}

export interface ServeOptions {
  /** Without it, in debugging, nothing is encrypted, and the process serves until someone ends it. */
  readonly trust?: Trust | undefined;
  /** Tells the host where to connect. */
  readonly announce: (socketPath: string) => void;
  /** Loads what speaks on a connection, while the host connects: its own handshake takes about as long. */
  readonly load: (endings: Endings) => Promise<(socket: Socket) => void>;
  /** Ends the process. */
  readonly exit: (code: number) => void;
  readonly parentId: () => number;
}

/** Listens, announces itself, and serves until the host shuts it down or is gone. Fails where it can't listen. */
export async function serve({ trust, announce, load, exit, parentId }: ServeOptions): Promise<void> {
  const isDebugging = trust === undefined;
  const done = (): void => exit(0);
  const goOn = (): void => undefined;
  let begin: (speak: (socket: Socket) => void) => void = goOn;
  const ready = new Promise<(socket: Socket) => void>((resolve) => (begin = resolve));
  const listener = await listen(trust, (socket) => void ready.then((speak) => speak(socket)));
  process.on('exit', () => listener.close());
  // A terminal sends Ctrl-C to the host's children too; the host says itself when to stop.
  process.on('SIGINT', isDebugging ? () => exit(130) : goOn);
  process.on('SIGTERM', () => exit(143));
  process.on('SIGHUP', () => exit(129));
  if (!isDebugging) watchParent(parentId, done);
  announce(listener.socketPath);
  begin(await load({ shutdown: done, abandoned: isDebugging ? goOn : done }));
}
