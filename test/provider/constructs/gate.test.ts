import type { TerraformStack } from 'cdktf';
import { CDK_TERRAIN, CDKTF, dependenciesOf, describeEachFramework, type Block, type Framework } from './frameworks.js';

const outputs = (synthesized: { output?: Readonly<Record<string, Block>> }): Record<string, unknown> =>
  Object.fromEntries(Object.entries(synthesized.output ?? {}).map(([name, { value }]) => [name, value]));

describe('the configuration that a gate adds, which is the same for both frameworks', () => {
  /** Synthesizes the same stack for each framework. Replaces the provider version, which changes with every release. */
  function synthesizeBoth(build: (framework: Framework, stack: TerraformStack) => void): unknown[] {
    return [CDKTF, CDK_TERRAIN].map((framework): unknown => {
      framework.activate();
      const stack = framework.newStack();
      build(framework, stack);
      const json = framework.cdk.Testing.synth(stack, true);
      return JSON.parse(json.replace(/"version": "[^"]+"/, '"version": "VERSION"'));
    });
  }

  test('without props: a provider that reads the environment, a data source, a check, and depends_on', () => {
    const [forCdktf, forCdktn] = synthesizeBoth(({ constructs, resource }, stack) => {
      new constructs.ClickUpAuthGate(stack, 'clickup');
      resource(stack, 'app');
    });
    expect(forCdktf).toMatchSnapshot();
    expect(forCdktn).toEqual(forCdktf);
  });

  test('with every prop', () => {
    const [forCdktf, forCdktn] = synthesizeBoth(({ cdk, constructs, resource }, stack) => {
      const token = new cdk.TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
      const key = resource(stack, 'key');
      const gate = new constructs.ClickUpAuthGate(stack, 'clickup', {
        token: token.stringValue,
        workspaces: ['Acme', '9011234081'],
        apiUrl: 'http://127.0.0.1:8787/api/v2',
        exclude: [key],
        atApply: true,
      });
      resource(stack, 'app', { workspace: gate.workspaceId('Acme') });
    });
    expect(forCdktf).toMatchSnapshot();
    expect(forCdktn).toEqual(forCdktf);
  });

  test('with a provider of the stack, next to the other generated classes', () => {
    const [forCdktf, forCdktn] = synthesizeBoth(({ constructs }, stack) => {
      const provider = new constructs.ClickupProvider(stack, 'clickup', {
        alias: 'ops',
        timeoutSeconds: 30,
        attempts: 2,
        verifyOnConfigure: true,
        onFailure: 'error',
      });
      const gate = new constructs.ClickUpAuthGate(stack, 'gate', { provider, atApply: false });
      new constructs.DataClickupAuth(stack, 'auth', { provider, workspaces: ['Acme'] });
      new constructs.DataClickupWorkspaces(stack, 'all', { provider, nameRegex: '^Acme' });
      new constructs.DataClickupWorkspacePlan(stack, 'plan', { provider, workspaceId: gate.workspaceId('Acme') });
      new constructs.DataClickupWorkspaceSeats(stack, 'seats', { provider, workspaceId: gate.workspaceId('Acme') });
      expect(gate.provider).toBe(provider);
    });
    expect(forCdktf).toMatchSnapshot();
    expect(forCdktn).toEqual(forCdktf);
  });
});

describeEachFramework('ClickUpAuthGate', (framework) => {
  const { newStack, resource, synthesize } = framework;
  const { ClickUpAuthGate, ClickupProvider, DataClickupWorkspaces } = framework.constructs;
  const { TerraformOutput, TerraformVariable } = framework.cdk;

  describe('atApply', () => {
    test('checks during apply by default, and before Terraform reads the data source', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup');
      const { data, ephemeral } = synthesize(stack);
      expect(Object.keys(ephemeral?.['clickup_auth'] ?? {})).toEqual(['clickup']);
      expect(data?.['clickup_auth']?.['clickup']?.['depends_on']).toEqual(['ephemeral.clickup_auth.clickup']);
    });

    test('adds no ephemeral block if false, because Terraform before 1.10 does not support it', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { atApply: false, workspaces: ['Acme'] });
      const app = resource(stack, 'app', { id: gate.workspaceId('Acme') });
      const synthesized = synthesize(stack);
      expect(JSON.stringify(synthesized)).not.toContain('ephemeral');
      expect(dependenciesOf(synthesized, app)).toEqual(['data.clickup_auth.clickup']);
    });
  });

  describe('properties', () => {
    test('fqn is plain text, which depends_on requires', () => {
      const stack = newStack();
      expect(new ClickUpAuthGate(stack, 'clickup').fqn).toBe('ephemeral.clickup_auth.clickup');
      const other = newStack();
      expect(new ClickUpAuthGate(other, 'clickup', { atApply: false }).fqn).toBe('data.clickup_auth.clickup');
    });

    test('a gate can be used in dependsOn of a data source', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup');
      new DataClickupWorkspaces(stack, 'all', { dependsOn: [gate] });
      const { data } = synthesize(stack);
      expect(data?.['clickup_workspaces']?.['all']?.['depends_on']).toEqual(['ephemeral.clickup_auth.clickup']);
    });

    test('username and userId refer to the data source', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup');
      new TerraformOutput(stack, 'username', { value: gate.username });
      new TerraformOutput(stack, 'user', { value: gate.userId });
      new TerraformOutput(stack, 'kind', { value: gate.dataSource.tokenKind });
      expect(outputs(synthesize(stack))).toEqual({
        username: '${data.clickup_auth.clickup.username}',
        user: '${data.clickup_auth.clickup.user_id}',
        kind: '${data.clickup_auth.clickup.token_kind}',
      });
    });

    test('a gate inside a construct has a unique name, which its two blocks share', () => {
      const stack = newStack();
      const outer = new ClickUpAuthGate(stack, 'outer');
      const gate = new ClickUpAuthGate(outer, 'inner', { provider: new ClickupProvider(stack, 'p', { alias: 'p' }) });
      const { data, ephemeral } = synthesize(stack);
      expect(gate.fqn).toMatch(/^ephemeral\.clickup_auth\.outer_inner_[0-9A-F]{8}$/);
      expect(Object.keys(data?.['clickup_auth'] ?? {})).toEqual(Object.keys(ephemeral?.['clickup_auth'] ?? {}));
    });
  });

  describe('workspaceId()', () => {
    test('adds one data source per Workspace, by ID if the value has digits only and by name otherwise', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme', '9011234081'] });
      expect(gate.workspaceId('Acme')).toBe(gate.workspaceId(' Acme '));
      gate.workspaceId('9011234081');
      const lookups = Object.values(synthesize(stack).data?.['clickup_workspace'] ?? {});
      expect(lookups.map(({ id, name }) => ({ id, name }))).toEqual(
        expect.arrayContaining([{ name: 'Acme' }, { id: '9011234081' }]),
      );
      expect(lookups).toHaveLength(2);
    });

    test('adds the Workspace to the required ones of the data source and of the check', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
      gate.workspaceId('Globex');
      const { data, ephemeral } = synthesize(stack);
      expect(data?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', 'Globex']);
      expect(ephemeral?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', 'Globex']);
    });

    test('accepts a variable and lets Terraform decide whether it is an ID', () => {
      const stack = newStack();
      const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] }).workspaceId(name);
      const { data } = synthesize(stack);
      expect(data?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', '${var.name}']);
      expect(Object.values(data?.['clickup_workspace'] ?? {})).toEqual([
        expect.objectContaining({
          id: '${can(regex("^[0-9]+$", var.name)) ? var.name : null}',
          name: '${can(regex("^[0-9]+$", var.name)) ? null : var.name}',
        }),
      ]);
    });

    test('accepts any Workspace name, including the construct IDs of the gate itself', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup');
      const names = ['provider', 'Default', 'check', 'workspaces', 'R&D / "Ops" ${x}', '会社'];
      expect(new Set(names.map((name) => gate.workspaceId(name))).size).toBe(names.length);
      const { data } = synthesize(stack);
      expect(Object.keys(data?.['clickup_workspace'] ?? {})).toHaveLength(names.length);
    });
  });

  describe('workspaceIds', () => {
    test('has the IDs of the `workspaces` prop in its order, as an array', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Globex', 'Acme'] });
      expect(gate.workspaceIds).toEqual([gate.workspaceId('Globex'), gate.workspaceId('Acme')]);
      gate.workspaceId('Umbrella');
      expect(gate.workspaceIds).toHaveLength(2);
    });

    test('refers to all Workspaces that the token has access to if `workspaces` is empty', () => {
      const stack = newStack();
      const gate = new ClickUpAuthGate(stack, 'clickup');
      new TerraformOutput(stack, 'ids', { value: gate.workspaceIds });
      expect(outputs(synthesize(stack))).toEqual({ ids: '${data.clickup_auth.clickup.authorized_workspaces[*].id}' });
    });

    test('uses for_each if `workspaces` is a token', () => {
      const stack = newStack();
      const list = new TerraformVariable(stack, 'list', { type: 'list(string)' }).listValue;
      const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: list });
      new TerraformOutput(stack, 'ids', { value: gate.workspaceIds });
      gate.workspaceId('Acme');
      const { data, output } = synthesize(stack);
      expect(data?.['clickup_auth']?.['clickup']?.['workspaces']).toBe('${concat(var.list, ["Acme"])}');
      const [lookup] = Object.entries(data?.['clickup_workspace'] ?? {}).filter(([, block]) => 'for_each' in block);
      expect(lookup?.[1]['for_each']).toBe('${toset(var.list)}');
      expect(output?.['ids']?.['value']).toBe(
        `\${[ for key, val in var.list: data.clickup_workspace.${lookup?.[0]}[val].id]}`,
      );
    });
  });
});
