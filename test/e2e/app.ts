// The examples as apps, with the packed tarball and the CLIs of the frameworks.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

export const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** What scripts/test-e2e.mts prepared. */
export const PREPARED = {
  clis: prepared('E2E_CLIS'),
  tarball: prepared('E2E_TARBALL'),
  node20: prepared('E2E_NODE20'),
};
/** The Node that each CLI runs on. */
const NODES: Readonly<Record<Framework, string>> = { cdktf: PREPARED.node20, cdktn: process.execPath };

export interface Ended {
  readonly code: number;
  /** The output without colors, as one line, because Terraform wraps lines at any width. */
  readonly text: string;
}

const folders: string[] = [];

afterAll(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A directory that exists until all tests of the file ended. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'clickup-auth-e2e-'));
  folders.push(path);
  return path;
}

/** Installs packages, from npm's cache if possible. */
export function install(folder: string, ...packages: string[]): void {
  const options = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...packages];
  execFileSync('npm', options, { cwd: folder, stdio: 'inherit' });
}

/** An example with its packages installed once. Each test uses a copy. */
export class Example {
  readonly framework: Framework;
  readonly #installed: string;

  constructor(framework: Framework) {
    this.framework = framework;
    this.#installed = join(temporaryFolder(), framework);
    cpSync(join('examples', framework), this.#installed, { recursive: true });
    install(this.#installed, PREPARED.tarball);
  }

  /** A copy with its own Terraform state. */
  copy(env: Readonly<Record<string, string>>): App {
    const folder = join(temporaryFolder(), 'app');
    mkdirSync(folder);
    for (const name of readdirSync(this.#installed)) {
      if (name === 'node_modules') symlinkSync(join(this.#installed, name), join(folder, name));
      else cpSync(join(this.#installed, name), join(folder, name));
    }
    return new App(this.framework, folder, env);
  }
}

/** An app in a directory. */
export class App {
  readonly folder: string;
  /** The working directory of Terraform. */
  readonly stack: string;
  /** The environment of the commands. Tests change it between commands. */
  readonly env: Record<string, string>;
  readonly #framework: Framework;

  constructor(framework: Framework, folder: string, env: Readonly<Record<string, string>>) {
    this.#framework = framework;
    this.folder = folder;
    this.stack = join(folder, 'cdktf.out/stacks/release');
    const path = [dirname(NODES[framework]), process.env['PATH'] ?? ''].join(delimiter);
    this.env = { PATH: path, HOME: temporaryFolder(), CI: '1', ...terraformEnv(), ...env };
  }

  /** Runs the framework's CLI. */
  cdk(...args: string[]): Promise<Ended> {
    const cli = join(PREPARED.clis, 'node_modules/.bin', this.#framework);
    return run(NODES[this.#framework], [cli, ...args], this.folder, this.env);
  }

  /** Skips the lock file, because the CLI would request checksums from the registry, which does not have this provider. */
  deploy(...args: string[]): Promise<Ended> {
    return this.cdk('deploy', '--auto-approve', '--skip-provider-lock', ...args);
  }

  terraform(...args: string[]): Promise<Ended> {
    return run('terraform', args, this.stack, this.env);
  }

  /** The addresses of the existing resources. */
  async created(): Promise<string[]> {
    const { text, code } = await this.terraform('state', 'list');
    return code === 0 ? text.split(' ').filter((address) => address !== '' && !address.startsWith('data.')) : [];
  }
}

/** Terraform with the built provider, without version checks. */
export function terraformEnv(): Record<string, string> {
  const file = join(temporaryFolder(), 'terraform.rc');
  const path = JSON.stringify(resolve('dist/provider'));
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${path}\n  }\n}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1' };
}

export function run(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((done) => {
    execFile(file, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
      done({ code, text: oneLine(`${stdout}\n${stderr}`) });
    });
  });
}

/** A parsed JSON file of the app. */
export function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- escape sequences for colors
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
  return plain.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ');
}

function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error('These tests run by `npm run test:e2e`, which installs what they need.');
  return value;
}
