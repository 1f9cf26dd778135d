import type { Blocks } from './blocks.js';
import { references } from './references.js';

/**
 * Returns the addresses of all blocks that a configuration refers to, directly or indirectly: through attributes, locals,
 * modules, `depends_on`, and the providers of all these. If one of them depended on the gate, Terraform would report a
 * dependency cycle.
 */
export function upstreamAddresses(blocks: Blocks, configuration: unknown): ReadonlySet<string> {
  const upstream = new Set<string>();
  const queue = references(configuration).filter((address) => blocks.has(address));
  for (const address of queue) {
    if (upstream.has(address)) continue;
    upstream.add(address);
    for (const block of blocks.get(address) ?? []) {
      const needed = [...references(block), ...providersOf(address, block, blocks)];
      queue.push(...needed.filter((one) => blocks.has(one)));
    }
  }
  return upstream;
}

/** Returns the providers of a block. A module always inherits the providers without an alias. */
function providersOf(address: string, content: unknown, blocks: Blocks): string[] {
  if (/^(provider|local)\./.test(address)) return [];
  const { provider, providers }: { provider?: unknown; providers?: unknown } = asObject(content);
  if (address.startsWith('module.')) {
    const inherited = [...blocks.keys()].filter((one) => /^provider\.[^.]+$/.test(one));
    return [...inherited, ...Object.values(asObject(providers)).map((one) => `provider.${String(one)}`)];
  }
  const type = address.replace(/^(data|ephemeral)\./, '');
  return [typeof provider === 'string' ? `provider.${provider}` : `provider.${/^[^_.]+/.exec(type)?.[0] ?? ''}`];
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
