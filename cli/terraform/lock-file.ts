import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PROVIDER_ADDRESS } from '../../provider/address.js';

/** The entry of this provider in a dependency lock file. */
export interface LockEntry {
  readonly version: string;
  readonly hashes: readonly string[];
}

/** Reads the entry from a `.terraform.lock.hcl`, which only Terraform writes; undefined without a file or an entry. */
export function readLockEntry(path: string): LockEntry | undefined {
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

/** Terraform's `h1:` hash of a package with this one file: SHA-256 of `hash  name`, as in Go modules (dirhash.Hash1). */
export function packageHash(name: string, content: Buffer): string {
  const fileHash = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${fileHash}  ${name}\n`).digest('base64')}`;
}
