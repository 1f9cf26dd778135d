import { Code, RpcError } from '../plugin/grpc.js';
import { unary, type Method } from '../plugin/rpc.js';
import type { Provider, ReadHandler } from './definition.js';
import { diagnosticToWire } from './diagnostic.js';
import { Provider as ProviderService, type DynamicValue } from './generated/tfplugin6_pb.js';
import { schemaToWire } from './schema-message.js';
import type { Attributes, Block, ProviderSchema } from './schema.js';
import { decodeObject, encodeObject, unknownAttributes, ValueError, type ObjectValue } from './value.js';

/** One schema call a command is enough: three processes serve one plan. */
const serverCapabilities = { getProviderSchemaOptional: true };

/** Serves a provider over Terraform's protocol 6. */
export function providerMethods(schema: ProviderSchema, provider: Provider): readonly Method[] {
  const dataSource = (typeName: string): Found => find(typeName, schema.dataSources, provider.dataSources);
  const ephemeralResource = (typeName: string): Found => {
    return find(typeName, schema.ephemeralResources, provider.ephemeralResources);
  };
  const { method } = ProviderService;
  return [
    unary(method.getMetadata, () => ({
      serverCapabilities,
      dataSources: Object.keys(schema.dataSources).map((typeName) => ({ typeName })),
      ephemeralResources: Object.keys(schema.ephemeralResources).map((typeName) => ({ typeName })),
    })),
    unary(method.getProviderSchema, () => schemaToWire(schema, serverCapabilities)),
    unary(method.getResourceIdentitySchemas, () => ({})),
    unary(method.validateProviderConfig, ({ config }) => {
      const value = decodeConfig(config, schema.provider.attributes);
      return { diagnostics: provider.validate(value).map(diagnosticToWire) };
    }),
    unary(method.configureProvider, async ({ config }) => {
      const value = decodeConfig(config, schema.provider.attributes);
      return { diagnostics: (await provider.configure(value)).map(diagnosticToWire) };
    }),
    unary(method.stopProvider, () => {
      provider.stop();
      return {};
    }),
    unary(method.validateDataResourceConfig, ({ typeName, config }) => validate(dataSource(typeName), config)),
    unary(method.readDataSource, async ({ typeName, config }) => {
      const { value, diagnostics } = await read(dataSource(typeName), config);
      return { diagnostics, ...(value && { state: value }) };
    }),
    unary(method.validateEphemeralResourceConfig, ({ typeName, config }) => {
      return validate(ephemeralResource(typeName), config);
    }),
    unary(method.openEphemeralResource, async ({ typeName, config }) => {
      const { value, diagnostics } = await read(ephemeralResource(typeName), config);
      return { diagnostics, ...(value && { result: value }) };
    }),
    // Nothing is kept open.
    unary(method.closeEphemeralResource, () => ({})),
  ];
}

interface Found {
  readonly attributes: Attributes;
  readonly handler: ReadHandler;
}

function find(
  typeName: string,
  blocks: Readonly<Record<string, Block>>,
  handlers: Readonly<Record<string, ReadHandler>>,
): Found {
  const block = Object.hasOwn(blocks, typeName) ? blocks[typeName] : undefined;
  const handler = handlers[typeName];
  if (block === undefined || handler === undefined) {
    throw new RpcError(Code.invalidArgument, 'There is no such type.');
  }
  return { attributes: block.attributes, handler };
}

function validate({ attributes, handler }: Found, config: DynamicValue | undefined) {
  const value = decodeConfig(config, attributes);
  return { diagnostics: (handler.validate?.(value) ?? []).map(diagnosticToWire) };
}

async function read({ attributes, handler }: Found, config: DynamicValue | undefined) {
  const given = decodeConfig(config, attributes);
  const [unknown] = unknownAttributes(given);
  // Terraform reads only what it knows wholly.
  if (unknown !== undefined) throw new RpcError(Code.invalidArgument, `${unknown} is not known yet.`);
  const { value, diagnostics = [] } = await handler.read(given);
  return {
    diagnostics: diagnostics.map(diagnosticToWire),
    value: value && { msgpack: encodeObject({ ...given, ...value }, attributes) },
  };
}

function decodeConfig(config: DynamicValue | undefined, attributes: Attributes): ObjectValue {
  try {
    return decodeObject(config?.msgpack ?? Uint8Array.of(), attributes);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new RpcError(Code.invalidArgument, `The configuration is none: ${error.message}.`);
  }
}
