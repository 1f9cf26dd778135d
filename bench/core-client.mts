// The client process of bench/core.mts: checks the tokens that it receives, with the core or with two bare requests each.
import { Agent, get } from 'node:http';
import { authenticate } from '../dist/src/index.js';
import type { Result } from './core.mts';

const CONCURRENCY = 50;
const apiUrl = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true });

process.on('message', ({ kind, tokens, heap }: { kind: 'core' | 'bare'; tokens: string[]; heap: boolean }) => {
  void measure(kind === 'core' ? checkWithCore : checkBare, tokens, heap);
});

async function measure(
  check: (token: string) => Promise<unknown>,
  tokens: readonly string[],
  heap: boolean,
): Promise<void> {
  const started = performance.now();
  const queue = tokens.values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const token of queue) await check(token);
    }),
  );
  const ms = performance.now() - started;
  // A forced collection discards the optimized code of classes without an instance, so timed rounds have none.
  if (heap) globalThis.gc?.();
  const result: Result = { ms, heapBytes: process.memoryUsage().heapUsed };
  process.send?.(result);
}

async function checkWithCore(token: string): Promise<unknown> {
  return authenticate({ token, apiUrl });
}

async function checkBare(token: string): Promise<unknown> {
  return Promise.all(['/user', '/team'].map((path) => bareRequest(path, token)));
}

function bareRequest(path: string, token: string): Promise<unknown> {
  return new Promise((done, failed) => {
    get(apiUrl + path, { agent, headers: { Authorization: `Bearer ${token}` } }, (incoming) => {
      if (incoming.statusCode !== 200) failed(new Error(`${path} returned ${incoming.statusCode}`));
      let body = '';
      incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
      incoming.on('end', () => done(JSON.parse(body)));
    }).on('error', failed);
  });
}
