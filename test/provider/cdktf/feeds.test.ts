// Derived from test/provider/cdktn/feeds.test.ts by `npm run generate`: make changes there.
// What a provider's configuration is made from must not wait for the gate: Terraform would find a cycle.
import { TerraformLocal, Token } from 'cdktf';
import { ClickUpAuthGate, ClickupProvider } from '../../../provider/cdktf/index.js';
import { references } from '../../../provider/cdktf/references.js';
import {
  BOTH,
  module,
  newStack,
  problems,
  resource,
  synthesize,
  VaultProvider,
  VaultSecret,
  waitsFor,
} from './stack.js';

describe('a token that comes from the stack', () => {
  test('from a resource: it is left out, and nothing else is', () => {
    const stack = newStack();
    const key = resource(stack, 'key');
    const app = resource(stack, 'app');
    new ClickUpAuthGate(stack, 'clickup', { token: key.getStringAttribute('output') });
    const synthesized = synthesize(stack);
    expect([key, app].map((one) => waitsFor(synthesized, one))).toEqual([[], BOTH]);
  });

  test('through a module, a local, another resource and depends_on: all of them are left out', () => {
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
    expect([root, key, helper, vault].map((one) => waitsFor(synthesized, one))).toEqual([
      [],
      [],
      [],
      ['terraform_data.helper'],
    ]);
    expect(waitsFor(synthesized, app)).toEqual(BOTH);
  });

  test('from a data source whose provider is made from a resource: that resource is left out', () => {
    const stack = newStack();
    const [server, other] = [resource(stack, 'server'), resource(stack, 'other')];
    new VaultProvider(stack, 'vault', { url: server.getStringAttribute('output') });
    new VaultProvider(stack, 'aliased', { url: other.getStringAttribute('output') }, 'other');
    const secret = new VaultSecret(stack, 'secret');
    new ClickUpAuthGate(stack, 'clickup', { token: secret.getStringAttribute('value') });
    const synthesized = synthesize(stack);
    expect([server, other].map((one) => waitsFor(synthesized, one))).toEqual([[], BOTH]);
  });

  test('from a data source with a provider of an alias: what that one is made from is left out', () => {
    const stack = newStack();
    const [server, other] = [resource(stack, 'server'), resource(stack, 'other')];
    new VaultProvider(stack, 'vault', { url: other.getStringAttribute('output') });
    const provider = new VaultProvider(stack, 'eu', { url: server.getStringAttribute('output') }, 'eu');
    const secret = new VaultSecret(stack, 'secret', {}, provider);
    new ClickUpAuthGate(stack, 'clickup', { token: secret.getStringAttribute('value') });
    const synthesized = synthesize(stack);
    expect([server, other].map((one) => waitsFor(synthesized, one))).toEqual([[], BOTH]);
  });

  test('from a module: what the providers are made from that it inherits or is passed is left out', () => {
    const stack = newStack();
    const [inherited, passed, app] = ['inherited', 'passed', 'app'].map((id) => resource(stack, id));
    if (inherited === undefined || passed === undefined || app === undefined) throw new Error();
    new VaultProvider(stack, 'vault', { url: inherited.getStringAttribute('output') });
    const vault = module(stack, 'secrets');
    vault.addProvider(new VaultProvider(stack, 'eu', { url: passed.getStringAttribute('output') }, 'eu'));
    new ClickUpAuthGate(stack, 'clickup', { token: vault.getString('token') });
    const synthesized = synthesize(stack);
    expect([inherited, passed, app].map((one) => waitsFor(synthesized, one))).toEqual([[], [], BOTH]);
  });

  test('as an expression, an override, or by way of a resource that is an override of the stack', () => {
    const stack = newStack();
    const [expressed, overridden] = [resource(stack, 'expressed'), resource(stack, 'overridden')];
    stack.addOverride('resource.terraform_data.raw', { input: '${terraform_data.overridden.output}' });
    const provider = new ClickupProvider(stack, 'clickup', { token: '${terraform_data.expressed.output}' });
    provider.addOverride('api_url', '${terraform_data.raw.output}');
    new ClickUpAuthGate(stack, 'gate', { provider });
    const synthesized = synthesize(stack);
    expect([expressed, overridden].map((one) => waitsFor(synthesized, one))).toEqual([[], []]);
    expect(synthesized.resource?.['terraform_data']?.['raw']).not.toHaveProperty('depends_on');
  });

  test('two gates: what feeds either is left out of both, since each could wait for the other', () => {
    const stack = newStack();
    const [one, two, app] = ['one', 'two', 'app'].map((id) => resource(stack, id));
    if (one === undefined || two === undefined || app === undefined) throw new Error();
    new ClickUpAuthGate(stack, 'clickup', { token: one.getStringAttribute('output'), atApply: false });
    const provider = new ClickupProvider(stack, 'p', { alias: 'p', token: two.getStringAttribute('output') });
    new ClickUpAuthGate(stack, 'other', { provider, atApply: false });
    for (const synthesized of [synthesize(stack), synthesize(stack)]) {
      expect([one, two].map((each) => waitsFor(synthesized, each))).toEqual([[], []]);
      expect(waitsFor(synthesized, app)).toEqual(['data.clickup_auth.clickup', 'data.clickup_auth.other']);
    }
  });

  test('a variable feeds nothing but itself', () => {
    const stack = newStack();
    const app = resource(stack, 'app');
    new ClickUpAuthGate(stack, 'clickup', { token: '${var.token}' });
    expect(waitsFor(synthesize(stack), app)).toEqual(BOTH);
  });
});

describe('Workspaces that come from the stack', () => {
  test('from a resource that waits for the gate: an error names it and what to do', () => {
    const stack = newStack();
    const app = resource(stack, 'app');
    new ClickUpAuthGate(stack, 'clickup', { workspaces: [app.getStringAttribute('output')] });
    expect(problems(stack)).toContain(
      '[stack/clickup] A Workspace is taken from "stack/app", which would wait for the gate, and the gate for it.',
    );
  });

  test('asked for by workspaceId: the same error', () => {
    const stack = newStack();
    const app = resource(stack, 'app');
    new ClickUpAuthGate(stack, 'clickup').workspaceId(Token.asString(app.getStringAttribute('output')));
    expect(problems(stack)).toContain('A Workspace is taken from "stack/app"');
  });

  test('from a resource that `exclude` lists: allowed', () => {
    const stack = newStack();
    const app = resource(stack, 'app');
    new ClickUpAuthGate(stack, 'clickup', { workspaces: [app.getStringAttribute('output')], exclude: [app] });
    expect(problems(stack)).toBe('none');
  });

  test('from a data source: allowed', () => {
    const stack = newStack();
    new VaultProvider(stack, 'vault');
    const secret = new VaultSecret(stack, 'secret');
    new ClickUpAuthGate(stack, 'clickup', { workspaces: [secret.getStringAttribute('value')] });
    expect(problems(stack)).toBe('none');
  });
});

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
])('references(%j) are %j', (value, expected) => {
  expect(references(value)).toEqual(expected);
});
