import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { PROVIDER_ADDRESS, PROVIDER_SOURCE, providerFile } from '../../provider/address.js';
import { VERSION } from '../../src/index.js';
import type { Context } from '../context.js';
import { CliError, fileError } from '../errors.js';
import type { Report } from '../output/print.js';
import { packageHash, readLockEntry } from '../terraform/lock-file.js';
import { findCliConfig, installationBlock, pluginDirectory, terraformPlatform } from '../terraform/plugin-directory.js';

const FILE_NAME = providerFile(VERSION);

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source  = "${PROVIDER_SOURCE}"
      version = "${VERSION}"
    }
  }
}`;

/** `clickup-auth terraform install`: installs the provider where Terraform finds it without a registry. */
export function terraformInstall(
  { directory }: { readonly directory?: string },
  context: Context,
  provider = packagedProvider(context),
): Report {
  const platform = terraformPlatform(context);
  if (platform === undefined) throw unsupportedPlatform(context);
  const root = directory === undefined ? pluginDirectory(context) : resolve(context.cwd, directory);
  const file = join(root, PROVIDER_ADDRESS, VERSION, platform, FILE_NAME);
  install(file, provider);
  const message = `The Terraform provider ${VERSION} is installed.`;
  const config = findCliConfig(context);
  const block = directory === undefined && config === undefined ? undefined : installationBlock(root);
  const searchNote = `Terraform searches this directory only if ${config ?? '~/.terraformrc'} contains this block:`;
  const warnings = lockWarnings(join(context.cwd, '.terraform.lock.hcl'), packageHash(FILE_NAME, provider));
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
      'Add this block to your Terraform configuration, then run `terraform init`:',
      '',
      REQUIRED_PROVIDERS,
      ...(block === undefined ? [] : ['', searchNote, '', block]),
    ],
    warnings,
  };
}

function packagedProvider({ dist }: Context): Buffer {
  return brotliDecompressSync(readFileSync(join(dist, 'provider', 'terraform-provider-clickup.br')));
}

/** Renames a complete file into place, because a running Terraform may be executing the old one. */
function install(file: string, content: Buffer): void {
  const temporary = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content);
    chmodSync(temporary, 0o755);
    renameSync(temporary, file);
  } catch (error) {
    throw fileError('write', file, error, '--directory');
  }
}

function lockWarnings(path: string, hash: string): string[] {
  const locked = readLockEntry(path);
  if (locked === undefined || (locked.version === VERSION && locked.hashes.includes(hash))) return [];
  const difference =
    locked.version === VERSION
      ? `has other hashes for provider version ${VERSION}`
      : `has provider version ${locked.version}, but version ${VERSION} is installed`;
  return [`.terraform.lock.hcl ${difference}. Run \`terraform init -upgrade\` and commit the changed lock file.`];
}

function unsupportedPlatform({ platform, arch }: Context): CliError {
  const allowed = 'Linux, macOS or FreeBSD on x86 or ARM';
  return new CliError(
    { reason: 'input_invalid', input: 'platform', allowed },
    {
      title: `The provider does not run on ${platform === 'win32' ? 'Windows' : `${platform} ${arch}`}`,
      happened: `Expected ${allowed}.`,
      cause:
        'The provider is a script with a shebang line, which Windows cannot run. Other platforms are not supported.',
      remedy:
        'On Windows, run Terraform, Node.js and this command in WSL. `clickup-auth check` runs on every platform.',
    },
  );
}
