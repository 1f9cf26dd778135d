import { createHash } from 'node:crypto';
import { PROVIDER_ADDRESSES } from '../../provider/address.js';
import { readRegularFile } from '../store/read-file.js';

/** The entry of this provider in a dependency lock file. */
export interface LockEntry {
  readonly version: string;
  readonly hashes: readonly string[];
}

/** Reads the entries from a `.terraform.lock.hcl`: none, or one for each registry of Terraform and OpenTofu. */
export function readLockEntries(path: string): LockEntry[] {
  let text: string;
  try {
    text = readRegularFile(path)?.toString('utf8') ?? '';
  } catch {
    return [];
  }
  // Line by line, so that the time is proportional to the length of the file.
  const lines = text.split('\n');
  return PROVIDER_ADDRESSES.flatMap((address) => {
    const start = lines.indexOf(`provider "${address}" {`);
    const end = lines.indexOf('}', start);
    if (start === -1 || end === -1) return [];
    const block = lines.slice(start, end);
    const [version = ''] = block.flatMap((line) => /^ *version *= *"([^"]+)"$/.exec(line)?.[1] ?? []);
    return [{ version, hashes: block.flatMap((line) => /"((?:h1|zh):[^"]+)"/.exec(line)?.[1] ?? []) }];
  });
}

/** Terraform's `h1:` hash of a package with this one file: SHA-256 of `hash  name`, as in Go modules (dirhash.Hash1). */
export function packageHash(name: string, content: Buffer): string {
  const fileHash = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${fileHash}  ${name}\n`).digest('base64')}`;
}
