import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_ADDRESSES } from '../../provider/address.js';
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
 * The user's plugin directories, which Terraform and OpenTofu search by default: for both `~/.terraform.d/plugins`, or with
 * XDG_DATA_HOME set and no `~/.terraform.d`, `$XDG_DATA_HOME/terraform/plugins` and `$XDG_DATA_HOME/opentofu/plugins`.
 */
export function pluginDirectories({ env, home }: Pick<Context, 'env' | 'home'>): {
  readonly terraform: string;
  readonly openTofu: string;
} {
  const config = join(home, '.terraform.d');
  const data = env['XDG_DATA_HOME'] ?? '';
  const shared = join(config, 'plugins');
  return data === '' || existsSync(config)
    ? { terraform: shared, openTofu: shared }
    : { terraform: join(data, 'terraform', 'plugins'), openTofu: join(data, 'opentofu', 'plugins') };
}

/**
 * The path of a CLI configuration file of Terraform or OpenTofu with a `provider_installation` block, which disables the
 * search in the user's plugin directory.
 */
export function findCliConfig(context: Pick<Context, 'env' | 'home'>): string | undefined {
  const named = context.env['TF_CLI_CONFIG_FILE'];
  const paths = named ? [() => named] : ['.terraformrc', '.tofurc'].map((name) => () => join(context.home, name));
  return paths.map(pathWithInstallation).find((path) => path !== undefined);
}

function pathWithInstallation(pathOf: () => string): string | undefined {
  try {
    const path = pathOf();
    const text = readRegularFile(path)?.toString('utf8') ?? '';
    return text.split('\n').some((line) => /^[ \t]*provider_installation[ \t]*\{/.test(line)) ? path : undefined;
  } catch {
    // Terraform reports a file that it cannot read. Without a home directory, there is none.
    return undefined;
  }
}

const ADDRESSES = PROVIDER_ADDRESSES.map((address) => JSON.stringify(address)).join(', ');

/** The block that makes Terraform or OpenTofu install this provider from `root`, and every other provider from its registry. */
export function installationBlock(root: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(root)}
    include = [${ADDRESSES}]
  }
  direct {
    exclude = [${ADDRESSES}]
  }
}`;
}
