import { spawn } from 'node:child_process';
import { SCRIPT } from '../tools.js';
import { CLI, temporaryDirectory, type CliResult, type Invocation } from './run.js';

export interface TypedInput {
  /** Text that must appear on the screen first, after the text of the previous input. */
  readonly after: string;
  readonly text: string | ((screen: string) => Promise<string>);
}

export interface TerminalInvocation extends Invocation {
  readonly type?: readonly TypedInput[];
  /** Width of the terminal. */
  readonly columns?: number;
}

/** Runs the CLI on a terminal. `stdout` is the screen, with both streams and the echo of the terminal. */
export function runOnTerminal(args: readonly string[], invocation: TerminalInvocation = {}): Promise<CliResult> {
  const cwd = invocation.cwd ?? temporaryDirectory();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    TERM: 'xterm-256color',
    SHELL: '/bin/sh',
    ...invocation.env,
  };
  const words = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  // Without a terminal size, the prompt library wraps after every character.
  const command = `stty columns ${invocation.columns ?? 120} rows 40; exec ${words}`;
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
