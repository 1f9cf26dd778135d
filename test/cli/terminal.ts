import { spawn } from 'node:child_process';
import { SCRIPT } from '../tools.js';
import { CLI, emptyFolder, type Ended, type Invocation } from './run.js';

export interface Typing {
  /** What must stand on the screen, below what was waited for before. */
  readonly after: string;
  /** Also decided from the screen. */
  readonly text: string | ((screen: string) => Promise<string>);
}

export interface TerminalInvocation extends Invocation {
  /** Typed in turn. */
  readonly type?: readonly Typing[];
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
  const words = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  // Without a size every line would be broken after each letter.
  const command = `stty columns 120 rows 40; exec ${words}`;
  const child = spawn(SCRIPT, ['-qefc', command, '/dev/null'], { cwd, env });
  const queue = [...(invocation.type ?? [])];
  let stdout = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (let next = queue[0]; next !== undefined && stdout.includes(next.after, seen); next = queue[0]) {
      seen = stdout.indexOf(next.after, seen) + next.after.length;
      queue.shift();
      if (typeof next.text === 'string') child.stdin.write(next.text);
      else void next.text(stdout).then((typed) => child.stdin.write(typed));
    }
  });
  child.stdin.on('error', () => undefined);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => done({ exitCode, stdout, stderr: '' }));
  });
}
