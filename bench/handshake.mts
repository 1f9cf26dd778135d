// Compares the time from the start of the provider to its handshake line with a bare Node that writes a line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Comparison } from './comparison.mts';
import { median, medianRatio } from './measure.mts';

const ROUNDS = 41;
const MAX_BUNDLE_BYTES = 200_000;

/** The variables that Terraform sets for plugins. The certificate uses P-521, like Terraform's. */
const HOST = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
  PLUGIN_CLIENT_CERT: readFileSync('bench/client.pem', 'utf8'),
  // The launcher finds the Node.js that runs the benchmark.
  PATH: dirname(process.execPath),
};
const HANDSHAKE = /^1\|6\|unix\|[^|]+\|grpc\|/;

export async function benchHandshake(provider: string, directory: string): Promise<Comparison[]> {
  const bareScript = join(directory, 'bare.cjs');
  writeFileSync(bareScript, "process.stdout.write('ready\\n'); process.stdin.resume();");
  const bareMs: number[] = [];
  const providerMs: number[] = [];
  const launchedMs: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const times = [
      await firstLine(bareScript, /^ready$/),
      await firstLine(provider, HANDSHAKE),
      await firstLine(provider, HANDSHAKE, '/bin/sh'),
    ] as const;
    if (round < 0) continue;
    bareMs.push(times[0]);
    providerMs.push(times[1]);
    launchedMs.push(times[2]);
  }
  const bytes = statSync(provider).size;
  return [
    {
      title: 'Provider, spawn to handshake ÷ bare Node start',
      detail: `${median(providerMs).toFixed(0)} ms ÷ ${median(bareMs).toFixed(0)} ms`,
      ratio: medianRatio(providerMs, bareMs),
      atMost: 2.8,
    },
    {
      title: 'Provider, start by its launcher ÷ start by node',
      detail: `${median(launchedMs).toFixed(0)} ms ÷ ${median(providerMs).toFixed(0)} ms`,
      ratio: medianRatio(launchedMs, providerMs),
      atMost: 1.05,
    },
    {
      title: 'Provider, bundle ÷ 200 kB',
      detail: `${bytes} bytes`,
      ratio: bytes / MAX_BUNDLE_BYTES,
      atMost: 1,
    },
  ];
}

/** Milliseconds from the start to the first line. Fails if the line does not match. */
async function firstLine(script: string, expected: RegExp, command = process.execPath): Promise<number> {
  const started = performance.now();
  const child = spawn(command, [script], { env: HOST, stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  for await (const data of child.stdout) {
    text += String(data);
    if (text.includes('\n')) break;
  }
  const ms = performance.now() - started;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  if (!expected.test(text.trim())) throw new Error(`${script} printed: ${text}`);
  return ms;
}
