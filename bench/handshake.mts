// The provider from its start to the line that tells Terraform where to connect, beside a bare Node that writes a line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bar } from './bar.mts';
import { median } from './measure.mts';

const ROUNDS = 41;
const MAX_BUNDLE_BYTES = 200_000;

/** What Terraform sets for each plugin that it starts; the certificate is of its kind, P-521. */
const HOST = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
  PLUGIN_CLIENT_CERT: readFileSync('bench/client.pem', 'utf8'),
};

export async function benchHandshake(provider: string, folder: string): Promise<Bar[]> {
  const bareScript = join(folder, 'bare.cjs');
  writeFileSync(bareScript, "process.stdout.write('here\\n'); process.stdin.resume();");
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const times = [
      await firstLine(bareScript, /^here$/),
      await firstLine(provider, /^1\|6\|unix\|[^|]+\|grpc\|/),
    ] as const;
    if (round < 0) continue;
    bare.push(times[0]);
    ours.push(times[1]);
  }
  const bytes = statSync(provider).size;
  return [
    {
      what: 'Provider, spawn to handshake ÷ bare Node start',
      detail: `${median(ours).toFixed(0)} ms ÷ ${median(bare).toFixed(0)} ms`,
      // Round by round, since both halves of a round meet the same neighbours on this machine.
      ratio: median(ours.map((ms, round) => ms / (bare[round] ?? NaN))),
      atMost: 2.8,
    },
    {
      what: 'Provider, bundle ÷ 200 kB',
      detail: `${bytes} bytes`,
      ratio: bytes / MAX_BUNDLE_BYTES,
      atMost: 1,
    },
  ];
}

/** Milliseconds from the start to the first line, which must be the one that is expected. */
async function firstLine(script: string, expected: RegExp): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [script], { env: HOST, stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  for await (const data of child.stdout) {
    text += String(data);
    if (text.includes('\n')) break;
  }
  const ms = performance.now() - started;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  if (!expected.test(text.trim())) throw new Error(`${script} said: ${text}`);
  return ms;
}
