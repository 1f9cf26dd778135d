// Compares a whole run of the committed Action bundle, with two requests on loopback, outputs and summary, with the start of
// bare Node.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from './comparison.mts';
import { measure, medianRatio } from './measure.mts';
import type { SandboxReady } from './sandbox.mts';

const ROUNDS = 25;

export async function benchAction(): Promise<Comparison[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-action-'));
  const sandbox = fork('bench/sandbox.mts', { execArgv: ['--no-warnings'], env: {} });
  const [ready]: SandboxReady[] = await once(sandbox, 'message');
  const files = { GITHUB_OUTPUT: join(directory, 'output'), GITHUB_STEP_SUMMARY: join(directory, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const empty = join(directory, 'empty.cjs');
  writeFileSync(empty, '');
  const env = {
    ...files,
    INPUT_TOKEN: ready?.token ?? '',
    'INPUT_API-URL': ready?.apiUrl ?? '',
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
        title: 'Action, whole run ÷ bare Node start',
        detail: `${action.ms.toFixed(0)} ms ÷ ${bare.ms.toFixed(0)} ms`,
        ratio: medianRatio(action.everyMs, bare.everyMs),
        atMost: 2.15,
      },
      {
        title: 'Action, peak memory ÷ bare Node',
        detail: `${megabytes(action.peakBytes)} ÷ ${megabytes(bare.peakBytes)}`,
        ratio: action.peakBytes / bare.peakBytes,
        atMost: 1.5,
      },
    ];
  } finally {
    sandbox.disconnect();
    rmSync(directory, { recursive: true });
  }
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}
