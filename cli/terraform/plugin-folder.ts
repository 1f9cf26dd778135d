import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', freebsd: 'freebsd' };
const MACHINES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };

/** The platform as Terraform names it, as `linux_amd64`; undefined where a script can't be a provider. */
export function terraformPlatform({ platform, arch }: Pick<Context, 'platform' | 'arch'>): string | undefined {
  const system = SYSTEMS[platform];
  const machine = MACHINES[arch];
  return system === undefined || machine === undefined ? undefined : `${system}_${machine}`;
}

/**
 * The user's plugin directory, which Terraform looks into by itself: `~/.terraform.d/plugins`, or with XDG_DATA_HOME set
 * and no `~/.terraform.d`, `$XDG_DATA_HOME/terraform/plugins`.
 */
export function pluginFolder({ env, home }: Pick<Context, 'env' | 'home'>): string {
  const classic = join(home, '.terraform.d');
  const data = env['XDG_DATA_HOME'] ?? '';
  return data === '' || existsSync(classic) ? join(classic, 'plugins') : join(data, 'terraform', 'plugins');
}
