import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { terraformInstall } from '../../cli/commands/terraform-install.js';
import type { Context } from '../../cli/context.js';
import { CliError } from '../../cli/errors.js';
import type { Report } from '../../cli/output/print.js';
import { VERSION } from '../../src/index.js';
import { describeWith, TERRAFORM } from '../tools.js';
import { CLI, temporaryDirectory, removeTemporaryDirectories } from './run.js';

afterAll(removeTemporaryDirectories);

const ADDRESS = 'registry.terraform.io/clickup-auth/clickup';
const NAME = `terraform-provider-clickup_v${VERSION}`;
const SCRIPT = '#!/usr/bin/env node\nprocess.exit(1);\n';

interface TestInstallation {
  readonly home: string;
  readonly cwd: string;
  readonly context: Context;
  readonly install: (directory?: string, provider?: Buffer) => Report;
}

/** A home directory with a project in it, and a stub of the provider. */
function testInstallation(overrides: Partial<Context> = {}): TestInstallation {
  const home = temporaryDirectory();
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const { stdin, stdout, stderr } = process;
  const signal = new AbortController().signal;
  const base = {
    env: {},
    cwd,
    home,
    platform: 'linux',
    arch: 'x64',
    stdin,
    stdout,
    stderr,
    signal,
    dist: 'dist',
  } as const;
  const context = { ...base, ...overrides };
  const install = (directory?: string, provider: Buffer = Buffer.from(SCRIPT)): Report =>
    terraformInstall({ ...(directory !== undefined && { directory }) }, context, provider);
  return { home, cwd, context, install };
}

function textOf({ text }: Report): string {
  return text.map((line) => (typeof line === 'string' ? line : line.text)).join('\n');
}

test('terraform install writes an executable to the plugin directory and prints a block with its version', () => {
  const { home, install } = testInstallation();
  const report = install();
  const file = join(home, '.terraform.d/plugins', ADDRESS, VERSION, 'linux_amd64', NAME);
  expect(readFileSync(file, 'utf8')).toBe(SCRIPT);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('755');
  expect(report).toMatchObject({ exitCode: 0, warnings: [], data: { status: 'ok', version: VERSION, file } });
  expect(textOf(report)).toContain(`source  = "clickup-auth/clickup"\n      version = "${VERSION}"`);
});

test.each([
  ['darwin', 'arm64', 'darwin_arm64'],
  ['linux', 'arm64', 'linux_arm64'],
  ['freebsd', 'x64', 'freebsd_amd64'],
  ['linux', 'arm', 'linux_arm'],
  ['linux', 'ia32', 'linux_386'],
] as const)('terraform install on %s %s uses the platform directory %s', (platform, arch, directory) => {
  const { install } = testInstallation({ platform, arch });
  expect(install().data['file']).toContain(`/${directory}/`);
});

test.each([
  ['win32', 'x64', 'Windows', 'WSL'],
  ['linux', 's390x', 'linux s390x', 'runs on every platform'],
] as const)('terraform install fails on %s %s, where the provider cannot run', (platform, arch, named, remedy) => {
  const { install } = testInstallation({ platform, arch });
  let failure: unknown;
  try {
    install();
  } catch (error) {
    failure = error;
  }
  expect(failure).toBeInstanceOf(CliError);
  expect(failure).toMatchObject({
    wording: {
      title: `The provider does not run on ${named}`,
      happened: 'Expected Linux, macOS or FreeBSD on x86 or ARM.',
      cause: expect.stringContaining('script'),
      remedy: expect.stringContaining(remedy),
    },
  });
});

test('terraform install uses XDG_DATA_HOME only if ~/.terraform.d does not exist', () => {
  const data = temporaryDirectory();
  const { install } = testInstallation({ env: { XDG_DATA_HOME: data } });
  expect(install().data['file']).toBe(join(data, 'terraform/plugins', ADDRESS, VERSION, 'linux_amd64', NAME));
  const { home, install: again } = testInstallation({ env: { XDG_DATA_HOME: data } });
  mkdirSync(join(home, '.terraform.d'));
  expect(again().data['file']).toContain(join(home, '.terraform.d'));
});

test('terraform install also installs for OpenTofu, in its own data directory if XDG_DATA_HOME is set', () => {
  const OPENTOFU = 'registry.opentofu.org/clickup-auth/clickup';
  const { home, install } = testInstallation();
  const { data } = install();
  expect(data['openTofuFile']).toBe(join(home, '.terraform.d/plugins', OPENTOFU, VERSION, 'linux_amd64', NAME));
  expect(readFileSync(String(data['openTofuFile']), 'utf8')).toBe(SCRIPT);
  const dataHome = temporaryDirectory();
  const { install: again } = testInstallation({ env: { XDG_DATA_HOME: dataHome } });
  const file = join(dataHome, 'opentofu/plugins', OPENTOFU, VERSION, 'linux_amd64', NAME);
  expect(again().data['openTofuFile']).toBe(file);
  expect(readFileSync(file, 'utf8')).toBe(SCRIPT);
  expect(textOf(again('mirror'))).toContain(`include = ["${ADDRESS}", "${OPENTOFU}"]`);
});

test('terraform install reads the CLI configuration and the lock file of OpenTofu too', () => {
  const { home, cwd, install } = testInstallation();
  writeFileSync(join(home, '.tofurc'), 'provider_installation {\n  direct {}\n}\n');
  const entry = 'provider "registry.opentofu.org/clickup-auth/clickup" {\n  version = "0.0.1"\n}\n';
  writeFileSync(join(cwd, '.terraform.lock.hcl'), entry);
  const report = install();
  expect(textOf(report)).toContain(`only if ${join(home, '.tofurc')} contains this block`);
  expect(report.warnings).toEqual([expect.stringContaining('has provider version 0.0.1')]);
});

test('terraform install --directory prints the provider_installation block of the mirror', () => {
  const { cwd, install } = testInstallation();
  const report = install('mirror');
  expect(report.data['file']).toBe(join(cwd, 'mirror', ADDRESS, VERSION, 'linux_amd64', NAME));
  expect(textOf(report)).toContain('only if ~/.terraformrc (or ~/.tofurc) contains this block');
  expect(textOf(report)).toContain(`path    = "${join(cwd, 'mirror')}"`);
});

test('terraform install names the CLI configuration file if it has a provider_installation block', () => {
  const { home, install } = testInstallation();
  writeFileSync(join(home, '.terraformrc'), 'plugin_cache_dir = "x"\n\nprovider_installation {\n  direct {}\n}\n');
  expect(textOf(install())).toContain(`only if ${join(home, '.terraformrc')} contains this block`);
});

test('terraform install names --directory if the directory is not writable', () => {
  const { cwd, install } = testInstallation();
  writeFileSync(join(cwd, 'file'), '');
  expect(() => install('file')).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ reason: 'input_invalid', input: '--directory' }),
      wording: expect.objectContaining({ happened: expect.stringMatching(/failed with E/) }),
    }),
  );
});

// mkdirSync() of Node.js never returns for such a path if it is recursive, so this runs as a process that can be ended.
test('S2: terraform install fails in a directory like /proc, in which nothing can be created', () => {
  const { cwd } = testInstallation();
  const args = [CLI, 'terraform', 'install', '--directory', '/proc/plugins'];
  const options = { cwd, env: { HOME: cwd }, encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' } as const;
  const { status, stderr } = spawnSync(process.execPath, args, options);
  expect([status, stderr]).toEqual([2, expect.stringContaining('/proc/plugins/')]);
});

test.each([
  ['the plugin directory of the registry', ['registry.terraform.io']],
  ['the directory of the version', ['registry.terraform.io', 'clickup-auth', 'clickup', VERSION]],
])('S16: terraform install does not follow a symbolic link in place of %s', (_, names) => {
  const { cwd, install } = testInstallation();
  const outside = temporaryDirectory();
  const link = join(cwd, 'mirror', ...names);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(outside, link);
  expect(() => install('mirror')).toThrow(
    expect.objectContaining({
      wording: expect.objectContaining({ happened: expect.stringContaining('is a symbolic link') }),
    }),
  );
  expect(readdirSync(outside)).toEqual([]);
});

test('S16: terraform install replaces a symbolic link in place of the provider and keeps its target', () => {
  const { cwd, install } = testInstallation();
  const target = join(temporaryDirectory(), 'target');
  writeFileSync(target, 'kept', { mode: 0o600 });
  const file = join(cwd, 'mirror', ADDRESS, VERSION, 'linux_amd64', NAME);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(target, file);
  install('mirror');
  expect([readFileSync(target, 'utf8'), (statSync(target).mode & 0o777).toString(8)]).toEqual(['kept', '600']);
  expect([readFileSync(file, 'utf8'), (statSync(file).mode & 0o777).toString(8)]).toEqual([SCRIPT, '755']);
  expect(readdirSync(dirname(file))).toEqual([NAME]);
});

test('S2, S7: terraform install ends with a hostile lock file and CLI configuration, and with a pipe', () => {
  const { home, cwd, install } = testInstallation();
  writeFileSync(join(cwd, '.terraform.lock.hcl'), `provider "${ADDRESS}" {\n`.repeat(100_000) + '\n'.repeat(100_000));
  writeFileSync(join(home, '.terraformrc'), '\n'.repeat(500_000));
  expect(install().warnings).toEqual([]);
  const other = testInstallation();
  execFileSync('mkfifo', [join(other.cwd, '.terraform.lock.hcl')]);
  expect(other.install().warnings).toEqual([]);
});

describe('terraform install with a lock file', () => {
  const lock = (version: string, hashes: string[]): string =>
    `# Maintained by "terraform init".\n\nprovider "registry.terraform.io/hashicorp/null" {\n  version = "3.2.4"\n  hashes = [\n    "h1:other=",\n  ]\n}\n\n` +
    `provider "${ADDRESS}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n${hashes.map((hash) => `    "${hash}",\n`).join('')}  ]\n}\n`;

  test('warns if the lock file has another version', () => {
    const { cwd, install } = testInstallation();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), lock('0.0.1', []));
    expect(install().warnings).toEqual([
      `.terraform.lock.hcl has provider version 0.0.1, but version ${VERSION} is installed. Run \`terraform init -upgrade\` and commit the changed lock file.`,
    ]);
  });

  test('warns if the lock file has other hashes', () => {
    const { cwd, install } = testInstallation();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), lock(VERSION, ['h1:AAAA=', 'zh:BBBB']));
    expect(install().warnings).toEqual([expect.stringContaining(`other hashes for provider version ${VERSION}`)]);
  });

  test('does not warn if the lock file has no entry of this provider', () => {
    const { cwd, install } = testInstallation();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), '# empty\n');
    expect(install().warnings).toEqual([]);
  });
});

describeWith('terraform', 'terraform init after terraform install', () => {
  test('finds the provider and locks the same hash; other bytes cause a warning', async () => {
    const { home, cwd, install } = testInstallation();
    const { data } = install();
    writeFileSync(join(cwd, 'main.tf'), String(data['requiredProviders']));
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(home, 'none'),
    };
    const { stdout } = await promisify(execFile)(TERRAFORM, ['init', '-no-color'], { cwd, env });
    expect(stdout).toContain(`Installed clickup-auth/clickup v${VERSION}`);
    expect(install().warnings).toEqual([]);
    expect(install(undefined, Buffer.from(`${SCRIPT}\n`)).warnings).toEqual([
      expect.stringContaining('has other hashes'),
    ]);
  });
});

test('terraform install says how to build the provider if the installation does not contain it', () => {
  const { context, cwd } = testInstallation({ dist: '/nowhere' });
  let error: unknown;
  try {
    terraformInstall({}, { ...context, cwd });
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(CliError);
  expect(error).toMatchObject({
    wording: {
      title: 'The provider is missing from this installation',
      remedy: expect.stringContaining('npm run build:provider'),
    },
  });
});
