// The core on 1,000 tokens at a concurrency of 50, beside the simplest loop of two bare requests a token. The sandbox and
// the client run in processes of their own.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox } from '../dist/sandbox/index.js';
import type { Bar } from './bar.mts';
import { median, medianRatio } from './measure.mts';

const TOKENS = 1_000;
const ROUNDS = 21;
/** Not counted: both loops run until the engine has optimised them. */
const WARM_UPS = 5;

/** What bench/core-client.mts answers. */
export interface Answer {
  readonly ms: number;
  /** Heap in use after a collection. */
  readonly heapBytes: number;
}

export async function benchCore(): Promise<Bar[]> {
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
      const times = [(await ask(client, 'core', tokens)).ms, (await ask(client, 'bare', tokens)).ms] as const;
      if (round < 0) continue;
      core.push(times[0]);
      bare.push(times[1]);
    }
    sandbox.resetCounts();
    const few = await ask(client, 'core', tokens.slice(0, 100));
    const many = await ask(client, 'core', tokens);
    const requests = sandbox.requests.total / (TOKENS + 100);
    return [
      {
        what: 'Core, throughput ÷ two bare requests a token',
        detail: `${median(bare).toFixed(0)} ms ÷ ${median(core).toFixed(0)} ms for ${TOKENS} tokens`,
        ratio: medianRatio(bare, core),
        atLeast: 0.8,
      },
      {
        what: 'Core, memory after 1,000 tokens ÷ after 100',
        detail: `${(many.heapBytes / 1e6).toFixed(2)} MB ÷ ${(few.heapBytes / 1e6).toFixed(2)} MB of heap`,
        ratio: many.heapBytes / few.heapBytes,
        atMost: 1.05,
      },
      { what: 'Core, requests a token', detail: `${sandbox.requests.total} in all`, ratio: requests, atMost: 2 },
    ];
  } finally {
    client.kill();
    await sandbox.close();
  }
}

async function ask(client: ChildProcess, kind: 'core' | 'bare', tokens: readonly string[]): Promise<Answer> {
  client.send({ kind, tokens });
  const [answer]: Answer[] = await once(client, 'message');
  if (answer === undefined) throw new Error('The client gave no answer.');
  return answer;
}
