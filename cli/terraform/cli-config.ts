import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_ADDRESS } from '../../provider/address.js';
import type { Context } from '../context.js';

/**
 * The file of Terraform's own configuration in which a `provider_installation` block says where to look: then Terraform
 * does not look into the user's plugin directory by itself. Undefined without one.
 */
export function installationConfig({ env, home }: Pick<Context, 'env' | 'home'>): string | undefined {
  const path = env['TF_CLI_CONFIG_FILE'] || join(home, '.terraformrc');
  try {
    return /^\s*provider_installation\s*\{/m.test(readFileSync(path, 'utf8')) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The block that makes Terraform take the provider from `root`, and every other one from where it comes from. */
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
