// Compares the time from the start of the provider to its handshake line with a bare Node that writes a line, and the start
// of its file, which is a shell script, with Node that gets the file as its argument.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
  // The same Node.js for every start.
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
};
const HANDSHAKE = /^1\|6\|unix\|[^|]+\|grpc\|/;

export async function benchHandshake(provider: string, directory: string): Promise<Comparison[]> {
  const bareScript = join(directory, 'bare.cjs');
  writeFileSync(bareScript, "process.stdout.write('ready\\n'); process.stdin.resume();");
  const bareMs: number[] = [];
  const providerMs: number[] = [];
  const fileMs: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const bare = await firstLine([process.execPath, bareScript], /^ready$/);
    // In both orders, because a start is slower after another one.
    const early = round % 2 === 0 ? await firstLine([provider], HANDSHAKE) : undefined;
    const direct = await firstLine([process.execPath, provider], HANDSHAKE);
    const file = early ?? (await firstLine([provider], HANDSHAKE));
    if (round < 0) continue;
    bareMs.push(bare);
    providerMs.push(direct);
    fileMs.push(file);
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
      title: 'Provider, handshake through its shell script ÷ without',
      detail: `${median(fileMs).toFixed(1)} ms ÷ ${median(providerMs).toFixed(1)} ms`,
      ratio: medianRatio(fileMs, providerMs),
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
async function firstLine([command = '', ...args]: readonly string[], expected: RegExp): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { env: HOST, stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  for await (const data of child.stdout) {
    text += String(data);
    if (text.includes('\n')) break;
  }
  const ms = performance.now() - started;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  if (!expected.test(text.trim())) throw new Error(`${command} printed: ${text}`);
  return ms;
}
