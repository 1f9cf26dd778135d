/** A block of a configuration, with resolved tokens. */
export type Block = Record<string, unknown>;

/** The blocks of a configuration by address. Several blocks can have one address, for example a resource and its override. */
export type Blocks = ReadonlyMap<string, readonly Block[]>;

/**
 * Returns every block of a configuration that can contain references. An address is in the form `vault_secret.x`,
 * `data.vault_secret.x`, `module.x`, `local.x`, `provider.vault` or `provider.vault.alias`. Terraform's JSON syntax accepts a
 * list in place of an object at every level.
 */
export function blocksOf(configuration: unknown): Blocks {
  const blocks = new Map<string, Block[]>();
  for (const [kind, content] of fields(configuration)) {
    for (const [address, block] of addressed(kind, content)) {
      blocks.set(address, [...(blocks.get(address) ?? []), block]);
    }
  }
  return blocks;
}

/** Whether an address is that of a resource or a module, which can depend on a gate. */
export function isResourceOrModuleAddress(address: string): boolean {
  return !/^(?:data|ephemeral|local|provider)\./.test(address);
}

function addressed(kind: string, content: unknown): (readonly [address: string, block: Block])[] {
  switch (kind) {
    case 'resource':
      return typed(content, '');
    case 'data':
    case 'ephemeral':
      return typed(content, `${kind}.`);
    case 'module':
      return named(content, 'module.');
    case 'locals':
      return fields(content).map(([name, value]) => [`local.${name}`, { value }] as const);
    case 'provider':
      return named(content, 'provider.').map(([address, block]) => {
        const { alias } = block;
        return [typeof alias === 'string' ? `${address}.${alias}` : address, block] as const;
      });
    default:
      return [];
  }
}

function typed(content: unknown, prefix: string): (readonly [string, Block])[] {
  return fields(content).flatMap(([type, blocks]) => named(blocks, `${prefix}${type}.`));
}

function named(content: unknown, prefix: string): (readonly [string, Block])[] {
  return fields(content).flatMap(([name, block]) => objects(block).map((one) => [prefix + name, one] as const));
}

function fields(value: unknown): [string, unknown][] {
  return objects(value).flatMap((one) => Object.entries(one));
}

/** The object, or the objects of a list. */
function objects(value: unknown): Block[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  return isObject(value) ? [value] : [];
}

function isObject(value: unknown): value is Block {
  return typeof value === 'object' && value !== null;
}
