// Compares whole processes of the CLI: `check` with the start of bare Node and with curl and jq, and `audit` of 1,000
// tokens with the same requests alone. The sandbox runs in a separate process.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from './comparison.mts';
import { measure, medianRatio, type Run } from './measure.mts';
import type { SandboxReady } from './sandbox.mts';

const CLI = 'dist/cli/main.js';
const CHECK_ROUNDS = 25;
const AUDIT_ROUNDS = 11;
const TOKENS = 1_000;
const CONCURRENCY = '20';
/** ClickUp takes longer to respond. Without latency, the comparison would measure only processor time. */
const LATENCY_MS = 20;

export async function benchCli(): Promise<Comparison[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-cli-'));
  try {
    return [
      ...(await withSandbox(0, async (sandbox) => benchCheck(directory, sandbox))),
      await withSandbox(LATENCY_MS, async (sandbox) => ({
        ...(await benchAudit(directory, sandbox)),
        title: `clickup-auth audit ÷ the bare requests, ${LATENCY_MS} ms latency`,
        atMost: 1.2,
      })),
      await withSandbox(0, async (sandbox) => benchAudit(directory, sandbox)),
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function withSandbox<T>(latencyMs: number, run: (sandbox: SandboxReady) => Promise<T>): Promise<T> {
  const sandbox = fork('bench/sandbox.mts', [String(TOKENS), String(latencyMs)], {
    execArgv: ['--no-warnings'],
    env: {},
  });
  const [ready]: SandboxReady[] = await once(sandbox, 'message');
  try {
    if (ready === undefined) throw new Error('The sandbox did not start.');
    return await run(ready);
  } finally {
    sandbox.disconnect();
  }
}

async function benchCheck(directory: string, { apiUrl, token }: SandboxReady): Promise<Comparison[]> {
  const empty = join(directory, 'empty.cjs');
  writeFileSync(empty, '');
  const env = { CLICKUP_API_URL: apiUrl, CLICKUP_API_TOKEN: token };
  const runs: Run[] = [
    { name: 'bare Node', args: [empty] },
    { name: 'check', args: [CLI, 'check', '--workspace', 'Acme'], env },
  ];
  if (isInstalled('curl') && isInstalled('jq')) runs.push(withCurl(env));
  const [bare, check, curl] = await measure(runs, CHECK_ROUNDS);
  if (bare === undefined || check === undefined) throw new Error('Nothing was measured.');
  const comparisons: Comparison[] = [
    {
      title: 'clickup-auth check, whole process ÷ bare Node start',
      detail: `${check.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms`,
      ratio: medianRatio(check.everyMs, bare.everyMs),
      atMost: 2.5,
    },
  ];
  if (curl !== undefined) {
    comparisons.push({
      title: 'clickup-auth check ÷ curl twice and jq',
      detail: `${check.ms.toFixed(0)} ms ÷ ${curl.ms.toFixed(0)} ms`,
      ratio: medianRatio(check.everyMs, curl.everyMs),
    });
  }
  return comparisons;
}

/** The same check without this package: prints the user and the ID of the Workspace. */
function withCurl(env: Record<string, string>): Run {
  const request = (path: string): string =>
    `curl -sS --fail -H "Authorization: $CLICKUP_API_TOKEN" "$CLICKUP_API_URL${path}"`;
  const script = `${request('/user')} | jq -r .user.username && ${request('/team')} | jq -er '.teams[] | select(.name == "Acme") | .id'`;
  return { name: 'curl and jq', command: 'sh', args: ['-c', script], env: { ...env, PATH: process.env['PATH'] ?? '' } };
}

async function benchAudit(directory: string, { apiUrl, issued }: SandboxReady): Promise<Comparison> {
  const file = join(directory, 'tokens.env');
  writeFileSync(file, issued.map((token, index) => `TOKEN_${index}=${token}\n`).join(''));
  const [bare, audit] = await measure(
    [
      { name: 'bare requests', args: ['bench/bare-requests.cjs', apiUrl, file, CONCURRENCY] },
      { name: 'audit', args: [CLI, 'audit', file, '--concurrency', CONCURRENCY], env: { CLICKUP_API_URL: apiUrl } },
    ],
    AUDIT_ROUNDS,
  );
  if (bare === undefined || audit === undefined) throw new Error('Nothing was measured.');
  return {
    title: 'clickup-auth audit ÷ the bare requests, without latency',
    detail: `${audit.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms for ${TOKENS} tokens`,
    ratio: medianRatio(audit.everyMs, bare.everyMs),
  };
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
