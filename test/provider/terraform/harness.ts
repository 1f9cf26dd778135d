// Runs the real terraform with the built provider. Every folder is temporary, has a HOME and a CLI configuration of its
// own, and finds the provider in the mirror of `npm run build:provider`: nothing comes from a network or this machine.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { PROVIDER_ADDRESS, providerFile as fileName } from '../../../provider/address.js';
import { VERSION } from '../../../src/index.js';
import { REQUIRED_PROVIDERS } from './hcl.js';

/** What `npm run build:provider` makes. */
export const MIRROR = resolve('dist/provider');

/** The provider itself, for this machine. */
export function providerFile(): string {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  return join(MIRROR, PROVIDER_ADDRESS, VERSION, platform, fileName(VERSION));
}

/** Variables on top of the folder's own; `undefined` takes one away. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a terraform command ended. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in one line, as terraform wraps at 78 columns. */
  readonly words: string;
}

export interface Running {
  /** Of terraform, which leads a process group of its own. */
  readonly pid: number;
  readonly ended: Promise<Ran>;
}

/** A folder with a configuration, ready for `plan`. */
export interface Folder {
  readonly path: string;
  /** Adds or replaces files. */
  write(files: Readonly<Record<string, string>>): void;
  terraform(args: readonly string[], env?: Environment): Promise<Ran>;
  /** The same, for a command that a test builds on: fails with what terraform said unless it ends with 0. */
  succeed(args: readonly string[], env?: Environment): Promise<Ran>;
  start(args: readonly string[], env?: Environment): Running;
}

const folders: string[] = [];

afterAll(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

/**
 * A folder with this `main.tf`, or these files. It is initialised by copying what the first `terraform init` of the test
 * file made, since an init each would double the time of the suite. `env` holds for each of its commands.
 */
export async function openFolder(
  files: string | Readonly<Record<string, string>>,
  env: Environment = {},
): Promise<Folder> {
  const folder = makeFolder(env);
  folder.write({ 'versions.tf': REQUIRED_PROVIDERS, ...(typeof files === 'string' ? { 'main.tf': files } : files) });
  const initialised = await initOnce();
  for (const made of ['.terraform', '.terraform.lock.hcl']) {
    cpSync(join(initialised, made), join(folder.path, made), { recursive: true, verbatimSymlinks: true });
  }
  return folder;
}

/** An empty folder, in which `init` has not run. */
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
      throw new Error(`terraform ${args.join(' ')} ended with ${ran.exitCode}: ${ran.words}`);
    },
  };
}

/** A folder for PATH whose `node` runs this line of shell before the real one, or in place of it. */
export function nodeThatFirst(line: (node: string) => string): string {
  const path = mkdtempSync(join(tmpdir(), 'clickup-node-'));
  folders.push(path);
  const launcher = join(path, 'node');
  writeFileSync(launcher, `#!/bin/sh\n${line(process.execPath)}\n`);
  chmodSync(launcher, 0o755);
  return `${path}${delimiter}${process.env['PATH']}`;
}

let initialised: Promise<string> | undefined;

function initOnce(): Promise<string> {
  initialised ??= (async () => {
    if (!existsSync(MIRROR)) throw new Error(`${MIRROR} is missing. Run \`npm run build:provider\`.`);
    const folder = makeFolder();
    folder.write({ 'versions.tf': REQUIRED_PROVIDERS });
    await folder.succeed(['init']);
    return folder.path;
  })();
  return initialised;
}

function run(cwd: string, args: readonly string[], more: Environment): Running {
  const child = spawn('terraform', args, { cwd, env: environment(cwd, more), detached: true });
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
    // The Node that runs the tests: npm's scripts put it first, an editor may not.
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

/** In one line: wrapped text can't be searched for a sentence. */
export function toWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
