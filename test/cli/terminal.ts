import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CLI, emptyFolder, type Ended, type Invocation } from './run.js';

/** Part of every Linux; macOS has another one of this name. */
const SCRIPT = '/usr/bin/script';

/** `test` where a terminal can be had, else a test that is skipped by name. */
export const testOnTerminal = process.platform === 'linux' && existsSync(SCRIPT) ? test : test.skip;

export interface TerminalInvocation extends Invocation {
  /** Typed once the screen shows `after`, in turn. */
  readonly type?: readonly { readonly after: string; readonly text: string }[];
}

/** Runs the command line on a terminal: `stdout` is the screen, with both streams and what the terminal echoes. */
export function runOnTerminal(args: readonly string[], invocation: TerminalInvocation = {}): Promise<Ended> {
  const cwd = invocation.cwd ?? emptyFolder();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    TERM: 'xterm-256color',
    SHELL: '/bin/sh',
    ...invocation.env,
  };
  const command = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn(SCRIPT, ['-qefc', command, '/dev/null'], { cwd, env });
  const queue = [...(invocation.type ?? [])];
  let stdout = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (let next = queue[0]; next !== undefined && stdout.includes(next.after, seen); next = queue[0]) {
      seen = stdout.indexOf(next.after, seen) + next.after.length;
      queue.shift();
      child.stdin.write(next.text);
    }
  });
  child.stdin.on('error', () => undefined);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr: '' }));
  });
}
