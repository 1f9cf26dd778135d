// Situations from public bug reports, by the id of the list that describes them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as cdktf from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { dependenciesOf, describeEachFramework, GATE_ADDRESSES, type Block } from './frameworks.js';

describeEachFramework('edges', (framework) => {
  const { cdk, constructs, module, newStack, RawElement, resource, synthesize, synthError } = framework;
  const { Aspects, Lazy, Testing, TerraformHclModule, TerraformProvider, TerraformStack } = cdk;
  const { ClickUpAuthGate, ClickupProvider } = constructs;

  /** Synthesizes without validations, as `Testing.synth(stack)` and `skipValidation` do. */
  function synthesizeUnchecked(stack: cdktf.TerraformStack): ReturnType<typeof synthesize> {
    return JSON.parse(Testing.synth(stack));
  }

  function gated(id?: string) {
    const stack = newStack(id);
    return { stack, gate: new ClickUpAuthGate(stack, 'clickup', { workspaces: ['Acme'] }) };
  }

  /** A provider with another class than that of this package, for example from `cdktf get`. */
  class GeneratedProvider extends TerraformProvider {
    constructor(scope: Construct, id: string, type = 'clickup', source = 'clickup-auth/clickup') {
      const terraformGeneratorMetadata = { providerName: type, providerVersion: '0.1.0' };
      super(scope, id, { terraformResourceType: type, terraformProviderSource: source, terraformGeneratorMetadata });
    }
    protected override synthesizeAttributes(): Block {
      return {};
    }
  }

  describe('K3: resources that are added late depend on the gate', () => {
    const add = (stack: cdktf.TerraformStack, id: string) => (node: IConstruct) => {
      if (node === stack && stack.node.tryFindChild(id) === undefined) resource(stack, id);
    };

    test('by Aspects before and after the gate', () => {
      const stack = newStack();
      Aspects.of(stack).add({ visit: add(stack, 'before') });
      new ClickUpAuthGate(stack, 'clickup');
      Aspects.of(stack).add({ visit: add(stack, 'after') });
      const { resource: blocks } = synthesizeUnchecked(stack);
      const names = ['before', 'after'];
      expect(names.map((name) => blocks?.['terraform_data']?.[name]?.['depends_on'])).toEqual(
        names.map(() => GATE_ADDRESSES),
      );
    });

    test('while the stack is synthesized, without validations', () => {
      const { stack } = gated();
      class Late extends RawElement {
        override toTerraform(): object {
          return { resource: { terraform_data: { late: { input: 1 } } } };
        }
      }
      new Late(stack, 'late', {});
      expect(synthesizeUnchecked(stack).resource?.['terraform_data']?.['late']?.['depends_on']).toEqual(GATE_ADDRESSES);
    });

    test('and a second synth changes nothing', () => {
      const { stack } = gated();
      resource(stack, 'app');
      expect(synthesizeUnchecked(stack)).toEqual(synthesizeUnchecked(stack));
    });
  });

  describe('K4: blocks of any form depend on the gate', () => {
    const block = () => ({ input: 1 });
    test.each([
      ['an object', { resource: { terraform_data: { raw: block() } } }],
      ['a list of kinds', { resource: [{ terraform_data: { raw: block() } }] }],
      ['a list of names', { resource: { terraform_data: [{ raw: block() }] } }],
      ['a list of blocks', { resource: { terraform_data: { raw: [block()] } } }],
      ['lists at every level', { resource: [{ terraform_data: [{ raw: [block()] }] }] }],
      ['a module', { module: { raw: block() } }],
      ['a list of modules', { module: [{ raw: block() }] }],
      ['a list of module blocks', { module: { raw: [block()] } }],
    ])('%s', (_, configuration) => {
      const withGate = JSON.stringify({ input: 1, depends_on: GATE_ADDRESSES });
      const expected = JSON.stringify(configuration).replace('{"input":1}', withGate);
      const byElement = gated().stack;
      new RawElement(byElement, 'raw', configuration);
      const byOverride = gated().stack;
      for (const [kind, value] of Object.entries(structuredClone(configuration))) byOverride.addOverride(kind, value);
      for (const stack of [byElement, byOverride]) {
        const synthesized = synthesizeUnchecked(stack);
        const kind = 'module' in configuration ? 'module' : 'resource';
        expect({ [kind]: synthesized[kind] }).toEqual(JSON.parse(expected));
      }
    });

    test('in HCL too, for custom elements', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup', { atApply: false });
      new RawElement(stack, 'raw', { resource: { terraform_data: { raw: {} } } });
      module(stack, 'network');
      const hcl = String(Testing.synthHcl(stack));
      expect(hcl.match(/depends_on\s*=\s*\[\s*"?data\.clickup_auth\.clickup/g)).toHaveLength(2);
    });

    test('but not data sources, and not what `exclude` contains', () => {
      const stack = newStack();
      const excluded = new Construct(stack, 'excluded');
      new ClickUpAuthGate(stack, 'clickup', { exclude: [excluded] });
      new RawElement(excluded, 'raw', { resource: { terraform_data: { raw: {} } } });
      new RawElement(stack, 'data', { data: { vault_secret: { one: {} } } });
      const synthesized = synthesizeUnchecked(stack);
      expect(synthesized.resource?.['terraform_data']?.['raw']).toEqual({});
      expect(synthesized.data?.['vault_secret']?.['one']).toEqual({});
    });
  });

  describe('K5: lazy values are kept', () => {
    test('as dependsOn and in overrides', () => {
      const { stack } = gated();
      const app = resource(stack, 'app');
      app.dependsOn = Lazy.listValue({ produce: () => ['terraform_data.first'] });
      const other = resource(stack, 'other');
      other.addOverride('depends_on', Lazy.anyValue({ produce: () => ['terraform_data.first'] }));
      const network = module(stack, 'network');
      network.addOverride('depends_on', Lazy.listValue({ produce: () => ['terraform_data.first'] }));
      stack.addOverride('resource.terraform_data.raw', Lazy.anyValue({ produce: () => ({ input: 1 }) }));
      const synthesized = synthesize(stack);
      for (const one of [app, other, network]) {
        expect(dependenciesOf(synthesized, one)).toEqual(['terraform_data.first', ...GATE_ADDRESSES]);
      }
      expect(synthesized.resource?.['terraform_data']?.['raw']).toEqual({ input: 1, depends_on: GATE_ADDRESSES });
    });

    test('as the required Workspaces', () => {
      const stack = newStack();
      const workspaces = Lazy.listValue({ produce: () => ['Acme', 'Globex'] });
      new ClickUpAuthGate(stack, 'clickup', { workspaces });
      expect(synthesize(stack).data?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme', 'Globex']);
    });
  });

  test('K7: names that differ only in what an ID may not contain get a lookup each', () => {
    const { stack, gate } = gated();
    const names = ['A/B', 'A--B', 'A-B', 'A B', 'AB', 'a/b', '日本', '東京', '..', 'x'.repeat(64)];
    const ids = names.map((name) => gate.workspaceId(name));
    expect(new Set(ids).size).toBe(names.length);
    const lookups = Object.values(synthesize(stack).data?.['clickup_workspace'] ?? {}).map(({ name }) => name);
    expect(new Set(lookups)).toEqual(new Set(names));
  });

  test('K7: gates whose IDs differ only in what a name may not contain keep their own blocks', () => {
    const stack = newStack();
    const ids = ['日本', '東京', 'ab', 'a.b', '1st'];
    for (const id of ids) {
      new ClickUpAuthGate(stack, id, {
        workspaces: [id],
        provider: new ClickupProvider(stack, `provider-${ids.indexOf(id)}`, { alias: `p${ids.indexOf(id)}` }),
      });
    }
    const app = resource(stack, 'app');
    const synthesized = synthesize(stack);
    const { data, ephemeral } = synthesized;
    for (const blocks of [data?.['clickup_auth'] ?? {}, ephemeral?.['clickup_auth'] ?? {}]) {
      expect(Object.values(blocks).map(({ workspaces }) => workspaces)).toEqual(
        expect.arrayContaining(ids.map((id) => [id])),
      );
      for (const name of Object.keys(blocks)) expect(name).toMatch(/^[A-Za-z_][\w-]*$/);
    }
    const dependencies = dependenciesOf(synthesized, app);
    expect(Array.isArray(dependencies) ? new Set(dependencies).size : 0).toBe(2 * ids.length);
  });

  test('K7: a name that is a number does not collide with the number of a token', () => {
    const { stack, gate } = gated();
    for (const name of ['2', '${var.first}', '3', '${var.second}', '4']) gate.workspaceId(name);
    expect(Object.keys(synthesize(stack).data?.['clickup_workspace'] ?? {})).toHaveLength(5);
  });

  describe('K8: a local module that configures a provider', () => {
    let directory: string;
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'module-'));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    const withModule = (files: Readonly<Record<string, string>>, exclude = false) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(directory, path, '..'), { recursive: true });
        writeFileSync(join(directory, path), text);
      }
      const stack = newStack();
      const local = new TerraformHclModule(stack, 'network', { source: directory });
      new ClickUpAuthGate(stack, 'clickup', exclude ? { exclude: [local] } : {});
      return synthError(stack);
    };

    test.each([
      ['directly', { 'main.tf': 'provider "aws" {\n  region = "eu"\n}\n' }],
      ['in JSON', { 'main.tf.json': '{\n  "provider": { "aws": { "region": "eu" } }\n}\n' }],
      [
        'in a module of the module',
        { 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/x.tf': 'provider "b" { c = 1 }' },
      ],
    ])('%s is reported with the way out', (_, files) => {
      const message = withModule(files);
      expect(message).toContain('The module "stack/network"');
      expect(message).toContain('pass it to the module as `providers`, or add the module to `exclude`');
    });

    test.each([
      [
        'has no provider block',
        {
          'main.tf':
            '/* \nprovider "a" { b = 1 }\n*/\n# provider "aws" { region = 1 }\nresource "terraform_data" "a" {}',
        },
      ],
      ['has an empty provider block, which Terraform permits', { 'main.tf': 'provider "aws" {}\n' }],
      ['does not exist yet', {}],
    ])('is not reported if it %s', (_, files) => {
      expect(withModule(files)).toBe('none');
    });

    test('is not reported if `exclude` contains it', () => {
      expect(withModule({ 'main.tf': 'provider "aws" {\n  region = "eu"\n}\n' }, true)).toBe('none');
    });
  });

  describe('K9: other stacks and other providers', () => {
    test('a dependency on the gate of another stack stops synth, with the way out', () => {
      const { stack, gate } = gated('one');
      const other = new TerraformStack(stack.node.root, 'two');
      const app = resource(other, 'app');
      app.dependsOn = [gate.fqn];
      expect(synthError(stack)).toContain(
        '"two/app" depends on the gate of the stack "one". Terraform applies each stack separately, so add a gate to the ' +
          'stack "two": `gate.forStack(stack)`.',
      );
      const { stack: third, gate: another } = gated('three');
      const construct = resource(new TerraformStack(third.node.root, 'four'), 'app');
      construct.node.addDependency(another);
      expect(synthError(third)).toContain('"four/app" depends on the gate of the stack "three".');
      const { stack: fifth, gate: unused } = gated('five');
      new cdk.TerraformOutput(new TerraformStack(fifth.node.root, 'six'), 'out', { value: 1, dependsOn: [unused] });
      expect(synthError(fifth)).toContain('"six/out" depends on the gate of the stack "five".');
    });

    test('another stack may contain elements of every kind, and use values of the gate', () => {
      const { stack, gate } = gated('one');
      const other = new TerraformStack(stack.node.root, 'two');
      new RawElement(other, 'raw', {});
      new cdk.TerraformOutput(other, 'out', { value: gate.workspaceId('Acme') });
      new cdk.TerraformVariable(other, 'variable', {});
      module(other, 'network');
      expect(synthError(stack)).toBe('none');
    });

    test('a dependency on the gate inside its own stack is accepted in every form', () => {
      const { stack, gate } = gated();
      const app = new cdk.DataResource(stack, 'app', { dependsOn: [gate] });
      app.node.addDependency(gate);
      const { fqn } = gate;
      expect(dependenciesOf(synthesize(stack), app)).toEqual([fqn, ...GATE_ADDRESSES.filter((one) => one !== fqn)]);
    });

    test('forStack() adds a gate with the same props to another stack, once', () => {
      const { stack, gate } = gated('one');
      const other = new TerraformStack(stack.node.root, 'two');
      const app = resource(other, 'app');
      const second = gate.forStack(other);
      expect(gate.forStack(other)).toBe(second);
      expect(gate.forStack(stack)).toBe(gate);
      app.dependsOn = [second.fqn];
      expect(synthError(stack)).toBe('none');
      const synthesized = synthesize(other);
      expect(synthesized.ephemeral?.['clickup_auth']?.['clickup']?.['workspaces']).toEqual(['Acme']);
      expect(dependenciesOf(synthesized, app)).toEqual([second.fqn, 'data.clickup_auth.clickup']);
    });

    test('a provider that `cdktf get` generated is accepted, also with an alias', () => {
      const stack = newStack();
      const provider = new GeneratedProvider(stack, 'clickup');
      const gate = new ClickUpAuthGate(stack, 'gate', { provider });
      new ClickUpAuthGate(stack, 'aliased', { provider: new ClickupProvider(stack, 'second', { alias: 'second' }) });
      expect(gate.provider).toBe(provider);
      expect(synthError(stack)).toBe('none');
      const { data, ephemeral } = synthesize(stack);
      expect(data?.['clickup_auth']?.['gate']?.['provider']).toBe('clickup');
      expect(ephemeral?.['clickup_auth']?.['aliased']?.['provider']).toBe('clickup.second');
    });

    const errorFor = (source: string): string => {
      const stack = newStack();
      const provider = new GeneratedProvider(stack, 'mine', 'clickup', source);
      new ClickUpAuthGate(stack, 'gate', { provider });
      return synthError(stack);
    };

    test.each([
      'clickup-auth/clickup',
      'registry.terraform.io/clickup-auth/clickup',
      'registry.opentofu.org/clickup-auth/clickup',
    ])('a provider with the source %s is accepted', (source) => {
      expect(errorFor(source)).toBe('none');
    });

    test.each(['taskade/clickup', 'registry.terraform.io/other/clickup'])(
      'a provider with the source %s stops synth',
      (source) => {
        expect(errorFor(source)).toContain(`is the provider ${source}, which has the same name in the stack`);
      },
    );

    test('a provider of another type, and another ClickUp provider in the stack, stop synth', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'gate', { provider: new GeneratedProvider(stack, 'mine', 'vault', 'example/vault') });
      expect(synthError(stack)).toContain('`provider` is a "vault" provider. Pass a ClickUp provider.');
      const { stack: second } = gated();
      new GeneratedProvider(second, 'other', 'clickup', 'other/clickup');
      expect(synthError(second)).toContain('"stack/other" is the provider other/clickup');
    });

    test('a ClickUp provider of another class without an alias stops synth', () => {
      const { stack } = gated();
      new GeneratedProvider(stack, 'other');
      expect(synthError(stack)).toContain('The stack already has the provider "stack/other".');
    });
  });
});
