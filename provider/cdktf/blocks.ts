import { TerraformElement, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** The blocks of a stack by address, before tokens are resolved. */
export type Blocks = ReadonlyMap<string, readonly unknown[]>;

/**
 * Returns every block of a stack that can contain references. An address is in the form `vault_secret.x`,
 * `data.vault_secret.x`, `module.x`, `local.x`, `provider.vault` or `provider.vault.alias`.
 */
export function blocksOf(stack: TerraformStack): Blocks {
  const blocks = new Map<string, unknown[]>();
  for (const fragment of fragments(stack)) {
    for (const [address, block] of entries(fragment)) blocks.set(address, [...(blocks.get(address) ?? []), block]);
  }
  return blocks;
}

/** Returns the elements of a stack, without those of nested stacks. */
export function elementsOf(stack: TerraformStack): TerraformElement[] {
  const elements: TerraformElement[] = [];
  const visit = (node: IConstruct): void => {
    if (TerraformElement.isTerraformElement(node)) elements.push(node);
    for (const child of node.node.children) if (!TerraformStack.isStack(child)) visit(child);
  };
  visit(stack);
  return elements;
}

function fragments(stack: TerraformStack): unknown[] {
  return [...elementsOf(stack).map((element): unknown => element.toTerraform()), stack['rawOverrides']];
}

function entries(fragment: unknown): (readonly [string, unknown])[] {
  return fields(fragment).flatMap(([kind, content]) => {
    if (kind === 'resource') return named(content, '');
    if (kind === 'data' || kind === 'ephemeral') return named(content, `${kind}.`);
    if (kind === 'module') return fields(content).map(([name, block]) => [`module.${name}`, block] as const);
    if (kind === 'locals') return fields(content).map(([name, block]) => [`local.${name}`, block] as const);
    return kind === 'provider' ? providers(content) : [];
  });
}

function named(content: unknown, prefix: string): (readonly [string, unknown])[] {
  return fields(content).flatMap(([type, blocks]) =>
    fields(blocks).map(([name, block]) => [`${prefix}${type}.${name}`, block] as const),
  );
}

function providers(content: unknown): (readonly [string, unknown])[] {
  return fields(content).flatMap(([type, blocks]) =>
    (Array.isArray(blocks) ? blocks : [blocks]).map((block: unknown) => {
      const alias = fields(block).find(([key]) => key === 'alias')?.[1];
      return [typeof alias === 'string' ? `provider.${type}.${alias}` : `provider.${type}`, block] as const;
    }),
  );
}

function fields(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
