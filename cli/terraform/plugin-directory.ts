import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_ADDRESS } from '../../provider/address.js';
import type { Context } from '../context.js';
import { readRegularFile } from '../store/read-file.js';

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', freebsd: 'freebsd' };
const MACHINES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };

/** Terraform's name of the platform, for example `linux_amd64`; undefined if the provider cannot run on it. */
export function terraformPlatform({ platform, arch }: Pick<Context, 'platform' | 'arch'>): string | undefined {
  const system = SYSTEMS[platform];
  const machine = MACHINES[arch];
  return system === undefined || machine === undefined ? undefined : `${system}_${machine}`;
}

/**
 * The user's plugin directory, which Terraform searches by default: `~/.terraform.d/plugins`, or with XDG_DATA_HOME set
 * and no `~/.terraform.d`, `$XDG_DATA_HOME/terraform/plugins`.
 */
export function pluginDirectory({ env, home }: Pick<Context, 'env' | 'home'>): string {
  const config = join(home, '.terraform.d');
  const data = env['XDG_DATA_HOME'] ?? '';
  return data === '' || existsSync(config) ? join(config, 'plugins') : join(data, 'terraform', 'plugins');
}

/**
 * The path of Terraform's CLI configuration file if it has a `provider_installation` block, which disables the search in
 * the user's plugin directory.
 */
export function findCliConfig(context: Pick<Context, 'env' | 'home'>): string | undefined {
  try {
    const path = context.env['TF_CLI_CONFIG_FILE'] || join(context.home, '.terraformrc');
    const text = readRegularFile(path)?.toString('utf8') ?? '';
    return text.split('\n').some((line) => /^[ \t]*provider_installation[ \t]*\{/.test(line)) ? path : undefined;
  } catch {
    // Terraform reports a file that it cannot read. Without a home directory, there is none.
    return undefined;
  }
}

/** The block that makes Terraform install this provider from `root`, and every other provider from its registry. */
export function installationBlock(root: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(root)}
    include = ["${PROVIDER_ADDRESS}"]
  }
  direct {
    exclude = ["${PROVIDER_ADDRESS}"]
  }
}`;
}
