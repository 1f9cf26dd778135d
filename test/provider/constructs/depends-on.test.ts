import { Construct } from 'constructs';
import { dependenciesOf, describeEachFramework, GATE_ADDRESSES } from './frameworks.js';

describeEachFramework('dependencies on a gate', (framework) => {
  const { module, newStack, resource, synthesize, VaultProvider, VaultSecret } = framework;
  const { ClickUpAuthGate, ClickupProvider } = framework.constructs;
  const { Aspects, ImportableResource, TerraformElement, TerraformOutput, TerraformStack, Testing } = framework.cdk;

  /** Creates a stack with a gate. */
  function stackWithGate() {
    const stack = newStack();
    return { stack, gate: new ClickUpAuthGate(stack, 'clickup') };
  }

  describe('depends on the gate', () => {
    test('every resource and module, added before or after the gate', () => {
      const stack = newStack();
      const before = [resource(stack, 'a'), module(stack, 'b')];
      new ClickUpAuthGate(stack, 'clickup');
      const after = [resource(stack, 'c'), module(stack, 'd')];
      const synthesized = synthesize(stack);
      expect([...before, ...after].map((one) => dependenciesOf(synthesized, one))).toEqual([
        GATE_ADDRESSES,
        GATE_ADDRESSES,
        GATE_ADDRESSES,
        GATE_ADDRESSES,
      ]);
    });

    test('resources and modules inside other constructs and inside resources', () => {
      const { stack } = stackWithGate();
      const outer = new Construct(new Construct(stack, 'outer'), 'inner');
      const nested = [resource(outer, 'a'), module(outer, 'b'), resource(resource(stack, 'c'), 'd')];
      const synthesized = synthesize(stack);
      expect(nested.map((one) => dependenciesOf(synthesized, one))).toEqual([
        GATE_ADDRESSES,
        GATE_ADDRESSES,
        GATE_ADDRESSES,
      ]);
    });

    test('resources and modules with dependsOn, which is kept without duplicates', () => {
      const { stack, gate } = stackWithGate();
      const first = resource(stack, 'first');
      const app = resource(stack, 'app');
      app.dependsOn = ['terraform_data.first', gate.fqn];
      const network = module(stack, 'network');
      network.dependsOn = ['terraform_data.first'];
      const synthesized = synthesize(stack);
      expect(dependenciesOf(synthesized, first)).toEqual(GATE_ADDRESSES);
      expect(dependenciesOf(synthesized, app)).toEqual(['terraform_data.first', gate.fqn, 'data.clickup_auth.clickup']);
      expect(dependenciesOf(synthesized, network)).toEqual(['terraform_data.first', ...GATE_ADDRESSES]);
    });

    test('resources and modules with a depends_on override, which is kept without duplicates', () => {
      const { stack, gate } = stackWithGate();
      resource(stack, 'first');
      const app = resource(stack, 'app');
      app.addOverride('depends_on', ['terraform_data.first', gate.fqn]);
      const network = module(stack, 'network');
      network.addOverride('depends_on', ['terraform_data.first']);
      const synthesized = synthesize(stack);
      expect(dependenciesOf(synthesized, app)).toEqual(['terraform_data.first', gate.fqn, 'data.clickup_auth.clickup']);
      expect(dependenciesOf(synthesized, network)).toEqual(['terraform_data.first', ...GATE_ADDRESSES]);
    });

    test.each([undefined, null, '${var.none}'])(
      'resources with a depends_on override that is not a list: %p',
      (override) => {
        const { stack } = stackWithGate();
        const app = resource(stack, 'app');
        app.dependsOn = ['terraform_data.first'];
        app.addOverride('depends_on', override);
        expect(dependenciesOf(synthesize(stack), app)).toEqual(GATE_ADDRESSES);
      },
    );

    test('imported and moved resources', () => {
      const { stack } = stackWithGate();
      const imported = resource(stack, 'imported');
      imported.importFrom('an-id');
      const moved = resource(stack, 'moved');
      moved.moveFromId('terraform_data.old');
      const synthesized = JSON.parse(Testing.synth(stack));
      expect([imported, moved].map((one) => dependenciesOf(synthesized, one))).toEqual([
        GATE_ADDRESSES,
        GATE_ADDRESSES,
      ]);
      expect(synthesized.import).toEqual([{ id: 'an-id', to: 'terraform_data.imported' }]);
    });

    test('resources and modules that are overrides of the stack', () => {
      const { stack } = stackWithGate();
      const app = resource(stack, 'app');
      stack.addOverride('resource.terraform_data.app.input', 'changed');
      stack.addOverride('resource.terraform_data.raw', { depends_on: ['terraform_data.app'] });
      stack.addOverride('module.raw', { source: 'example/network/test' });
      const synthesized = synthesize(stack);
      expect(dependenciesOf(synthesized, app)).toEqual(GATE_ADDRESSES);
      expect(synthesized.resource?.['terraform_data']?.['raw']?.['depends_on']).toEqual([
        'terraform_data.app',
        ...GATE_ADDRESSES,
      ]);
      expect(synthesized.module?.['raw']?.['depends_on']).toEqual(GATE_ADDRESSES);
    });

    test('resources whose depends_on an override of the stack removes', () => {
      const { stack } = stackWithGate();
      const app = resource(stack, 'app');
      stack.addOverride('resource.terraform_data.app.depends_on', null);
      expect(dependenciesOf(synthesize(stack), app)).toEqual(GATE_ADDRESSES);
    });

    test('resources that another Aspect adds after the first pass', () => {
      const { stack } = stackWithGate();
      const early = new Construct(stack, 'early');
      const late = new Construct(stack, 'late');
      Aspects.of(late).add({
        visit: (node) => {
          if (node === late && early.node.tryFindChild('added') === undefined) resource(early, 'added');
        },
      });
      const synthesized = synthesize(stack);
      const added = early.node.findChild('added');
      if (!TerraformElement.isTerraformElement(added)) throw new Error('The Aspect added no resource.');
      expect(dependenciesOf(synthesized, added)).toEqual(GATE_ADDRESSES);
    });

    test('the same configuration results if the stack is synthesized twice', () => {
      const { stack } = stackWithGate();
      const app = resource(stack, 'app');
      app.addOverride('depends_on', null);
      stack.addOverride('resource.terraform_data.raw', {});
      const first = synthesize(stack);
      expect(synthesize(stack)).toEqual(first);
      expect(first.resource?.['terraform_data']?.['raw']?.['depends_on']).toEqual(GATE_ADDRESSES);
    });

    test('resources depend on every gate of the stack', () => {
      const { stack } = stackWithGate();
      new ClickUpAuthGate(stack, 'ops', {
        provider: new ClickupProvider(stack, 'p', { alias: 'ops' }),
        atApply: false,
      });
      const app = resource(stack, 'app');
      expect(dependenciesOf(synthesize(stack), app)).toEqual([...GATE_ADDRESSES, 'data.clickup_auth.ops']);
    });
  });

  describe('does not depend on the gate', () => {
    test('data sources, providers and outputs', () => {
      const { stack } = stackWithGate();
      const provider = new VaultProvider(stack, 'vault');
      const secret = new VaultSecret(stack, 'secret', {}, provider);
      new TerraformOutput(stack, 'out', { value: secret.fqn });
      const { data, output } = synthesize(stack);
      expect(data?.['vault_secret']?.['secret']).toEqual({ provider: 'vault' });
      expect(output?.['out']).not.toHaveProperty('depends_on');
    });

    test('constructs in `exclude`, including everything inside them', () => {
      const stack = newStack();
      const folder = new Construct(stack, 'folder');
      const [one, inside, other] = [resource(stack, 'one'), module(folder, 'inside'), resource(stack, 'other')];
      new ClickUpAuthGate(stack, 'clickup', { exclude: [one, folder] });
      const later = resource(folder, 'later');
      const synthesized = synthesize(stack);
      expect([one, inside, later, other].map((each) => dependenciesOf(synthesized, each))).toEqual([
        [],
        [],
        [],
        GATE_ADDRESSES,
      ]);
    });

    test('resources of another stack, including nested stacks', () => {
      const { stack } = stackWithGate();
      const inside = new TerraformStack(stack, 'inside');
      const sibling = new TerraformStack(stack.node.root, 'sibling');
      const resources = [resource(inside, 'app'), resource(sibling, 'app')];
      expect(Object.keys(synthesize(stack).resource ?? {})).toEqual([]);
      expect(resources.map((one) => dependenciesOf(synthesize(TerraformStack.of(one)), one))).toEqual([[], []]);
    });

    test('an import for which Terraform generates the configuration', () => {
      const { stack } = stackWithGate();
      new ImportableResource(stack, 'found', { terraformResourceType: 'terraform_data', importId: 'an-id' });
      expect(synthesize(stack).resource ?? {}).toEqual({});
    });
  });
});
