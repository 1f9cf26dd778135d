// Runs the provider in this process, and calls it over a real socket as Terraform does.
import type { ClientHttp2Session } from 'node:http2';
import { decode, encode } from '@msgpack/msgpack';
import { SCHEMA } from '../../provider/clickup/schema/index.js';
import { createConnectionHandler } from '../../provider/connection.js';
import { listen } from '../../provider/plugin/listener.js';
import { createLog } from '../../provider/plugin/logger.js';
import type { Diagnostic, DynamicValue } from '../../provider/protocol/generated/tfplugin6_pb.js';
import { Provider } from '../../provider/protocol/generated/tfplugin6_pb.js';
import { UNKNOWN } from '../../provider/protocol/value.js';
import { call, openSession } from './client.js';

type Fields = Readonly<Record<string, unknown>>;

/** A diagnostic as Terraform shows it. */
export interface ShownDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The attribute, for example `workspaces[1]`. Undefined for the whole block. */
  readonly attribute: string | undefined;
}

export interface ReadResult {
  readonly value: Fields | undefined;
  /** Number of the reason, if the read was deferred. */
  readonly deferred: number | undefined;
  readonly diagnostics: readonly ShownDiagnostic[];
}

/** A running provider, with its log at level TRACE. */
export interface OpenProvider {
  readonly session: ClientHttp2Session;
  readonly logged: readonly string[];
  validate(config: Fields): Promise<readonly ShownDiagnostic[]>;
  configure(config?: Fields): Promise<readonly ShownDiagnostic[]>;
  validateDataSource(typeName: DataSource, config: Fields): Promise<readonly ShownDiagnostic[]>;
  validateEphemeral(config: Fields): Promise<readonly ShownDiagnostic[]>;
  read(typeName: DataSource, config?: Fields, canDefer?: boolean): Promise<ReadResult>;
  openEphemeral(config?: Fields, canDefer?: boolean): Promise<ReadResult>;
  stop(): Promise<void>;
  close(): void;
}

type DataSource = keyof typeof SCHEMA.dataSources;

export async function openProvider(env: Readonly<Record<string, string>> = {}): Promise<OpenProvider> {
  const logged: string[] = [];
  const log = createLog({ level: 'trace', module: 'provider.clickup', write: (line) => logged.push(line) });
  const noop = (): void => undefined;
  const handler = createConnectionHandler({ env, log, shutdown: noop, disconnected: noop });
  const listener = await listen(undefined, handler);
  const session = openSession(listener.socketPath);
  const { method } = Provider;
  return {
    session,
    logged,
    async validate(config) {
      return shown(await call(session, method.validateProviderConfig, { config: providerConfig(config) }));
    },
    async configure(config = {}) {
      return shown(await call(session, method.configureProvider, { config: providerConfig(config) }));
    },
    async validateDataSource(typeName, fields) {
      const config = toWire(SCHEMA.dataSources[typeName].attributes, fields);
      return shown(await call(session, method.validateDataResourceConfig, { typeName, config }));
    },
    async validateEphemeral(fields) {
      const typeName = 'clickup_auth';
      const config = toWire(SCHEMA.ephemeralResources[typeName].attributes, fields);
      return shown(await call(session, method.validateEphemeralResourceConfig, { typeName, config }));
    },
    async read(typeName, fields = {}, canDefer = false) {
      const config = toWire(SCHEMA.dataSources[typeName].attributes, fields);
      const clientCapabilities = { deferralAllowed: canDefer };
      const response = await call(session, method.readDataSource, { typeName, config, clientCapabilities });
      return { value: fromWire(response.state), diagnostics: shown(response), deferred: response.deferred?.reason };
    },
    async openEphemeral(fields = {}, canDefer = false) {
      const typeName = 'clickup_auth';
      const config = toWire(SCHEMA.ephemeralResources[typeName].attributes, fields);
      const clientCapabilities = { deferralAllowed: canDefer };
      const response = await call(session, method.openEphemeralResource, { typeName, config, clientCapabilities });
      return { value: fromWire(response.result), diagnostics: shown(response), deferred: response.deferred?.reason };
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

/** Encodes a configuration as Terraform does, with every attribute. */
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

function shown({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly ShownDiagnostic[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === 1 ? 'error' : 'warning',
    summary,
    detail,
    attribute: attribute?.steps.reduce((path, { selector }) => {
      if (selector.case === 'elementKeyInt') return `${path}[${selector.value}]`;
      return path === '' ? String(selector.value) : `${path}.${selector.value}`;
    }, ''),
  }));
}
