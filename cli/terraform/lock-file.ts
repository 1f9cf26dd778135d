import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PROVIDER_ADDRESS } from '../../provider/address.js';

/** What a dependency lock file holds of our provider. */
export interface Locked {
  readonly version: string;
  readonly hashes: readonly string[];
}

/** The provider's entry in a `.terraform.lock.hcl`, which Terraform alone writes; undefined without file or entry. */
export function readLocked(path: string): Locked | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const [, block] = new RegExp(`^provider "${PROVIDER_ADDRESS}" \\{$([^]*?)^\\}$`, 'm').exec(text) ?? [];
  if (block === undefined) return undefined;
  const [, version = ''] = /^\s*version\s*=\s*"([^"]+)"$/m.exec(block) ?? [];
  return { version, hashes: [...block.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = '']) => hash) };
}

/** Terraform's `h1:` of a package that holds this one file: SHA-256 over `sum  name`, as Go's module sums. */
export function packageHash(name: string, content: Buffer): string {
  const sum = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${sum}  ${name}\n`).digest('base64')}`;
}
