import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { OPENTOFU_ADDRESS, PROVIDER_ADDRESS, PROVIDER_SOURCE, providerFile } from '../../provider/address.js';
import { VERSION } from '../../src/index.js';
import type { Context } from '../context.js';
import { CliError, errorCode, fileError } from '../errors.js';
import type { Report } from '../output/print.js';
import { packageHash, readLockEntries, type LockEntry } from '../terraform/lock-file.js';
import {
  findCliConfig,
  installationBlock,
  pluginDirectories,
  terraformPlatform,
} from '../terraform/plugin-directory.js';

const FILE_NAME = providerFile(VERSION);

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = {
      source  = "${PROVIDER_SOURCE}"
      version = "${VERSION}"
    }
  }
}`;

/** `clickup-auth terraform install`: installs the provider where Terraform and OpenTofu find it without a registry. */
export function terraformInstall(
  { directory }: { readonly directory?: string },
  context: Context,
  provider = packagedProvider(context),
): Report {
  const platform = terraformPlatform(context);
  if (platform === undefined) throw unsupportedPlatform(context);
  const own = directory === undefined ? undefined : resolve(context.cwd, directory);
  const { terraform: root, openTofu } =
    own === undefined ? pluginDirectories(context) : { terraform: own, openTofu: own };
  const pathOf = (address: string): string => join(address, VERSION, platform, FILE_NAME);
  const file = join(root, pathOf(PROVIDER_ADDRESS));
  const openTofuFile = join(openTofu, pathOf(OPENTOFU_ADDRESS));
  install(file, provider, root);
  install(openTofuFile, provider, openTofu);
  const message = `The Terraform provider ${VERSION} is installed, also for OpenTofu.`;
  const config = findCliConfig(context);
  const block = directory === undefined && config === undefined ? undefined : installationBlock(root);
  const searchNote = `Terraform and OpenTofu search this directory only if ${config ?? '~/.terraformrc (or ~/.tofurc)'} contains this block:`;
  const warnings = lockWarnings(context, packageHash(FILE_NAME, provider));
  return {
    exitCode: 0,
    data: {
      status: 'ok',
      message,
      version: VERSION,
      file,
      openTofuFile,
      requiredProviders: REQUIRED_PROVIDERS,
      ...(block !== undefined && { providerInstallation: block }),
      warnings,
    },
    text: [
      { text: `✓ ${message}`, style: 'good' },
      `  ${file}`,
      `  ${openTofuFile}`,
      '',
      'Add this block to your configuration, then run `terraform init` or `tofu init`:',
      '',
      REQUIRED_PROVIDERS,
      ...(block === undefined ? [] : ['', searchNote, '', block]),
    ],
    warnings,
  };
}

function packagedProvider({ dist }: Context): Buffer {
  const file = join(dist, 'provider', 'terraform-provider-clickup.br');
  try {
    return brotliDecompressSync(readFileSync(file));
  } catch (error) {
    throw new CliError(
      { reason: 'input_invalid', input: 'installation', allowed: 'a package with the provider' },
      {
        title: 'The provider is missing from this installation',
        happened: `${file} cannot be read (${errorCode(error) ?? 'damaged'}).`,
        cause: 'This is a checkout in which the provider was not built, or the installation is incomplete.',
        remedy: 'In a checkout, run `npm run build:provider`. Otherwise, install clickup-auth again.',
      },
    );
  }
}

/**
 * Renames a complete file into place, because a running Terraform may be executing the old one. Does not follow symbolic
 * links below `root`, which another user may have made.
 */
function install(file: string, content: Buffer, root: string): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    createDirectory(root);
    let directory = root;
    for (const name of relative(root, dirname(file)).split(sep)) {
      directory = join(directory, name);
      if (lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw plantedLink(directory);
      createDirectory(directory);
    }
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o755 });
    // The umask applies to the mode above.
    chmodSync(temporary, 0o755);
    renameSync(temporary, file);
  } catch (error) {
    throw error instanceof CliError ? error : fileError('write', file, error, '--directory');
  }
}

/**
 * Creates a directory and its parents. The recursive mkdirSync() of Node.js never returns in a directory in which the
 * system creates nothing and reports ENOENT, such as /proc.
 */
function createDirectory(directory: string): void {
  if (existsSync(directory) || dirname(directory) === directory) return;
  createDirectory(dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another process may have created it.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function plantedLink(directory: string): CliError {
  return new CliError(
    { reason: 'input_invalid', input: '--directory', allowed: 'a directory without symbolic links below it' },
    {
      title: 'The plugin directory contains a symbolic link',
      happened: `${directory} is a symbolic link. Nothing was written.`,
      cause: 'Another user or program created it, for example to receive the provider.',
      remedy: `Check where it leads and remove it, or pass another --directory.`,
    },
  );
}

function lockWarnings(context: Context, hash: string): string[] {
  const locked = findLockEntries(context).find((one) => one.version !== VERSION || !one.hashes.includes(hash));
  if (locked === undefined) return [];
  const difference =
    locked.version === VERSION
      ? `has other hashes for provider version ${VERSION}`
      : `has provider version ${locked.version}, but version ${VERSION} is installed`;
  return [`.terraform.lock.hcl ${difference}. Run \`terraform init -upgrade\` and commit the changed lock file.`];
}

function findLockEntries(context: Context): LockEntry[] {
  try {
    return readLockEntries(join(context.cwd, '.terraform.lock.hcl'));
  } catch {
    // The working directory was deleted, so no project uses the lock file.
    return [];
  }
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
