// HTTPS, the real case: the Action and `clickup-auth check`, whole processes over TLS on loopback, compared with the
// smallest program that sends the same two requests. All processes trust the certificate in the same way.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bar } from './bar.mts';
import { measure, medianRatio, type Measured, type Run } from './measure.mts';
import type { Answering } from './sandbox.mts';

const ROUNDS = 41;
const RESOLVE = ['--require', './bench/clickup-test.cjs'];

export async function benchHttps(): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-https-'));
  const sandbox = fork('bench/sandbox.mts', { execArgv: ['--no-warnings'], env: {} });
  try {
    const [answering]: Answering[] = await once(sandbox, 'message');
    if (answering === undefined) throw new Error('The sandbox did not answer.');
    const [smallest, action, check] = await measure(runs(folder, answering), ROUNDS);
    if (smallest === undefined || action === undefined || check === undefined) throw new Error('Nothing was measured.');
    return [
      { ...compare('Action over HTTPS ÷ smallest HTTPS program', action, smallest), atMost: 1.08 },
      compare('clickup-auth check over HTTPS ÷ the same', check, smallest),
    ];
  } finally {
    sandbox.disconnect();
    rmSync(folder, { recursive: true });
  }
}

function runs(folder: string, { httpsApiUrl, token }: Answering): Run[] {
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
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

function compare(what: string, one: Measured, other: Measured): Bar {
  return {
    what,
    detail: `${one.ms.toFixed(0)} ms ÷ ${other.ms.toFixed(0)} ms`,
    ratio: medianRatio(one.everyMs, other.everyMs),
  };
}
