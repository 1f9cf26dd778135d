import type { Socket } from 'node:net';
import { createProvider } from './clickup/provider.js';
import { SCHEMA } from './clickup/schema/index.js';
import type { Log } from './plugin/logger.js';
import { createStreamListener } from './plugin/rpc.js';
import type { Endings } from './plugin/serve.js';
import { pluginMethods } from './plugin/services.js';
import { createSessions } from './plugin/sessions.js';
import { providerMethods } from './protocol/server.js';

export interface SpeakerOptions extends Endings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Everything that is said on a connection: what main.ts loads once it has announced itself. */
export function createSpeaker({ env, log, shutdown, abandoned }: SpeakerOptions): (socket: Socket) => void {
  const methods = [...pluginMethods(shutdown), ...providerMethods(SCHEMA, createProvider(env, log))];
  return createSessions(createStreamListener(methods, log), abandoned);
}
