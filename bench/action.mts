// The committed Action bundle, whole run with two loopback calls, outputs and summary, beside a bare start of this Node.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bar } from './bar.mts';
import { measure, medianRatio } from './measure.mts';
import type { Answering } from './sandbox.mts';

const ROUNDS = 25;

export async function benchAction(): Promise<Bar[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-action-'));
  const sandbox = fork('bench/sandbox.mts', { execArgv: ['--no-warnings'], env: {} });
  const [answering]: Answering[] = await once(sandbox, 'message');
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, '');
  const env = {
    ...files,
    INPUT_TOKEN: answering?.token ?? '',
    'INPUT_API-URL': answering?.apiUrl ?? '',
    INPUT_WORKSPACES: 'Acme',
  };
  try {
    const [bare, action] = await measure(
      [
        { name: 'bare Node', args: [empty] },
        { name: 'the Action', args: ['action/dist/index.js'], env },
      ],
      ROUNDS,
    );
    if (bare === undefined || action === undefined) throw new Error('Nothing was measured.');
    return [
      {
        what: 'Action, whole run ÷ bare Node start',
        detail: `${action.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms`,
        ratio: medianRatio(action.everyMs, bare.everyMs),
        atMost: 2.15,
      },
      {
        what: 'Action, peak memory ÷ bare Node',
        detail: `${megabytes(action.peakBytes)} ÷ ${megabytes(bare.peakBytes)}`,
        ratio: action.peakBytes / bare.peakBytes,
        atMost: 1.5,
      },
    ];
  } finally {
    sandbox.disconnect();
    rmSync(folder, { recursive: true });
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}
