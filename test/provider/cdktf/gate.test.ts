// Derived from test/provider/cdktn/gate.test.ts by `npm run generate`: make changes there.
import { TerraformOutput, TerraformVariable, Testing, type TerraformStack } from 'cdktf';
import {
  ClickUpAuthGate,
  ClickupProvider,
  DataClickupAuth,
  DataClickupWorkspacePlan,
  DataClickupWorkspaces,
  DataClickupWorkspaceSeats,
} from '../../../provider/cdktf/index.js';
import { newStack, resource, synthesize, waitsFor, type Block } from './stack.js';

const outputs = (synthesized: { output?: Readonly<Record<string, Block>> }): Record<string, unknown> =>
  Object.fromEntries(Object.entries(synthesized.output ?? {}).map(([name, { value }]) => [name, value]));

/** The version of the provider is that of this package, which changes. */
function json(stack: TerraformStack): string {
  return Testing.synth(stack, true).replace(/"version": "[^"]+"/, '"version": "VERSION"');
}

describe('ClickUpAuthGate, as JSON', () => {
  test('without props: a provider that reads the environment, a data source and a check, for which all waits', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup');
    resource(stack, 'app');
    expect(json(stack)).toMatchSnapshot();
  });

  test('with every prop', () => {
    const stack = newStack();
    const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
    const key = resource(stack, 'key');
    const gate = new ClickUpAuthGate(stack, 'clickup', {
      token: token.stringValue,
      workspaces: ['Acme', '9011234081'],
      apiUrl: 'http://127.0.0.1:8787/api/v2',
      exclude: [key],
      atApply: true,
    });
    resource(stack, 'app', { workspace: gate.workspaceId('Acme') });
    expect(json(stack)).toMatchSnapshot();
  });

  test('with a provider of the stack, and beside the other classes', () => {
    const stack = newStack();
    const provider = new ClickupProvider(stack, 'clickup', {
      alias: 'ops',
      timeoutSeconds: 30,
      attempts: 2,
      verifyOnConfigure: true,
      onFailure: 'error',
    });
    const gate = new ClickUpAuthGate(stack, 'gate', { provider, atApply: false });
    new DataClickupAuth(stack, 'auth', { provider, workspaces: ['Acme'] });
    new DataClickupWorkspaces(stack, 'all', { provider, nameRegex: '^Acme' });
    new DataClickupWorkspacePlan(stack, 'plan', { provider, workspaceId: gate.workspaceId('Acme') });
    new DataClickupWorkspaceSeats(stack, 'seats', { provider, workspaceId: gate.workspaceId('Acme') });
    expect(gate.provider).toBe(provider);
    expect(json(stack)).toMatchSnapshot();
  });
});

describe('atApply', () => {
  test('by default, checks at apply too, and before the data source is read', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup');
    const { data, ephemeral } = synthesize(stack);
    expect(Object.keys(ephemeral?.['clickup_auth'] ?? {})).toEqual(['clickup']);
    expect(data?.['clickup_auth']?.['clickup']?.['depends_on']).toEqual(['ephemeral.clickup_auth.clickup']);
  });

  test('false writes no ephemeral block, which Terraform before 1.10 does not know', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup', { atApply: false, workspaces: ['Acme'] });
    const app = resource(stack, 'app', { id: gate.workspaceId('Acme') });
    const synthesized = synthesize(stack);
    expect(JSON.stringify(synthesized)).not.toContain('ephemeral');
    expect(waitsFor(synthesized, app)).toEqual(['data.clickup_auth.clickup']);
  });
});

describe('what a gate gives', () => {
  test('fqn is plain text, which depends_on needs', () => {
    const stack = newStack();
    expect(new ClickUpAuthGate(stack, 'clickup').fqn).toBe('ephemeral.clickup_auth.clickup');
    const other = newStack();
    expect(new ClickUpAuthGate(other, 'clickup', { atApply: false }).fqn).toBe('data.clickup_auth.clickup');
  });

  test('a gate can be named where it does not reach: a data source can depend on it', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup');
    new DataClickupWorkspaces(stack, 'all', { dependsOn: [gate] });
    const { data } = synthesize(stack);
    expect(data?.['clickup_workspaces']?.['all']?.['depends_on']).toEqual(['ephemeral.clickup_auth.clickup']);
  });

  test('username and userId are those of the data source', () => {
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

  test('a gate inside a construct has a name of its own, shared by its two blocks', () => {
    const stack = newStack();
    const outer = new ClickUpAuthGate(stack, 'outer');
    const gate = new ClickUpAuthGate(outer, 'inner', { provider: new ClickupProvider(stack, 'p', { alias: 'p' }) });
    const { data, ephemeral } = synthesize(stack);
    expect(gate.fqn).toMatch(/^ephemeral\.clickup_auth\.outer_inner_[0-9A-F]{8}$/);
    expect(Object.keys(data?.['clickup_auth'] ?? {})).toEqual(Object.keys(ephemeral?.['clickup_auth'] ?? {}));
  });
});

describe('workspaceId', () => {
  test('looks a name up by name and digits by id, each once', () => {
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

  test('requires what it is asked for, in the check too', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] });
    gate.workspaceId('Globex');
    const { data, ephemeral } = synthesize(stack);
    expect(data?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', 'Globex']);
    expect(ephemeral?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', 'Globex']);
  });

  test('takes a variable, of which Terraform judges whether it is an id', () => {
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

  test('a Workspace may bear any name, those of the gate’s own parts included', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup');
    const names = ['provider', 'Default', 'check', 'workspaces', 'R&D / "Ops" ${x}', '会社'];
    expect(new Set(names.map((name) => gate.workspaceId(name))).size).toBe(names.length);
    const { data } = synthesize(stack);
    expect(Object.keys(data?.['clickup_workspace'] ?? {})).toHaveLength(names.length);
  });
});

describe('workspaceIds', () => {
  test('are those of the list, in its order, and can be looped over', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Globex', 'Acme'] });
    expect(gate.workspaceIds).toEqual([gate.workspaceId('Globex'), gate.workspaceId('Acme')]);
    gate.workspaceId('Umbrella');
    expect(gate.workspaceIds).toHaveLength(2);
  });

  test('are those of all that the token sees when none is listed', () => {
    const stack = newStack();
    const gate = new ClickUpAuthGate(stack, 'clickup');
    new TerraformOutput(stack, 'ids', { value: gate.workspaceIds });
    expect(outputs(synthesize(stack))).toEqual({ ids: '${data.clickup_auth.clickup.authorized_workspaces[*].id}' });
  });

  test('of a list that only Terraform knows are looked up by for_each', () => {
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
      `\${[ for key, val in toset(var.list): data.clickup_workspace.${lookup?.[0]}[val].id]}`,
    );
  });
});
