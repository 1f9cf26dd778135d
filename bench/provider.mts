// Measures plans of Terraform with one and with many data sources: time, requests and peak memory.
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { PROVIDER_ADDRESS, providerFile } from '../provider/address.ts';
import { megabytes } from './action.mts';
import type { Comparison } from './comparison.mts';
import { benchHandshake } from './handshake.mts';
import { measure, median } from './measure.mts';
import type { SandboxReady } from './sandbox.mts';

const ROUNDS = 11;
const MANY = 500;
const MIRROR = resolve('dist/provider');

export const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    clickup = { source = "clickup-auth/clickup" }
  }
}
`;

export async function benchProvider(): Promise<Comparison[]> {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const provider = join(MIRROR, PROVIDER_ADDRESS, version, platform, providerFile(version));
  const directory = mkdtempSync(join(tmpdir(), 'bench-provider-'));
  try {
    const handshake = await benchHandshake(provider, directory);
    if (spawnSync('terraform', ['version']).error === undefined)
      return [...handshake, ...(await benchPlans(directory))];
    console.error('! terraform is not on PATH, so plans are not measured.');
    process.exitCode = 1;
    return handshake;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Plan {
  readonly name: string;
  readonly directory: string;
  readonly times: number[];
}

async function benchPlans(root: string): Promise<Comparison[]> {
  const sandbox = fork('bench/sandbox.mts', { execArgv: ['--no-warnings'], env: {} });
  try {
    const [ready]: SandboxReady[] = await once(sandbox, 'message');
    if (ready === undefined) throw new Error('The sandbox did not start.');
    const env = environment(root, ready);
    const plans = await Promise.all(
      [0, 1, 50, MANY].map(async (count): Promise<Plan> => {
        const directory = mkdtempSync(join(root, 'plan-'));
        writeFileSync(join(directory, 'main.tf'), configuration(count));
        await terraform(directory, ['init'], env);
        return { name: `${count} data sources`, directory, times: [] };
      }),
    );
    const bare: number[] = [];
    const barePeaks: number[] = [];
    const peaks: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const [node] = await measure([{ name: 'bare Node', args: ['-e', '0'] }], 1);
      for (const { directory, times } of plans) {
        const { ms, peakBytes } = await terraform(directory, ['plan'], env);
        if (round < 0) continue;
        times.push(ms);
        // Use the plan with one data source.
        if (directory === plans[1]?.directory) peaks.push(peakBytes);
      }
      if (round < 0 || node === undefined) continue;
      bare.push(node.ms);
      barePeaks.push(node.peakBytes);
    }
    const requests = await countRequests(ready, () => terraform(plans[3]?.directory ?? '', ['plan'], env));
    const [none = NaN, one = NaN, fifty = NaN, many = NaN] = plans.map(({ times }) => median(times));
    return [
      {
        title: 'Terraform plan, time of the provider ÷ bare Node start',
        detail: `(${one.toFixed(0)} − ${none.toFixed(0)}) ms ÷ ${median(bare).toFixed(0)} ms; three processes serve a plan`,
        ratio: (one - none) / median(bare),
        atMost: 15,
      },
      {
        title: 'Terraform plan, ms per additional data source',
        detail: `${one.toFixed(0)} ms for 1, ${fifty.toFixed(0)} ms for 50, ${many.toFixed(0)} ms for ${MANY}`,
        ratio: Math.max((fifty - one) / 49, (many - one) / (MANY - 1)),
        atMost: 5,
      },
      {
        title: `Terraform plan, requests of ${MANY} data sources`,
        detail: 'GET /user, GET /team',
        ratio: requests,
        atMost: 2,
      },
      {
        title: 'Provider, peak memory ÷ bare Node',
        detail: `${megabytes(median(peaks))} ÷ ${megabytes(median(barePeaks))}`,
        ratio: median(peaks) / median(barePeaks),
        atMost: 2,
      },
    ];
  } finally {
    sandbox.disconnect();
  }
}

/** A plan with `count` data sources. Without data sources, it does not use the provider. */
function configuration(count: number): string {
  const app = 'resource "terraform_data" "app" {}\n';
  if (count === 0) return app;
  return `${REQUIRED_PROVIDERS}data "clickup_workspace" "each" {
  count = ${count}
  name  = "Acme"
}
${app}`;
}

export function environment(
  root: string,
  { apiUrl, token }: Pick<SandboxReady, 'apiUrl' | 'token'>,
): NodeJS.ProcessEnv {
  const cli = join(root, 'cli.tfrc');
  writeFileSync(cli, `provider_installation {\n  filesystem_mirror {\n    path = "${MIRROR}"\n  }\n}\n`);
  const launcher = join(root, 'node');
  writeFileSync(launcher, `#!/bin/sh\nexec "${process.execPath}" --require "${resolve('bench/peak.cjs')}" "$@"\n`);
  chmodSync(launcher, 0o755);
  return {
    PATH: `${root}${delimiter}${process.env['PATH']}`,
    HOME: root,
    TF_CLI_CONFIG_FILE: cli,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    CLICKUP_API_URL: apiUrl,
    CLICKUP_API_TOKEN: token,
  };
}

/** Returns the wall time and the largest peak memory of the provider's processes. */
export async function terraform(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const PEAK_FILE = join(cwd, 'peaks');
  writeFileSync(PEAK_FILE, '');
  const started = performance.now();
  const child = spawn('terraform', [...args, '-input=false', '-no-color'], {
    cwd,
    env: { ...env, PEAK_FILE },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  const ms = performance.now() - started;
  if (exitCode !== 0) throw new Error(`terraform ${args.join(' ')} exited with ${exitCode}: ${stderr}`);
  return { ms, peakBytes: Math.max(0, ...readFileSync(PEAK_FILE, 'utf8').split('\n').map(Number)) };
}

async function countRequests({ apiUrl }: SandboxReady, run: () => Promise<unknown>): Promise<number> {
  const control = new URL('/_sandbox/', apiUrl);
  await fetch(new URL('reset', control), { method: 'POST' });
  await run();
  const counts: { total: number } = JSON.parse(await (await fetch(new URL('requests', control))).text());
  return counts.total;
}
