import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { terraformInstall, type TerraformInstallOptions } from '../../cli/commands/terraform-install.js';
import type { Context } from '../../cli/context.js';
import { CliError } from '../../cli/errors.js';
import type { Report } from '../../cli/output/report.js';
import { VERSION } from '../../src/index.js';
import { describeWith } from '../tools.js';
import { emptyFolder, removeFolders } from './run.js';

afterAll(removeFolders);

const ADDRESS = 'registry.terraform.io/clickup-auth/clickup';
const NAME = `terraform-provider-clickup_v${VERSION}`;
const SCRIPT = '#!/usr/bin/env node\nprocess.exit(1);\n';

interface Place {
  readonly home: string;
  readonly cwd: string;
  readonly context: Context;
  readonly install: (options?: TerraformInstallOptions) => Report;
}

/** A user's home and a project in it, with a file in the provider's place: what it does is another room's test. */
function place(given: Partial<Context> = {}): Place {
  const home = emptyFolder();
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const provider = Buffer.from(SCRIPT);
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
  const context = { ...base, ...given };
  return { home, cwd, context, install: (options = {}) => terraformInstall({ provider, ...options }, context) };
}

function textOf({ text }: Report): string {
  return text.map((line) => (typeof line === 'string' ? line : line.text)).join('\n');
}

test('the provider is an executable file in the user’s plugin directory, and the block to paste has its version', () => {
  const { home, install } = place();
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
] as const)('on %s %s the folder is %s', (platform, arch, folder) => {
  const { install } = place({ platform, arch });
  expect(install().data['file']).toContain(`/${folder}/`);
});

test.each([
  ['win32', 'x64', 'Windows', 'WSL'],
  ['linux', 's390x', 'linux s390x', 'runs anywhere'],
] as const)('on %s %s it says that a script can’t be a provider there', (platform, arch, named, remedy) => {
  const { install } = place({ platform, arch });
  let refusal: unknown;
  try {
    install();
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(CliError);
  expect(refusal).toMatchObject({
    own: {
      title: `The provider does not run on ${named}`,
      happened: expect.stringContaining('script'),
      remedy: expect.stringContaining(remedy),
    },
  });
});

test('XDG_DATA_HOME is honoured where there is no ~/.terraform.d', () => {
  const data = emptyFolder();
  const { install } = place({ env: { XDG_DATA_HOME: data } });
  expect(install().data['file']).toBe(join(data, 'terraform/plugins', ADDRESS, VERSION, 'linux_amd64', NAME));
  const { home, install: again } = place({ env: { XDG_DATA_HOME: data } });
  mkdirSync(join(home, '.terraform.d'));
  expect(again().data['file']).toContain(join(home, '.terraform.d'));
});

test('--directory is a mirror that Terraform has to be told of', () => {
  const { cwd, install } = place();
  const report = install({ directory: 'mirror' });
  expect(report.data['file']).toBe(join(cwd, 'mirror', ADDRESS, VERSION, 'linux_amd64', NAME));
  expect(textOf(report)).toContain(`once ~/.terraformrc says so`);
  expect(textOf(report)).toContain(`path    = "${join(cwd, 'mirror')}"`);
});

test('a configuration of Terraform that says where to look is named, with the block that it needs', () => {
  const { home, install } = place();
  writeFileSync(join(home, '.terraformrc'), 'plugin_cache_dir = "x"\n\nprovider_installation {\n  direct {}\n}\n');
  expect(textOf(install())).toContain(`once ${join(home, '.terraformrc')} says so`);
});

test('a folder that can’t be written is named', () => {
  const { cwd, install } = place();
  writeFileSync(join(cwd, 'file'), '');
  expect(() => install({ directory: 'file' })).toThrow(/--directory.*\(E/);
});

describe('a lock file', () => {
  const lock = (version: string, hashes: string[]): string =>
    `# Maintained by "terraform init".\n\nprovider "registry.terraform.io/hashicorp/null" {\n  version = "3.2.4"\n  hashes = [\n    "h1:other=",\n  ]\n}\n\n` +
    `provider "${ADDRESS}" {\n  version     = "${version}"\n  constraints = "${version}"\n  hashes = [\n${hashes.map((hash) => `    "${hash}",\n`).join('')}  ]\n}\n`;

  test('of another version will change', () => {
    const { cwd, install } = place();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), lock('0.0.1', []));
    expect(install().warnings).toEqual([
      `.terraform.lock.hcl holds version 0.0.1, and this is ${VERSION}: the lock file will change. Run \`terraform init -upgrade\` and commit it.`,
    ]);
  });

  test('with other hashes will change', () => {
    const { cwd, install } = place();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), lock(VERSION, ['h1:AAAA=', 'zh:BBBB']));
    expect(install().warnings).toEqual([expect.stringContaining(`other hashes for version ${VERSION}`)]);
  });

  test('without this provider is none of ours', () => {
    const { cwd, install } = place();
    writeFileSync(join(cwd, '.terraform.lock.hcl'), '# empty\n');
    expect(install().warnings).toEqual([]);
  });
});

describeWith('terraform', 'the plugin directory', () => {
  test('terraform finds it there, locks the hash that is compared, and a provider of other bytes is warned of', async () => {
    const { home, cwd, install } = place();
    const { data } = install();
    writeFileSync(join(cwd, 'main.tf'), String(data['requiredProviders']));
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(home, 'none'),
    };
    const { stdout } = await promisify(execFile)('terraform', ['init', '-no-color'], { cwd, env });
    expect(stdout).toContain(`Installed clickup-auth/clickup v${VERSION}`);
    expect(install().warnings).toEqual([]);
    expect(install({ provider: Buffer.from(`${SCRIPT}\n`) }).warnings).toEqual([
      expect.stringContaining('the lock file will change'),
    ]);
  });
});
