// Compares the core with two bare requests per token, for 1,000 tokens at a concurrency of 50. The sandbox and the client
// run in separate processes.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox } from '../dist/sandbox/index.js';
import type { Comparison } from './comparison.mts';
import { median, medianRatio } from './measure.mts';

const TOKENS = 1_000;
const ROUNDS = 21;
/** Rounds that are not counted, in which the engine optimizes both loops. */
const WARM_UPS = 5;

/** Sent by bench/core-client.mts. */
export interface Result {
  readonly ms: number;
  /** Heap in use, after garbage collection if `heap` was set. */
  readonly heapBytes: number;
}

export async function benchCore(): Promise<Comparison[]> {
  const sandbox = await startSandbox({ rateLimit: 1_000_000 });
  const tokens = Array.from({ length: TOKENS }, () => sandbox.issueToken());
  const client = fork('bench/core-client.mts', [sandbox.apiUrl], {
    execArgv: ['--expose-gc', '--no-warnings'],
    env: {},
  });
  try {
    const core: number[] = [];
    const bare: number[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
      const times = [(await run(client, 'core', tokens)).ms, (await run(client, 'bare', tokens)).ms] as const;
      if (round < 0) continue;
      core.push(times[0]);
      bare.push(times[1]);
    }
    sandbox.resetCounts();
    const few = await run(client, 'core', tokens.slice(0, 100), true);
    const many = await run(client, 'core', tokens, true);
    const requests = sandbox.requests.total / (TOKENS + 100);
    return [
      {
        title: 'Core, throughput ÷ two bare requests per token',
        detail: `${median(bare).toFixed(0)} ms ÷ ${median(core).toFixed(0)} ms for ${TOKENS} tokens`,
        ratio: medianRatio(bare, core),
        atLeast: 0.8,
      },
      {
        title: 'Core, memory after 1,000 tokens ÷ after 100',
        detail: `${(many.heapBytes / 1e6).toFixed(2)} MB ÷ ${(few.heapBytes / 1e6).toFixed(2)} MB of heap`,
        ratio: many.heapBytes / few.heapBytes,
        atMost: 1.05,
      },
      { title: 'Core, requests per token', detail: `${sandbox.requests.total} in total`, ratio: requests, atMost: 2 },
    ];
  } finally {
    client.kill();
    await sandbox.close();
  }
}

async function run(
  client: ChildProcess,
  kind: 'core' | 'bare',
  tokens: readonly string[],
  heap = false,
): Promise<Result> {
  client.send({ kind, tokens, heap });
  const [result]: Result[] = await once(client, 'message');
  if (result === undefined) throw new Error('The client returned no result.');
  return result;
}
