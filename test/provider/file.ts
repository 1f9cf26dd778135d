import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROVIDER_ADDRESS, providerFile as fileName } from '../../provider/address.js';
import { VERSION } from '../../src/index.js';

/** The file that `npm run build:provider` builds. It is the same for each platform. */
export function providerFile(): string {
  const path = join(resolve('dist/provider'), PROVIDER_ADDRESS, VERSION, 'linux_amd64', fileName(VERSION));
  if (!existsSync(path)) throw new Error(`${path} is missing. Run \`npm run build:provider\`.`);
  return path;
}
