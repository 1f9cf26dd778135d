import type { Socket } from 'node:net';
import { listen, type MutualTls } from './listener.js';

const PARENT_CHECK_INTERVAL_MS = 1000;

type ConnectionHandler = (socket: Socket) => void;

/** The events after which the process exits. */
export interface ExitHandlers {
  /** The host called Shutdown. */
  readonly shutdown: () => void;
  /** The last connection was closed. */
  readonly disconnected: () => void;
}

export interface ServeOptions {
  /** If omitted, for debugging, connections are not encrypted, and the process runs until Ctrl-C. */
  readonly tls?: MutualTls | undefined;
  /** Prints the address that the host connects to. */
  readonly announce: (socketPath: string) => void;
  /** Loads the connection handler while the host connects, which takes about as long. */
  readonly load: (handlers: ExitHandlers) => Promise<ConnectionHandler>;
  readonly exit: (code: number) => void;
  readonly parentId: () => number;
}

/** Listens, announces the socket, and serves until the host calls Shutdown or exits. Rejects if it cannot listen. */
export async function serve({ tls, announce, load, exit, parentId }: ServeOptions): Promise<void> {
  const isDebugging = tls === undefined;
  const exitNormally = (): void => exit(0);
  const noop = (): void => undefined;
  let resolveHandler: (handler: ConnectionHandler) => void = noop;
  const handlerLoaded = new Promise<ConnectionHandler>((resolve) => (resolveHandler = resolve));
  const listener = await listen(tls, (socket) => void handlerLoaded.then((handle) => handle(socket)));
  process.on('exit', () => listener.close());
  // A terminal sends Ctrl-C to the host's child processes too. The host calls StopProvider instead.
  process.on('SIGINT', isDebugging ? () => exit(130) : noop);
  process.on('SIGTERM', () => exit(143));
  process.on('SIGHUP', () => exit(129));
  if (!isDebugging) exitWithParent(parentId, exitNormally);
  announce(listener.socketPath);
  resolveHandler(await load({ shutdown: exitNormally, disconnected: isDebugging ? noop : exitNormally }));
}

/** Handles a host that is killed before it connects. When a parent process ends, its children get another parent. */
function exitWithParent(parentId: () => number, exit: () => void): void {
  const original = parentId();
  const exitIfOrphaned = (): void => {
    if (parentId() !== original) exit();
  };
  setInterval(exitIfOrphaned, PARENT_CHECK_INTERVAL_MS).unref();
}
