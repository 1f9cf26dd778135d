// Paired measurements: each round runs every candidate once, so that a busy machine slows all of them alike. Compare only
// ratios of the same run.
import { spawn } from 'node:child_process';

export interface Run {
  readonly name: string;
  /** Defaults to this Node, which also reports its peak memory. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Measured {
  /** Median wall time in milliseconds, spawn to exit. */
  readonly ms: number;
  /** Wall time of every round, in order. */
  readonly everyMs: readonly number[];
  /** Median peak memory in bytes. */
  readonly peakBytes: number;
}

/** Runs the candidates alternately, `rounds` times each, after one round that is not counted. */
export async function measure(runs: readonly Run[], rounds: number): Promise<Measured[]> {
  const times = runs.map((): number[] => []);
  const peaks = runs.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const { ms, peakBytes } = await once(run);
      if (round < 0) continue;
      times[index]?.push(ms);
      peaks[index]?.push(peakBytes);
    }
  }
  return runs.map((_, index) => {
    const everyMs = times[index] ?? [];
    return { ms: median(everyMs), everyMs, peakBytes: median(peaks[index] ?? []) };
  });
}

/** The median of the ratios of each round, because the load of a busy machine affects both runs of a round alike. */
export function medianRatio(some: readonly number[], others: readonly number[]): number {
  return median(some.map((one, round) => one / (others[round] ?? NaN)));
}

async function once({ command, args, env, name }: Run): Promise<{ ms: number; peakBytes: number }> {
  const started = performance.now();
  // bench/peak.cjs writes the peak memory to file descriptor 3 when the process exits.
  const allArgs = command === undefined ? ['--require', './bench/peak.cjs', ...args] : args;
  const child = spawn(command ?? process.execPath, allArgs, {
    env: { ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let peak = '';
  let stderr = '';
  child.stdio[3]?.on('data', (data: Buffer) => (peak += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  if (exitCode !== 0) throw new Error(`${name} exited with ${exitCode}: ${stderr}`);
  return { ms: performance.now() - started, peakBytes: Number(peak) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
