// The command line, whole processes: `check` beside a bare start of this Node and beside curl and jq, and `audit` of
// 1,000 credentials beside the same requests sent bare. The sandbox runs in a process of its own.
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bar } from './bar.mts';
import { measure, medianRatio, type Run } from './measure.mts';
import type { Answering } from './sandbox.mts';

const CLI = 'dist/cli/main.js';
const CHECK_ROUNDS = 25;
const AUDIT_ROUNDS = 11;
const CREDENTIALS = 1_000;
const CONCURRENCY = '20';
/** An answer of ClickUp takes longer; on loopback, where it takes none, what is compared is two ways to call Node. */
const LATENCY_MS = 20;

export async function benchCli(): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cli-'));
  try {
    return [
      ...(await withSandbox(0, async (sandbox) => benchCheck(folder, sandbox))),
      await withSandbox(LATENCY_MS, async (sandbox) => ({
        ...(await benchAudit(folder, sandbox)),
        what: `clickup-auth audit ÷ the bare requests, ${LATENCY_MS} ms each`,
        atMost: 1.2,
      })),
      await withSandbox(0, async (sandbox) => benchAudit(folder, sandbox)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function withSandbox<T>(latencyMs: number, measureIt: (sandbox: Answering) => Promise<T>): Promise<T> {
  const sandbox = fork('bench/sandbox.mts', [String(CREDENTIALS), String(latencyMs)], {
    execArgv: ['--no-warnings'],
    env: {},
  });
  const [answering]: Answering[] = await once(sandbox, 'message');
  try {
    if (answering === undefined) throw new Error('The sandbox did not answer.');
    return await measureIt(answering);
  } finally {
    sandbox.disconnect();
  }
}

async function benchCheck(folder: string, { apiUrl, token }: Answering): Promise<Bar[]> {
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, '');
  const env = { CLICKUP_API_URL: apiUrl, CLICKUP_API_TOKEN: token };
  const runs: Run[] = [
    { name: 'bare Node', args: [empty] },
    { name: 'check', args: [CLI, 'check', '--workspace', 'Acme'], env },
  ];
  if (isAtHand('curl') && isAtHand('jq')) runs.push(withCurl(env));
  const [bare, check, curl] = await measure(runs, CHECK_ROUNDS);
  if (bare === undefined || check === undefined) throw new Error('Nothing was measured.');
  const bars: Bar[] = [
    {
      what: 'clickup-auth check, whole process ÷ bare Node start',
      detail: `${check.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms`,
      ratio: medianRatio(check.everyMs, bare.everyMs),
      atMost: 2.5,
    },
  ];
  if (curl !== undefined) {
    bars.push({
      what: 'clickup-auth check ÷ curl twice and jq',
      detail: `${check.ms.toFixed(0)} ms ÷ ${curl.ms.toFixed(0)} ms`,
      ratio: medianRatio(check.everyMs, curl.everyMs),
    });
  }
  return bars;
}

/** What someone would write without us: who the token is, and whether it sees a Workspace. */
function withCurl(env: Record<string, string>): Run {
  const ask = (path: string): string =>
    `curl -sS --fail -H "Authorization: $CLICKUP_API_TOKEN" "$CLICKUP_API_URL${path}"`;
  const script = `${ask('/user')} | jq -r .user.username && ${ask('/team')} | jq -er '.teams[] | select(.name == "Acme") | .id'`;
  return { name: 'curl and jq', command: 'sh', args: ['-c', script], env: { ...env, PATH: process.env['PATH'] ?? '' } };
}

async function benchAudit(folder: string, { apiUrl, issued }: Answering): Promise<Bar> {
  const file = join(folder, 'tokens.env');
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
    what: 'clickup-auth audit ÷ the bare requests, at once',
    detail: `${audit.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms for ${CREDENTIALS} credentials`,
    ratio: medianRatio(audit.everyMs, bare.everyMs),
  };
}

function isAtHand(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
