// Runs Terraform with the built provider. Every folder is temporary, with its own HOME and CLI configuration, and uses the
// provider from the mirror that `npm run build:provider` builds. Nothing is downloaded.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { PROVIDER_ADDRESS, providerFile as fileName } from '../../../provider/address.js';
import { VERSION } from '../../../src/index.js';
import { TERRAFORM } from '../../tools.js';
import { REQUIRED_PROVIDERS } from './hcl.js';

/** The filesystem mirror that `npm run build:provider` builds. */
export const MIRROR = resolve('dist/provider');

/** The provider executable for this platform. */
export function providerFile(): string {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  return join(MIRROR, PROVIDER_ADDRESS, VERSION, platform, fileName(VERSION));
}

/** Variables in addition to those of the folder. `undefined` removes a variable. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The result of a Terraform command. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both outputs in one line, because Terraform wraps at 78 columns. */
  readonly words: string;
}

export interface Running {
  /** The process ID of Terraform, which leads its own process group. */
  readonly pid: number;
  readonly ended: Promise<Ran>;
}

/** A directory with a configuration. */
export interface Folder {
  readonly path: string;
  /** Adds or replaces files. */
  write(files: Readonly<Record<string, string>>): void;
  terraform(args: readonly string[], env?: Environment): Promise<Ran>;
  /** Runs Terraform, and throws with its output if the exit code is not 0. */
  succeed(args: readonly string[], env?: Environment): Promise<Ran>;
  start(args: readonly string[], env?: Environment): Running;
}

const folders: string[] = [];

afterAll(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

/**
 * Creates a folder with this `main.tf`, or these files, and initializes it. It copies the result of the first
 * `terraform init` of the test file, because running init for each test would double the duration. `env` applies to all
 * commands.
 */
export async function openFolder(
  files: string | Readonly<Record<string, string>>,
  env: Environment = {},
): Promise<Folder> {
  const folder = makeFolder(env);
  folder.write({ 'versions.tf': REQUIRED_PROVIDERS, ...(typeof files === 'string' ? { 'main.tf': files } : files) });
  const initialized = await initOnce();
  for (const path of ['.terraform', '.terraform.lock.hcl']) {
    cpSync(join(initialized, path), join(folder.path, path), { recursive: true, verbatimSymlinks: true });
  }
  return folder;
}

/** Creates an empty folder without running `init`. */
export function makeFolder(env: Environment = {}): Folder {
  const path = mkdtempSync(join(tmpdir(), 'clickup-terraform-'));
  folders.push(path);
  const start: Folder['start'] = (args, more = {}) => run(path, args, { ...env, ...more });
  return {
    path,
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text);
      }
    },
    start,
    terraform: (args, more) => start(args, more).ended,
    async succeed(args, more) {
      const ran = await start(args, more).ended;
      if (ran.exitCode === 0) return ran;
      throw new Error(`terraform ${args.join(' ')} exited with ${ran.exitCode}: ${ran.words}`);
    },
  };
}

/** Returns a PATH on which `node` is a shell script with this line, which can run the real Node.js. */
export function pathWithNodeScript(line: (node: string) => string): string {
  const path = mkdtempSync(join(tmpdir(), 'clickup-node-'));
  folders.push(path);
  const launcher = join(path, 'node');
  writeFileSync(launcher, `#!/bin/sh\n${line(process.execPath)}\n`);
  chmodSync(launcher, 0o755);
  return `${path}${delimiter}${process.env['PATH']}`;
}

let initialized: Promise<string> | undefined;

function initOnce(): Promise<string> {
  initialized ??= (async () => {
    if (!existsSync(MIRROR)) throw new Error(`${MIRROR} is missing. Run \`npm run build:provider\`.`);
    const folder = makeFolder();
    folder.write({ 'versions.tf': REQUIRED_PROVIDERS });
    await folder.succeed(['init']);
    return folder.path;
  })();
  return initialized;
}

function run(cwd: string, args: readonly string[], more: Environment): Running {
  const child = spawn(TERRAFORM, args, { cwd, env: environment(cwd, more), detached: true });
  let stdout = '';
  let stderr = '';
  child.stdin.end();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ran>((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr, words: toWords(stdout + stderr) }));
  });
  return { pid: child.pid ?? 0, ended };
}

function environment(home: string, more: Environment): NodeJS.ProcessEnv {
  const configuration = join(home, 'cli.tfrc');
  writeFileSync(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${MIRROR}"\n  }\n}\n`);
  const own = {
    // The Node.js that runs the tests. npm scripts put it first on PATH, an editor might not.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
    HOME: home,
    TF_CLI_CONFIG_FILE: configuration,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_ARGS: '-no-color',
  };
  return Object.fromEntries(Object.entries({ ...own, ...more }).filter(([, value]) => value !== undefined));
}

/** Joins wrapped lines, so that tests can search for sentences. */
export function toWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
