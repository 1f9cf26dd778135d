import type { Socket } from 'node:net';
import { createProvider } from './clickup/provider.js';
import { SCHEMA } from './clickup/schema/index.js';
import { createHttp2Handler } from './plugin/http2.js';
import type { Log } from './plugin/logger.js';
import { createStreamListener } from './plugin/rpc.js';
import type { ExitHandlers } from './plugin/serve.js';
import { pluginMethods } from './plugin/services.js';
import { providerMethods } from './protocol/server.js';

export interface ConnectionOptions extends ExitHandlers {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Returns a handler that serves the provider on a socket. main.ts loads this module after the handshake. */
export function createConnectionHandler(options: ConnectionOptions): (socket: Socket) => void {
  const { env, log, shutdown, disconnected } = options;
  const methods = [...pluginMethods(shutdown), ...providerMethods(SCHEMA, createProvider(env, log))];
  return createHttp2Handler(createStreamListener(methods, log), disconnected);
}
