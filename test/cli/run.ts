import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The built CLI, which `npx clickup-auth` runs. */
export const CLI = resolve('dist/cli/main.js');

export interface Invocation {
  /** Added to PATH and HOME. No other variable of this machine is passed. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Standard input. Defaults to empty. */
  readonly stdin?: string;
  /** Returns standard input based on standard error so far. Called again on each output until it returns a promise. */
  readonly respond?: (stderr: string) => Promise<string> | undefined;
  readonly cli?: string;
  /** Receives all of standard output so far, on each output. */
  readonly onStdout?: (all: string) => void;
  /** Receives all of standard error so far, on each output. */
  readonly onStderr?: (all: string) => void;
  /** Sends SIGINT when aborted. */
  readonly signal?: AbortSignal;
}

export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the CLI as a child process with piped output. */
export function runCli(args: readonly string[], invocation: Invocation = {}): Promise<CliResult> {
  const cwd = invocation.cwd ?? temporaryDirectory();
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, ...invocation.env };
  const child = spawn(process.execPath, [invocation.cli ?? CLI, ...args], { cwd, env });
  invocation.signal?.addEventListener('abort', () => child.kill('SIGINT'));
  let stdout = '';
  let stderr = '';
  let response: Promise<unknown> | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    invocation.onStdout?.(stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    invocation.onStderr?.(stderr);
    response ??= invocation.respond?.(stderr)?.then((input) => child.stdin.end(input));
  });
  // A command that does not read standard input may exit before everything is written (EPIPE).
  child.stdin.on('error', () => undefined);
  if (invocation.respond === undefined) child.stdin.end(invocation.stdin ?? '');
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

const directories: string[] = [];

/** Creates a directory outside of any repository. {@link removeTemporaryDirectories} removes it. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'clickup-auth-cli-'));
  directories.push(directory);
  return directory;
}

export function removeTemporaryDirectories(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** The output of `--json`. */
export interface JsonOutput extends Readonly<Record<string, unknown>> {
  readonly user?: { readonly id: string };
}

/** Parses the output of `--json`, which must be one object and nothing else. */
export function parseJson(stdout: string): JsonOutput {
  const value: JsonOutput = JSON.parse(stdout);
  return value;
}
