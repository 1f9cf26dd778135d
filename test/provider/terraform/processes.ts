import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ids that a launcher wrote, one a line. */
export function readPids(file: string): number[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number) : [];
}

/** Whether a process runs. One that has ended and that nobody has asked about yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  // The state follows the name in brackets, which may hold anything.
  return !existsSync(stat) || !/\) [ZX] [^)]*$/.test(readFileSync(stat, 'utf8'));
}

/** Waits until it holds. A test that waits in vain ends at its own time limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}
