// The constructs for CDK Terrain. Only those for CDKTF are written by hand.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Exports that only CDK Terrain has. They are appended to index.ts. */
const ADDITIONAL_EXPORTS = 'provider/cdktn/additional-exports.ts';

/**
 * Returns each file of provider/cdktf by its name, as if it imported CDK Terrain. A file of the same name in provider/cdktn
 * is used instead.
 */
export function deriveConstructs(): Map<string, string> {
  return new Map(globSync('provider/cdktf/*.ts').map((path) => [basename(path), derive(path)]));
}

function derive(path: string): string {
  const text = readFileSync(path, 'utf8').replace(/ from 'cdktf';/g, " from 'cdktn';");
  return basename(path) === 'index.ts' ? text + readFileSync(ADDITIONAL_EXPORTS, 'utf8') : text;
}
