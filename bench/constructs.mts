// Compares a synth of 1,000 resources with a gate to one without, alternately in one process. The resources have as many
// attributes as typical cloud resources. They do not use the frameworks' own class for terraform_data, because it starts
// terraform for each resource that it validates, which takes 50 s and would hide the difference.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import gatesForCdktf from '../dist/cdktf/index.js';
import gatesForCdktn from '../dist/cdktn/index.js';
import type { Comparison } from './comparison.mts';
import { median } from './measure.mts';

const RESOURCES = 1_000;
const ROUNDS = 31;

export function benchConstructs(): Comparison[] {
  return [compare('cdktf', synthWithCdktf), compare('cdktn', synthWithCdktn)];
}

function compare(framework: string, synth: (gated: boolean, outdir: string) => number): Comparison {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const plain: number[] = [];
  const gated: number[] = [];
  for (let round = -4; round < ROUNDS; round += 1) {
    // The second synth of a round benefits from warm caches, so the order alternates.
    for (const withGate of round % 2 === 0 ? [false, true] : [true, false]) {
      const ms = synth(withGate, outdir);
      if (round >= 0) (withGate ? gated : plain).push(ms);
    }
  }
  rmSync(outdir, { recursive: true });
  return {
    title: `${framework}, synth of ${RESOURCES} resources with a gate ÷ without`,
    detail: `${median(gated).toFixed(0)} ms ÷ ${median(plain).toFixed(0)} ms`,
    ratio: median(gated) / median(plain),
    atMost: 1.1,
  };
}

class CdktfServer extends cdktf.TerraformResource {
  protected override synthesizeAttributes(): Record<string, unknown> {
    return attributes(this.node.id);
  }
}

function synthWithCdktf(gated: boolean, outdir: string): number {
  const app = new cdktf.App({ outdir });
  const stack = new cdktf.TerraformStack(app, 'stack');
  if (gated) new gatesForCdktf.ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
  addServers((id) => new CdktfServer(stack, id, { terraformResourceType: 'cloud_server' }));
  return timed(() => app.synth());
}

class CdktnServer extends cdktn.TerraformResource {
  protected override synthesizeAttributes(): Record<string, unknown> {
    return attributes(this.node.id);
  }
}

function synthWithCdktn(gated: boolean, outdir: string): number {
  const app = new cdktn.App({ outdir });
  const stack = new cdktn.TerraformStack(app, 'stack');
  if (gated) new gatesForCdktn.ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
  addServers((id) => new CdktnServer(stack, id, { terraformResourceType: 'cloud_server' }));
  return timed(() => app.synth());
}

function addServers(add: (id: string) => unknown): void {
  for (let index = 0; index < RESOURCES; index += 1) add(`server-${index}`);
}

/** Returns attributes of a typical server: plain values, tags, a list and two blocks. */
function attributes(id: string): Record<string, unknown> {
  return {
    name: id,
    image: 'debian-13',
    size: 'small',
    region: 'eu-central',
    zone: 'eu-central-1a',
    monitoring: true,
    cpu_cores: 2,
    memory_gb: 4,
    user_data: '${file("boot.sh")}',
    security_groups: ['default', 'web'],
    tags: { project: 'release', owner: 'platform', stage: 'production', cost_center: '4711' },
    root_disk: [{ size_gb: 20, type: 'ssd', encrypted: true, delete_on_termination: true }],
    network: [{ subnet: '${cloud_subnet.main.id}', public_ip: false, private_ip: '10.0.0.4' }],
  };
}

/** Returns milliseconds of processor time, because other processes share the machine and a synth never waits. */
function timed(synth: () => void): number {
  const started = process.cpuUsage();
  synth();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}
