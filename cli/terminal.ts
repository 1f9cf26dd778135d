import type { Context } from './context.js';

/** Whether someone sits there who can answer. Questions are put on standard error, so that output stays clean. */
export function canPrompt({ stdin, stderr }: Pick<Context, 'stdin' | 'stderr'>): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}
