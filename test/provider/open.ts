// The provider in this process, over a real socket: what Terraform would get, without a terraform.
import type { ClientHttp2Session } from 'node:http2';
import { decode, encode } from '@msgpack/msgpack';
import { SCHEMA } from '../../provider/clickup/schema/index.js';
import { listen } from '../../provider/plugin/listener.js';
import { createLog } from '../../provider/plugin/logger.js';
import type { Diagnostic, DynamicValue } from '../../provider/protocol/generated/tfplugin6_pb.js';
import { Provider } from '../../provider/protocol/generated/tfplugin6_pb.js';
import { UNKNOWN } from '../../provider/protocol/value.js';
import { createSpeaker } from '../../provider/speaker.js';
import { call, openSession } from './client.js';

type Fields = Readonly<Record<string, unknown>>;

/** What Terraform would show, with the path as people write it. */
export interface Told {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** As `workspaces[1]`; undefined for the whole block. */
  readonly at: string | undefined;
}

export interface Answered {
  readonly value: Fields | undefined;
  readonly told: readonly Told[];
}

/** A provider that is listening, with what it logs at TRACE. */
export interface OpenProvider {
  readonly session: ClientHttp2Session;
  readonly logged: readonly string[];
  validate(config: Fields): Promise<readonly Told[]>;
  configure(config?: Fields): Promise<readonly Told[]>;
  validateDataSource(typeName: DataSource, config: Fields): Promise<readonly Told[]>;
  read(typeName: DataSource, config?: Fields): Promise<Answered>;
  openGate(config?: Fields): Promise<Answered>;
  stop(): Promise<void>;
  close(): void;
}

type DataSource = keyof typeof SCHEMA.dataSources;

export async function openProvider(env: Readonly<Record<string, string>> = {}): Promise<OpenProvider> {
  const logged: string[] = [];
  const log = createLog({ level: 'trace', module: 'provider.clickup', write: (line) => logged.push(line) });
  const ignore = (): void => undefined;
  const listener = await listen(undefined, createSpeaker({ env, log, shutdown: ignore, abandoned: ignore }));
  const session = openSession(listener.socketPath);
  const { method } = Provider;
  return {
    session,
    logged,
    async validate(config) {
      return told(await call(session, method.validateProviderConfig, { config: providerConfig(config) }));
    },
    async configure(config = {}) {
      return told(await call(session, method.configureProvider, { config: providerConfig(config) }));
    },
    async validateDataSource(typeName, fields) {
      const config = toWire(SCHEMA.dataSources[typeName].attributes, fields);
      return told(await call(session, method.validateDataResourceConfig, { typeName, config }));
    },
    async read(typeName, fields = {}) {
      const config = toWire(SCHEMA.dataSources[typeName].attributes, fields);
      const reply = await call(session, method.readDataSource, { typeName, config });
      return { value: fromWire(reply.state), told: told(reply) };
    },
    async openGate(fields = {}) {
      const typeName = 'clickup_auth';
      const config = toWire(SCHEMA.ephemeralResources[typeName].attributes, fields);
      const reply = await call(session, method.openEphemeralResource, { typeName, config });
      return { value: fromWire(reply.result), told: told(reply) };
    },
    async stop() {
      await call(session, method.stopProvider, {});
    },
    close() {
      session.destroy();
      listener.close();
    },
  };
}

/** A configuration as Terraform sends it: every attribute is there. */
export function toWire(attributes: Fields, fields: Fields): { msgpack: Uint8Array<ArrayBuffer> } {
  const entries = Object.keys(attributes).map((name) => [name, fields[name] ?? null]);
  return { msgpack: encode(Object.fromEntries(entries)) };
}

function providerConfig(fields: Fields) {
  return toWire(SCHEMA.provider.attributes, fields);
}

function fromWire(value: DynamicValue | undefined): Fields | undefined {
  if (value === undefined) return undefined;
  const extensionCodec = { tryToEncode: () => null, decode: () => UNKNOWN };
  const decoded: unknown = decode(value.msgpack, { extensionCodec });
  return typeof decoded === 'object' && decoded !== null ? { ...decoded } : undefined;
}

function told({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly Told[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === 1 ? 'error' : 'warning',
    summary,
    detail,
    at: attribute?.steps.reduce((path, { selector }) => {
      if (selector.case === 'elementKeyInt') return `${path}[${selector.value}]`;
      return path === '' ? String(selector.value) : `${path}.${selector.value}`;
    }, ''),
  }));
}
