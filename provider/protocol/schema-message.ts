import type { MessageInitShape } from '@bufbuild/protobuf';
import {
  Schema_Object_NestingMode,
  StringKind,
  type GetProviderSchemaResponseSchema,
  type ServerCapabilitiesSchema,
  type Schema_AttributeSchema,
  type SchemaSchema,
} from './generated/tfplugin6_pb.js';
import type { Attributes, AttributeType, Block, ProviderSchema } from './schema.js';

const TYPES: Readonly<Record<Extract<AttributeType, string>, unknown>> = {
  string: 'string',
  number: 'number',
  bool: 'bool',
  'list(string)': ['list', 'string'],
  'map(string)': ['map', 'string'],
};

/** Converts a provider schema to its protobuf message. */
export function schemaToWire(
  schema: ProviderSchema,
  serverCapabilities: MessageInitShape<typeof ServerCapabilitiesSchema>,
): MessageInitShape<typeof GetProviderSchemaResponseSchema> {
  return {
    serverCapabilities,
    provider: blockToWire(schema.provider),
    dataSourceSchemas: blocksToWire(schema.dataSources),
    ephemeralResourceSchemas: blocksToWire(schema.ephemeralResources),
  };
}

function blocksToWire(blocks: Readonly<Record<string, Block>>) {
  return Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, blockToWire(block)]));
}

function blockToWire({ description, attributes }: Block): MessageInitShape<typeof SchemaSchema> {
  return {
    block: { attributes: attributesToWire(attributes), description, descriptionKind: StringKind.MARKDOWN },
  };
}

function attributesToWire(attributes: Attributes): MessageInitShape<typeof Schema_AttributeSchema>[] {
  return Object.entries(attributes).map(([name, { type, use, description, sensitive = false }]) => ({
    name,
    description,
    descriptionKind: StringKind.MARKDOWN,
    required: use === 'required',
    optional: use.startsWith('optional'),
    computed: use.endsWith('computed'),
    sensitive,
    // Only a nested type can have optional attributes.
    ...(typeof type === 'object' && use !== 'computed'
      ? { nestedType: { attributes: attributesToWire(type.list), nesting: Schema_Object_NestingMode.LIST } }
      : { type: Buffer.from(JSON.stringify(typeConstraint(type))) }),
  }));
}

/**
 * Terraform's type constraint. A computed list of objects is not a nested type, because `override_data` of `terraform test`
 * accepts no list for a nested type.
 */
function typeConstraint(type: AttributeType): unknown {
  if (typeof type !== 'object') return TYPES[type];
  const fields = Object.entries(type.list).map(([name, attribute]) => [name, typeConstraint(attribute.type)]);
  return ['list', ['object', Object.fromEntries(fields)]];
}
