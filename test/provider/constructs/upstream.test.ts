// Resources that the provider configuration refers to must not depend on the gate: Terraform would report a cycle.
import * as builtForCdktf from '../../../dist/cdktf/references.js';
import * as builtForCdktn from '../../../dist/cdktn/references.js';
import { dependenciesOf, describeEachFramework, GATE_ADDRESSES } from './frameworks.js';

describeEachFramework('upstream of the provider configuration', (framework) => {
  const { cdk, newStack, module, resource, synthError, synthesize, VaultProvider, VaultSecret } = framework;
  const { ClickUpAuthGate, ClickupProvider } = framework.constructs;
  const { TerraformLocal, Token } = cdk;

  describe('a token from the stack', () => {
    test('excludes the resource that the token comes from, and no other', () => {
      const stack = newStack();
      const key = resource(stack, 'key');
      const app = resource(stack, 'app');
      new ClickUpAuthGate(stack, 'clickup', { token: key.getStringAttribute('output') });
      const synthesized = synthesize(stack);
      expect([key, app].map((one) => dependenciesOf(synthesized, one))).toEqual([[], GATE_ADDRESSES]);
    });

    test('excludes modules, locals, resources and depends_on entries that the token comes from indirectly', () => {
      const stack = newStack();
      const [root, key, helper, app] = ['root', 'key', 'helper', 'app'].map((id) => resource(stack, id));
      if (root === undefined || key === undefined || helper === undefined || app === undefined) throw new Error();
      key.input = { from: root.getStringAttribute('output') };
      const vault = module(stack, 'vault', {
        key: new TerraformLocal(stack, 'name', key.getStringAttribute('id')).asString,
      });
      vault.dependsOn = ['terraform_data.helper'];
      new ClickUpAuthGate(stack, 'clickup', { token: vault.getString('token') });
      const synthesized = synthesize(stack);
      expect([root, key, helper, vault].map((one) => dependenciesOf(synthesized, one))).toEqual([
        [],
        [],
        [],
        ['terraform_data.helper'],
      ]);
      expect(dependenciesOf(synthesized, app)).toEqual(GATE_ADDRESSES);
    });

    test('excludes the resource that configures the provider of the data source that the token comes from', () => {
      const stack = newStack();
      const [server, other] = [resource(stack, 'server'), resource(stack, 'other')];
      new VaultProvider(stack, 'vault', { url: server.getStringAttribute('output') });
      new VaultProvider(stack, 'aliased', { url: other.getStringAttribute('output') }, 'other');
      const secret = new VaultSecret(stack, 'secret');
      new ClickUpAuthGate(stack, 'clickup', { token: secret.getStringAttribute('value') });
      const synthesized = synthesize(stack);
      expect([server, other].map((one) => dependenciesOf(synthesized, one))).toEqual([[], GATE_ADDRESSES]);
    });

    test('excludes the resource that configures an aliased provider of that data source', () => {
      const stack = newStack();
      const [server, other] = [resource(stack, 'server'), resource(stack, 'other')];
      new VaultProvider(stack, 'vault', { url: other.getStringAttribute('output') });
      const provider = new VaultProvider(stack, 'eu', { url: server.getStringAttribute('output') }, 'eu');
      const secret = new VaultSecret(stack, 'secret', {}, provider);
      new ClickUpAuthGate(stack, 'clickup', { token: secret.getStringAttribute('value') });
      const synthesized = synthesize(stack);
      expect([server, other].map((one) => dependenciesOf(synthesized, one))).toEqual([[], GATE_ADDRESSES]);
    });

    test('excludes the resources that configure the inherited and passed providers of a module that the token comes from', () => {
      const stack = newStack();
      const [inherited, passed, app] = ['inherited', 'passed', 'app'].map((id) => resource(stack, id));
      if (inherited === undefined || passed === undefined || app === undefined) throw new Error();
      new VaultProvider(stack, 'vault', { url: inherited.getStringAttribute('output') });
      const vault = module(stack, 'secrets');
      vault.addProvider(new VaultProvider(stack, 'eu', { url: passed.getStringAttribute('output') }, 'eu'));
      new ClickUpAuthGate(stack, 'clickup', { token: vault.getString('token') });
      const synthesized = synthesize(stack);
      expect([inherited, passed, app].map((one) => dependenciesOf(synthesized, one))).toEqual([[], [], GATE_ADDRESSES]);
    });

    test('finds references in expressions, in overrides, and in resources that are overrides of the stack', () => {
      const stack = newStack();
      const [expressed, overridden] = [resource(stack, 'expressed'), resource(stack, 'overridden')];
      stack.addOverride('resource.terraform_data.raw', { input: '${terraform_data.overridden.output}' });
      const provider = new ClickupProvider(stack, 'clickup', { token: '${terraform_data.expressed.output}' });
      provider.addOverride('api_url', '${terraform_data.raw.output}');
      new ClickUpAuthGate(stack, 'gate', { provider });
      const synthesized = synthesize(stack);
      expect([expressed, overridden].map((one) => dependenciesOf(synthesized, one))).toEqual([[], []]);
      expect(synthesized.resource?.['terraform_data']?.['raw']).not.toHaveProperty('depends_on');
    });

    test('excludes the upstream of every gate from all gates of the stack, because two gates could depend on each other', () => {
      const stack = newStack();
      const [one, two, app] = ['one', 'two', 'app'].map((id) => resource(stack, id));
      if (one === undefined || two === undefined || app === undefined) throw new Error();
      new ClickUpAuthGate(stack, 'clickup', { token: one.getStringAttribute('output'), atApply: false });
      const provider = new ClickupProvider(stack, 'p', { alias: 'p', token: two.getStringAttribute('output') });
      new ClickUpAuthGate(stack, 'other', { provider, atApply: false });
      for (const synthesized of [synthesize(stack), synthesize(stack)]) {
        expect([one, two].map((each) => dependenciesOf(synthesized, each))).toEqual([[], []]);
        expect(dependenciesOf(synthesized, app)).toEqual(['data.clickup_auth.clickup', 'data.clickup_auth.other']);
      }
    });

    test('excludes no resource if the token comes from a variable', () => {
      const stack = newStack();
      const app = resource(stack, 'app');
      new ClickUpAuthGate(stack, 'clickup', { token: '${var.token}' });
      expect(dependenciesOf(synthesize(stack), app)).toEqual(GATE_ADDRESSES);
    });
  });

  describe('Workspaces from the stack', () => {
    test('fails with the path of the resource if a Workspace comes from a resource that depends on the gate', () => {
      const stack = newStack();
      const app = resource(stack, 'app');
      new ClickUpAuthGate(stack, 'clickup', { workspaces: [app.getStringAttribute('output')] });
      expect(synthError(stack)).toContain(
        '[stack/clickup] A required Workspace comes from "stack/app", which would depend on the gate.',
      );
    });

    test('fails with the same error if workspaceId() added that Workspace', () => {
      const stack = newStack();
      const app = resource(stack, 'app');
      new ClickUpAuthGate(stack, 'clickup').workspaceId(Token.asString(app.getStringAttribute('output')));
      expect(synthError(stack)).toContain('A required Workspace comes from "stack/app"');
    });

    test('accepts a Workspace from a resource in `exclude`', () => {
      const stack = newStack();
      const app = resource(stack, 'app');
      new ClickUpAuthGate(stack, 'clickup', { workspaces: [app.getStringAttribute('output')], exclude: [app] });
      expect(synthError(stack)).toBe('none');
    });

    test('accepts a Workspace from a data source', () => {
      const stack = newStack();
      new VaultProvider(stack, 'vault');
      const secret = new VaultSecret(stack, 'secret');
      new ClickUpAuthGate(stack, 'clickup', { workspaces: [secret.getStringAttribute('value')] });
      expect(synthError(stack)).toBe('none');
    });
  });
});

describe.each([
  ['cdktf', builtForCdktf],
  ['cdktn', builtForCdktn],
])('references (%s)', (_, { references }) => {
  test.each([
    ['${terraform_data.a.output}', ['terraform_data.a']],
    ['${lookup(data.vault_secret.b.data, "c.d")}', ['data.vault_secret.b', 'c.d']],
    ['x-${module.m.token}-${local.l}', ['module.m', 'local.l']],
    ['${a_b.c["d"].e}${f-g.h_i[0]}', ['a_b.c', 'f-g.h_i']],
    ['terraform_data.plain', []],
    [
      { description: 'terraform_data.plain', depends_on: ['terraform_data.a', 'module.m'] },
      ['terraform_data.a', 'module.m'],
    ],
    [{ lifecycle: { replace_triggered_by: ['terraform_data.a.id'] } }, ['terraform_data.a']],
    [[1, null, true, undefined], []],
  ])('references(%j) returns %j', (value, expected) => {
    expect(references(value)).toEqual(expected);
  });
});
