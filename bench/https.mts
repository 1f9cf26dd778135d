// Compares whole processes of the Action and of `clickup-auth check` over TLS on loopback with the smallest program that
// sends the same two requests. All processes trust the certificate in the same way.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from './comparison.mts';
import { measure, medianRatio, type Measured, type Run } from './measure.mts';
import type { SandboxReady } from './sandbox.mts';

const ROUNDS = 41;
const RESOLVE = ['--require', './bench/clickup-test.cjs'];

export async function benchHttps(): Promise<Comparison[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-https-'));
  const sandbox = fork('bench/sandbox.mts', { execArgv: ['--no-warnings'], env: {} });
  try {
    const [ready]: SandboxReady[] = await once(sandbox, 'message');
    if (ready === undefined) throw new Error('The sandbox did not start.');
    const [smallest, action, check] = await measure(runs(directory, ready), ROUNDS);
    if (smallest === undefined || action === undefined || check === undefined) throw new Error('Nothing was measured.');
    return [
      { ...compare('Action over HTTPS ÷ smallest HTTPS program', action, smallest), atMost: 1.08 },
      compare('clickup-auth check over HTTPS ÷ the same', check, smallest),
    ];
  } finally {
    sandbox.disconnect();
    rmSync(directory, { recursive: true });
  }
}

function runs(directory: string, { httpsApiUrl, token }: SandboxReady): Run[] {
  const files = { GITHUB_OUTPUT: join(directory, 'output'), GITHUB_STEP_SUMMARY: join(directory, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  // One environment for all, so that none of them reads more variables than the others.
  const env = {
    ...files,
    NODE_EXTRA_CA_CERTS: 'test/fixtures/tls/cert.pem',
    CLICKUP_API_URL: httpsApiUrl,
    CLICKUP_API_TOKEN: token,
    INPUT_WORKSPACES: 'Acme',
  };
  return [
    { name: 'smallest HTTPS program', args: [...RESOLVE, 'bench/https-client.cjs'], env },
    { name: 'the Action', args: [...RESOLVE, 'action/dist/index.js'], env },
    { name: 'check', args: [...RESOLVE, 'dist/cli/main.js', 'check', '--workspace', 'Acme'], env },
  ];
}

function compare(title: string, one: Measured, other: Measured): Comparison {
  return {
    title,
    detail: `${one.ms.toFixed(0)} ms ÷ ${other.ms.toFixed(0)} ms`,
    ratio: medianRatio(one.everyMs, other.everyMs),
  };
}
