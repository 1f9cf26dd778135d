import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built command line: what `npx clickup-auth` runs. */
export const CLI = resolve('dist/cli/main.js');

export interface Invocation {
  /** On top of PATH and HOME: nothing of this machine changes the result. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What standard input holds. Default: nothing. */
  readonly stdin?: string;
  /** Decides what to write there from what stands on standard error; asked until it does. */
  readonly reply?: (stderr: string) => Promise<string> | undefined;
  readonly cli?: string;
  /** Told of all that stands on standard output, as it grows. */
  readonly onStdout?: (all: string) => void;
  /** The same of standard error. */
  readonly onStderr?: (all: string) => void;
  /** Interrupts it. */
  readonly signal?: AbortSignal;
}

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a process of its own, with its output in pipes. */
export function runCli(args: readonly string[], invocation: Invocation = {}): Promise<Ended> {
  const cwd = invocation.cwd ?? emptyFolder();
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, ...invocation.env };
  const child = spawn(process.execPath, [invocation.cli ?? CLI, ...args], { cwd, env });
  invocation.signal?.addEventListener('abort', () => child.kill('SIGINT'));
  let stdout = '';
  let stderr = '';
  let reply: Promise<unknown> | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    invocation.onStdout?.(stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    invocation.onStderr?.(stderr);
    reply ??= invocation.reply?.(stderr)?.then((answer) => child.stdin.end(answer));
  });
  // A command that does not read may be gone before all is written.
  child.stdin.on('error', () => undefined);
  if (invocation.reply === undefined) child.stdin.end(invocation.stdin ?? '');
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

const folders: string[] = [];

/** A folder of its own, outside of any repository. Removed by {@link removeFolders}. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clickup-auth-cli-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What `--json` prints, as far as a test takes it apart. */
export interface Parsed extends Readonly<Record<string, unknown>> {
  readonly user?: { readonly id: string };
}

/** What `--json` printed: an object, and nothing else. */
export function parsed(stdout: string): Parsed {
  const value: Parsed = JSON.parse(stdout);
  return value;
}
