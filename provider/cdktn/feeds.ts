import type { TerraformStack } from 'cdktn';
import { blocksOf, type Blocks } from './blocks.js';
import { references } from './references.js';
import { resolved } from './resolved.js';

/**
 * The addresses of everything in the stack from which this configuration is made, directly or through others: through
 * attributes, locals, modules, `depends_on`, and the providers of all these. If one of them waited for the gate, the gate
 * would wait for itself.
 */
export function feedsOf(stack: TerraformStack, configuration: unknown): ReadonlySet<string> {
  const fed = new Set<string>();
  const first = references(resolved(stack, configuration));
  // Most tokens come from the environment. Then the stack need not be looked through.
  if (first.length === 0) return fed;
  const blocks = blocksOf(stack);
  const queue = first.filter((address) => blocks.has(address));
  for (const address of queue) {
    if (fed.has(address)) continue;
    fed.add(address);
    for (const block of blocks.get(address) ?? []) {
      const content = resolved(stack, block);
      const needed = [...references(content), ...providersOf(address, content, blocks)];
      queue.push(...needed.filter((one) => blocks.has(one)));
    }
  }
  return fed;
}

/** The providers behind a block. A module may use each that has no alias, whatever it is passed. */
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
