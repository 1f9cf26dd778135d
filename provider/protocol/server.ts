import { Code, RpcError } from '../plugin/grpc.js';
import { unary, type Method } from '../plugin/rpc.js';
import type { Provider, ReadHandler } from './definition.js';
import { diagnosticToWire } from './diagnostic.js';
import {
  Deferred_Reason,
  Provider as ProviderService,
  type ClientCapabilities,
  type DynamicValue,
} from './generated/tfplugin6_pb.js';
import { schemaToWire } from './schema-message.js';
import type { Attributes, Block, ProviderSchema } from './schema.js';
import { decodeObject, encodeObject, unknownAttributes, ValueError, type ObjectValue } from './value.js';

/** Lets Terraform cache the schema, so that it calls GetProviderSchema in one of its three processes per plan only. */
const serverCapabilities = { getProviderSchemaOptional: true };

/** Implements the methods of Terraform's plugin protocol 6 for a provider. */
export function providerMethods(schema: ProviderSchema, provider: Provider): readonly Method[] {
  const { attributes } = schema.provider;
  const dataSource = (name: string): TypeHandler => find(name, schema.dataSources, provider.dataSources);
  const ephemeral = (name: string): TypeHandler => find(name, schema.ephemeralResources, provider.ephemeralResources);
  const { method } = ProviderService;
  return [
    unary(method.getMetadata, () => ({
      serverCapabilities,
      dataSources: Object.keys(schema.dataSources).map((typeName) => ({ typeName })),
      ephemeralResources: Object.keys(schema.ephemeralResources).map((typeName) => ({ typeName })),
    })),
    unary(method.getProviderSchema, () => schemaToWire(schema, serverCapabilities)),
    unary(method.getResourceIdentitySchemas, () => ({})),
    unary(method.validateProviderConfig, ({ config }) => ({
      diagnostics: provider.validate(decodeConfig(config, attributes)).map(diagnosticToWire),
    })),
    unary(method.configureProvider, async ({ config }) => ({
      diagnostics: (await provider.configure(decodeConfig(config, attributes))).map(diagnosticToWire),
    })),
    unary(method.stopProvider, () => {
      provider.stop();
      return {};
    }),
    unary(method.validateDataResourceConfig, ({ typeName, config }) => validate(dataSource(typeName), config)),
    unary(method.readDataSource, async ({ typeName, config, clientCapabilities }) => {
      const { value: state, ...rest } = await read(dataSource(typeName), config, clientCapabilities);
      return { state, ...rest };
    }),
    unary(method.validateEphemeralResourceConfig, ({ typeName, config }) => validate(ephemeral(typeName), config)),
    unary(method.openEphemeralResource, async ({ typeName, config, clientCapabilities }) => {
      const { value: result, ...rest } = await read(ephemeral(typeName), config, clientCapabilities);
      return { result, ...rest };
    }),
    // An open ephemeral resource has no state to release.
    unary(method.closeEphemeralResource, () => ({})),
  ];
}

interface TypeHandler {
  readonly attributes: Attributes;
  readonly handler: ReadHandler;
}

function find(
  typeName: string,
  blocks: Readonly<Record<string, Block>>,
  handlers: Readonly<Record<string, ReadHandler>>,
): TypeHandler {
  const block = Object.hasOwn(blocks, typeName) ? blocks[typeName] : undefined;
  const handler = handlers[typeName];
  if (block === undefined || handler === undefined) throw new RpcError(Code.invalidArgument, 'Unknown type.');
  return { attributes: block.attributes, handler };
}

function validate({ attributes, handler }: TypeHandler, config: DynamicValue | undefined) {
  const value = decodeConfig(config, attributes);
  return { diagnostics: (handler.validate?.(value) ?? []).map(diagnosticToWire) };
}

async function read(
  { attributes, handler }: TypeHandler,
  config: DynamicValue | undefined,
  capabilities: ClientCapabilities | undefined,
) {
  const configured = decodeConfig(config, attributes);
  // Terraform does not read a configuration with unknown values.
  const [unknown] = unknownAttributes(configured);
  if (unknown !== undefined) throw new RpcError(Code.invalidArgument, `The value of ${unknown} is unknown.`);
  const canDefer = capabilities?.deferralAllowed === true;
  const { value, isDeferred = false, diagnostics = [] } = await handler.read(configured, { canDefer });
  return {
    diagnostics: diagnostics.map(diagnosticToWire),
    ...(isDeferred && { deferred: { reason: Deferred_Reason.PROVIDER_CONFIG_UNKNOWN } }),
    value: value && { msgpack: encodeObject({ ...configured, ...value }, attributes) },
  };
}

function decodeConfig(config: DynamicValue | undefined, attributes: Attributes): ObjectValue {
  try {
    return decodeObject(config?.msgpack ?? Uint8Array.of(), attributes);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new RpcError(Code.invalidArgument, `Invalid configuration: ${error.message}.`);
  }
}
