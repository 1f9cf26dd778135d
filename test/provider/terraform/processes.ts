import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Reads process IDs, one per line. */
export function readPids(file: string): number[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}

/** Whether a process is running. A zombie process is not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  // The state follows the name in parentheses, which can contain any character.
  return !existsSync(stat) || !/\) [ZX] [^)]*$/.test(readFileSync(stat, 'utf8'));
}

/** Waits until the condition is true, or until the test times out. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
