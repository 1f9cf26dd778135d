import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PROVIDER_ADDRESS, PROVIDER_SOURCE, providerFile } from '../../provider/address.js';
import { VERSION } from '../../src/index.js';
import { invalidInput } from '../../src/integration.js';
import type { Context } from '../context.js';
import { CliError, errorCode } from '../errors.js';
import type { Report } from '../output/report.js';
import { installationBlock, installationConfig } from '../terraform/cli-config.js';
import { packageHash, readLocked } from '../terraform/lock-file.js';
import { pluginFolder, terraformPlatform } from '../terraform/plugin-folder.js';

export interface TerraformInstallOptions {
  /** A plugin directory or a filesystem mirror. Default: the user's plugin directory. */
  readonly directory?: string;
  /** The provider's file. Default: the one in this package. Not an option of the command line. */
  readonly provider?: Buffer;
}

const NAME = providerFile(VERSION);

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source  = "${PROVIDER_SOURCE}"
      version = "${VERSION}"
    }
  }
}`;

/** `clickup-auth terraform install`: puts the provider where Terraform finds it without a registry. */
export function terraformInstall(options: TerraformInstallOptions, context: Context): Report {
  const platform = terraformPlatform(context);
  if (platform === undefined) throw unsupported(context);
  const content = options.provider ?? shippedProvider(context);
  const root = options.directory === undefined ? pluginFolder(context) : resolve(context.cwd, options.directory);
  const file = join(root, PROVIDER_ADDRESS, VERSION, platform, NAME);
  place(file, content);
  const message = `The Terraform provider ${VERSION} is installed.`;
  const config = installationConfig(context);
  const block = options.directory === undefined && config === undefined ? undefined : installationBlock(root);
  const warnings = lockWarnings(join(context.cwd, '.terraform.lock.hcl'), packageHash(NAME, content));
  return {
    exitCode: 0,
    data: {
      status: 'ok',
      message,
      version: VERSION,
      file,
      requiredProviders: REQUIRED_PROVIDERS,
      ...(block !== undefined && { providerInstallation: block }),
      warnings,
    },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      `  ${file}`,
      '',
      'Require it in your configuration, then run `terraform init`:',
      '',
      REQUIRED_PROVIDERS,
      ...(block === undefined
        ? []
        : ['', `Terraform looks there once ${config ?? '~/.terraformrc'} says so:`, '', block]),
    ],
    warnings,
  };
}

function shippedProvider({ dist }: Context): Buffer {
  return gunzipSync(readFileSync(join(dist, 'provider', 'terraform-provider-clickup.gz')));
}

/** Renamed into place, since a terraform may be running the one that is there. */
function place(file: string, content: Buffer): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, content);
    chmodSync(fresh, 0o755);
    renameSync(fresh, file);
  } catch (error) {
    throw invalidInput('--directory', `a folder that can be written; ${file} can’t (${errorCode(error)})`);
  }
}

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

function unsupported({ platform, arch }: Context): CliError {
  const allowed = 'Linux, macOS and FreeBSD on a usual machine';
  return new CliError(
    { reason: 'input_invalid', input: 'the platform', allowed },
    {
      title: `The provider does not run on ${platform === 'win32' ? 'Windows' : `${platform} ${arch}`}`,
      happened: 'It is a script that Node runs, and Terraform can start a script only where the system knows shebangs.',
      cause: `Allowed: ${allowed}.`,
      remedy:
        'On Windows run terraform, Node and this command in WSL. The check itself, `clickup-auth check`, runs anywhere.',
    },
  );
}
