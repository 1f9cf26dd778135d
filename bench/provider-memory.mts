// Measures the peak memory of the provider for a response with many Workspaces, in plans of Terraform.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from './comparison.mts';
import { median } from './measure.mts';
import { environment, REQUIRED_PROVIDERS, terraform } from './provider.mts';

const ROUNDS = 5;
const MANY = 20_000;
const USER = { id: 12345678, username: 'Ada Example', role: 1 };
const TOKEN = `pk_${USER.id}_${'A1'.repeat(16)}`;

export async function benchProviderMemory(): Promise<Comparison[]> {
  // The measurement of plans reports it.
  if (spawnSync('terraform', ['version']).error !== undefined) return [];
  const directory = mkdtempSync(join(tmpdir(), 'bench-provider-memory-'));
  const [few, many] = [teams(2), teams(MANY)];
  let body = few;
  const clickup = createServer(({ url }, response) =>
    response.end(url === '/team' ? body : JSON.stringify({ user: USER })),
  );
  await once(clickup.listen(0, '127.0.0.1'), 'listening');
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server listens on a port
    const { port } = clickup.address() as AddressInfo;
    const env = environment(directory, { apiUrl: `http://127.0.0.1:${port}`, token: TOKEN });
    writeFileSync(join(directory, 'main.tf'), `${REQUIRED_PROVIDERS}data "clickup_workspaces" "all" {}\n`);
    await terraform(directory, ['init'], env);
    const added: number[] = [];
    const peaks: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      body = few;
      const { peakBytes: base } = await terraform(directory, ['plan'], env);
      body = many;
      const { peakBytes } = await terraform(directory, ['plan'], env);
      peaks.push(peakBytes);
      added.push(peakBytes - base);
    }
    return [
      {
        title: `Provider, peak memory of ${MANY} Workspaces ÷ response`,
        detail: `+${(median(added) / 1e6).toFixed(0)} MB, to ${(median(peaks) / 1e6).toFixed(0)} MB, for ${(many.length / 1e6).toFixed(1)} MB`,
        ratio: median(added) / many.length,
        // Node.js lets its young generation grow to 48 MB or more before it collects garbage. After garbage collection, the
        // Workspaces use at most twice the size of the response: test/provider/clickup/memory.test.ts.
        atMost: 26,
      },
    ];
  } finally {
    clickup.close();
    rmSync(directory, { recursive: true });
  }
}

/** The response of `GET /team` with this number of Workspaces. */
function teams(count: number): string {
  const team = (index: number) => ({
    id: String(9_011_000_000 + index),
    name: `Workspace ${index}`,
    color: '#7b68ee',
    avatar: null,
    members: [{ user: USER }],
  });
  return JSON.stringify({ teams: Array.from({ length: count }, (_, index) => team(index)) });
}
