import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AuthError, VERSION } from '../../src/index.js';
import type { Context } from '../context.js';
import type { Report } from '../report.js';
import { PROVIDER_ADDRESS } from '../terraform/address.js';
import { packageHash, readLocked } from '../terraform/lock-file.js';
import { pluginFolder, terraformPlatform } from '../terraform/plugin-folder.js';

export interface TerraformInstallOptions {
  /** A plugin directory or a filesystem mirror. Default: the user's plugin directory. */
  readonly directory?: string;
  /** The provider, in one file. Default: the one in this package. Not an option of the command line. */
  readonly providerFile?: string;
}

/** `clickup-auth terraform install`: puts the provider where Terraform finds it without a registry. */
export function terraformInstall(options: TerraformInstallOptions, context: Context): Report {
  const platform = terraformPlatform(context);
  if (platform === undefined) {
    throw new AuthError({
      reason: 'input_invalid',
      input: `the platform ${context.platform} ${context.arch}`,
      allowed:
        'Linux, macOS and FreeBSD, where a script with a shebang can be a provider. On Windows run terraform in WSL',
    });
  }
  const content = readFileSync(options.providerFile ?? join(context.dist, 'provider', 'terraform-provider-clickup'));
  const root = options.directory === undefined ? pluginFolder(context) : resolve(context.cwd, options.directory);
  const name = `terraform-provider-clickup_v${VERSION}`;
  const folder = join(root, PROVIDER_ADDRESS, VERSION, platform);
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  // Renamed into place, since a terraform may be running the one that is there.
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, content);
  chmodSync(fresh, 0o755);
  renameSync(fresh, file);
  const warnings = lockWarnings(join(context.cwd, '.terraform.lock.hcl'), packageHash(name, content));
  const message = `The Terraform provider ${VERSION} is installed.`;
  return {
    exitCode: 0,
    data: { status: 'ok', message, version: VERSION, file, requiredProviders: REQUIRED_PROVIDERS, warnings },
    text: [
      { text: `✓ ${message}`, look: 'good' },
      `  ${file}`,
      '',
      'Require it in your configuration, then run `terraform init`:',
      '',
      REQUIRED_PROVIDERS,
    ],
    warnings,
  };
}

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source  = "clickup-auth/clickup"
      version = "${VERSION}"
    }
  }
}`;

function lockWarnings(path: string, hash: string): string[] {
  const locked = readLocked(path);
  if (locked === undefined || (locked.version === VERSION && locked.hashes.includes(hash))) return [];
  const difference =
    locked.version === VERSION
      ? `other hashes for version ${VERSION}`
      : `version ${locked.version}, and this is ${VERSION}`;
  return [
    `.terraform.lock.hcl holds ${difference}: the lock file will change. Run \`terraform init -upgrade\` and commit it.`,
  ];
}
