import { Aspects, ImportableResource, TerraformElement, TerraformOutput, TerraformStack, Testing } from 'cdktn';
import { Construct } from 'constructs';
import { ClickUpAuthGate, ClickupProvider } from '../../../provider/cdktn/index.js';
import { BOTH, module, newStack, resource, synthesize, VaultProvider, VaultSecret, waitsFor } from './stack.js';

/** A stack with a gate, which everything that is added to it should wait for. */
function guarded(): { stack: TerraformStack; gate: ClickUpAuthGate } {
  const stack = newStack();
  return { stack, gate: new ClickUpAuthGate(stack, 'clickup') };
}

describe('what waits for a gate', () => {
  test('every resource and module, added before the gate and after it', () => {
    const stack = newStack();
    const before = [resource(stack, 'a'), module(stack, 'b')];
    new ClickUpAuthGate(stack, 'clickup');
    const after = [resource(stack, 'c'), module(stack, 'd')];
    const synthesized = synthesize(stack);
    expect([...before, ...after].map((one) => waitsFor(synthesized, one))).toEqual([BOTH, BOTH, BOTH, BOTH]);
  });

  test('those inside other constructs, and inside resources', () => {
    const { stack } = guarded();
    const outer = new Construct(new Construct(stack, 'outer'), 'inner');
    const nested = [resource(outer, 'a'), module(outer, 'b'), resource(resource(stack, 'c'), 'd')];
    const synthesized = synthesize(stack);
    expect(nested.map((one) => waitsFor(synthesized, one))).toEqual([BOTH, BOTH, BOTH]);
  });

  test('also with dependencies of their own, which are kept and not repeated', () => {
    const { stack, gate } = guarded();
    const first = resource(stack, 'first');
    const app = resource(stack, 'app');
    app.dependsOn = ['terraform_data.first', gate.fqn];
    const network = module(stack, 'network');
    network.dependsOn = ['terraform_data.first'];
    const synthesized = synthesize(stack);
    expect(waitsFor(synthesized, first)).toEqual(BOTH);
    expect(waitsFor(synthesized, app)).toEqual(['terraform_data.first', gate.fqn, 'data.clickup_auth.clickup']);
    expect(waitsFor(synthesized, network)).toEqual(['terraform_data.first', ...BOTH]);
  });

  test('also with overridden dependencies, which are kept and not repeated', () => {
    const { stack, gate } = guarded();
    resource(stack, 'first');
    const app = resource(stack, 'app');
    app.addOverride('depends_on', ['terraform_data.first', gate.fqn]);
    const network = module(stack, 'network');
    network.addOverride('depends_on', ['terraform_data.first']);
    const synthesized = synthesize(stack);
    expect(waitsFor(synthesized, app)).toEqual(['terraform_data.first', gate.fqn, 'data.clickup_auth.clickup']);
    expect(waitsFor(synthesized, network)).toEqual(['terraform_data.first', ...BOTH]);
  });

  test.each([undefined, null, '${var.none}'])('also where an override erases dependencies: %p', (erasing) => {
    const { stack } = guarded();
    const app = resource(stack, 'app');
    app.dependsOn = ['terraform_data.first'];
    app.addOverride('depends_on', erasing);
    expect(waitsFor(synthesize(stack), app)).toEqual(BOTH);
  });

  test('imported and moved resources', () => {
    const { stack } = guarded();
    const imported = resource(stack, 'imported');
    imported.importFrom('an-id');
    const moved = resource(stack, 'moved');
    moved.moveFromId('terraform_data.old');
    const synthesized = JSON.parse(Testing.synth(stack));
    expect([imported, moved].map((one) => waitsFor(synthesized, one))).toEqual([BOTH, BOTH]);
    expect(synthesized.import).toEqual([{ id: 'an-id', to: 'terraform_data.imported' }]);
  });

  test('resources that are written as overrides of the stack', () => {
    const { stack } = guarded();
    const app = resource(stack, 'app');
    stack.addOverride('resource.terraform_data.app.input', 'changed');
    stack.addOverride('resource.terraform_data.raw', { depends_on: ['terraform_data.app'] });
    stack.addOverride('module.raw', { source: 'example/network/test' });
    const synthesized = synthesize(stack);
    expect(waitsFor(synthesized, app)).toEqual(BOTH);
    expect(synthesized.resource?.['terraform_data']?.['raw']?.['depends_on']).toEqual(['terraform_data.app', ...BOTH]);
    expect(synthesized.module?.['raw']?.['depends_on']).toEqual(BOTH);
  });

  test('resources whose dependencies an override of the stack erases', () => {
    const { stack } = guarded();
    const app = resource(stack, 'app');
    stack.addOverride('resource.terraform_data.app.depends_on', null);
    expect(waitsFor(synthesize(stack), app)).toEqual(BOTH);
  });

  test('resources that an Aspect adds after the gate’s own has passed', () => {
    const { stack } = guarded();
    const early = new Construct(stack, 'early');
    const late = new Construct(stack, 'late');
    Aspects.of(late).add({
      visit: (node) => {
        if (node === late && early.node.tryFindChild('added') === undefined) resource(early, 'added');
      },
    });
    const synthesized = synthesize(stack);
    const added = early.node.findChild('added');
    if (!TerraformElement.isTerraformElement(added)) throw new Error('Nothing was added.');
    expect(waitsFor(synthesized, added)).toEqual(BOTH);
  });

  test('is told once, however often a stack is synthesized', () => {
    const { stack } = guarded();
    const app = resource(stack, 'app');
    app.addOverride('depends_on', null);
    stack.addOverride('resource.terraform_data.raw', {});
    const first = synthesize(stack);
    expect(synthesize(stack)).toEqual(first);
    expect(first.resource?.['terraform_data']?.['raw']?.['depends_on']).toEqual(BOTH);
  });

  test('waits for every gate of the stack', () => {
    const { stack } = guarded();
    new ClickUpAuthGate(stack, 'ops', { provider: new ClickupProvider(stack, 'p', { alias: 'ops' }), atApply: false });
    const app = resource(stack, 'app');
    expect(waitsFor(synthesize(stack), app)).toEqual([...BOTH, 'data.clickup_auth.ops']);
  });
});

describe('what does not wait for a gate', () => {
  test('data sources, providers and outputs', () => {
    const { stack } = guarded();
    const provider = new VaultProvider(stack, 'vault');
    const secret = new VaultSecret(stack, 'secret', {}, provider);
    new TerraformOutput(stack, 'out', { value: secret.fqn });
    const { data, output } = synthesize(stack);
    expect(data?.['vault_secret']?.['secret']).toEqual({ provider: 'vault' });
    expect(output?.['out']).not.toHaveProperty('depends_on');
  });

  test('what `exclude` lists, and what is inside it', () => {
    const stack = newStack();
    const folder = new Construct(stack, 'folder');
    const [one, inside, other] = [resource(stack, 'one'), module(folder, 'inside'), resource(stack, 'other')];
    new ClickUpAuthGate(stack, 'clickup', { exclude: [one, folder] });
    const later = resource(folder, 'later');
    const synthesized = synthesize(stack);
    expect([one, inside, later, other].map((each) => waitsFor(synthesized, each))).toEqual([[], [], [], BOTH]);
  });

  test('another stack, beside or inside', () => {
    const { stack } = guarded();
    const inside = new TerraformStack(stack, 'inside');
    const beside = new TerraformStack(stack.node.root, 'beside');
    const resources = [resource(inside, 'app'), resource(beside, 'app')];
    expect(Object.keys(synthesize(stack).resource ?? {})).toEqual([]);
    expect(resources.map((one) => waitsFor(synthesize(TerraformStack.of(one)), one))).toEqual([[], []]);
  });

  test('an import whose configuration Terraform is to write', () => {
    const { stack } = guarded();
    new ImportableResource(stack, 'found', { terraformResourceType: 'terraform_data', importId: 'an-id' });
    expect(synthesize(stack).resource ?? {}).toEqual({});
  });
});
