import type { TerraformStack as Stack } from 'cdktf';
import type { ClickUpAuthGateProps } from '../../../dist/cdktf/index.js';
import { describeEachFramework } from './frameworks.js';

describeEachFramework('validation of a gate', (framework) => {
  const { module, newStack, resource, synthError } = framework;
  const { ClickUpAuthGate, ClickupProvider } = framework.constructs;
  const { Lazy, TerraformStack, TerraformVariable, Testing } = framework.cdk;

  /** Returns the synth error of a stack that has a gate with these props. */
  function synthErrorWith(props: ClickUpAuthGateProps): string {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup', props);
    return synthError(stack);
  }

  describe('synth fails with the fix for', () => {
    test('an empty Workspace', () => {
      expect(synthErrorWith({ workspaces: ['Acme', ' '] })).toContain(
        '[stack/clickup] workspaces[1] is empty. Remove the entry, or use a Workspace ID or name.',
      );
    });

    test('an empty argument of workspaceId()', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup').workspaceId(' ');
      expect(synthError(stack)).toContain(
        '[stack/clickup] workspaceId() requires a Workspace ID or name, not an empty string.',
      );
    });

    test('an empty token, for example from an environment variable that is not set', () => {
      expect(synthErrorWith({ token: '' })).toContain(
        '`token` is empty. Omit `token` to read CLICKUP_API_TOKEN where Terraform runs.',
      );
    });

    test('two gates with the same provider', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'one');
      new ClickUpAuthGate(stack, 'two');
      expect(synthError(stack)).toContain('[stack/two] The gate "stack/one" uses the same provider.');
      expect(synthError(stack)).toContain("new ClickupProvider(this, 'other', { alias: 'other' })");
    });

    test('a gate that would add a second provider without an alias', () => {
      const stack = newStack();
      new ClickupProvider(stack, 'mine');
      new ClickUpAuthGate(stack, 'clickup');
      expect(synthError(stack)).toContain(
        'The stack already has the provider "stack/mine". Pass it to the gate as `provider`.',
      );
    });

    test('`token` and `apiUrl` together with `provider`', () => {
      const stack = newStack();
      const provider = new ClickupProvider(stack, 'mine');
      const token = new TerraformVariable(stack, 'token', {}).stringValue;
      new ClickUpAuthGate(stack, 'clickup', { provider, token, apiUrl: 'http://127.0.0.1:1' });
      expect(synthError(stack)).toContain('`provider` cannot be combined with `token` and `apiUrl`.');
    });

    test('a provider of another stack', () => {
      const stack = newStack();
      const other = new TerraformStack(stack.node.root, 'other');
      new ClickUpAuthGate(stack, 'clickup', { provider: new ClickupProvider(other, 'mine') });
      expect(synthError(stack)).toContain(
        '`provider` belongs to the stack "other". Pass a provider of the stack that contains the gate.',
      );
    });

    test('a gate inside a resource', () => {
      const stack = newStack();
      new ClickUpAuthGate(resource(stack, 'app'), 'clickup');
      expect(synthError(stack)).toContain(
        'The gate is inside "stack/app", which would depend on the gate. Create the gate outside that construct.',
      );
    });

    test('a gate inside a module', () => {
      const stack = newStack();
      new ClickUpAuthGate(module(stack, 'network'), 'clickup');
      expect(synthError(stack)).toMatch(/stack\/network/);
    });

    test('`exclude` with the whole stack', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'clickup', { exclude: [stack] });
      expect(synthError(stack)).toContain(
        '`exclude` contains the whole stack, so no resource would depend on the check.',
      );
    });
  });

  describe('synth succeeds with', () => {
    test('two gates with a provider each', () => {
      const stack = newStack();
      new ClickUpAuthGate(stack, 'one');
      new ClickUpAuthGate(stack, 'two', { provider: new ClickupProvider(stack, 'other', { alias: 'other' }) });
      expect(synthError(stack)).toBe('none');
    });

    test('tokens as list and as name', () => {
      const stack = newStack();
      const list = new TerraformVariable(stack, 'list', {}).listValue;
      new ClickUpAuthGate(stack, 'clickup', { workspaces: list }).workspaceId('${var.name}');
      expect(synthError(stack)).toBe('none');
    });
  });

  describe('a literal token', () => {
    const LITERAL = 'pk_123456_SYNTHETICSYNTHETICSYNTHETIC';

    /** Synthesizes a stack and returns the warnings. */
    function warnings(stack: Stack): string[] {
      Testing.synth(stack, true);
      return stack.node
        .findAll()
        .flatMap(({ node }) => node.metadata)
        .filter(({ type }) => type === '@cdktf/warn')
        .map(({ data }) => String(data));
    }

    test.each([
      ['in props', (stack: Stack) => new ClickUpAuthGate(stack, 'clickup', { token: LITERAL })],
      [
        'from a lazy value',
        (stack: Stack) =>
          new ClickUpAuthGate(stack, 'clickup', { token: Lazy.stringValue({ produce: () => LITERAL }) }),
      ],
      [
        'of the provider',
        (stack: Stack) =>
          new ClickUpAuthGate(stack, 'clickup', { provider: new ClickupProvider(stack, 'p', { token: LITERAL }) }),
      ],
    ])('%s adds one warning, which does not contain it', (_, build) => {
      const stack = newStack();
      build(stack);
      warnings(stack);
      const [warning, ...more] = warnings(stack);
      expect(warning).toContain('CLICKUP_API_TOKEN');
      expect(warning).not.toContain(LITERAL.slice(0, 8));
      expect(more).toEqual([]);
    });

    test('adds no warning if `token` is a reference or is omitted', () => {
      const stack = newStack();
      const token = new TerraformVariable(stack, 'token', { sensitive: true }).stringValue;
      new ClickUpAuthGate(stack, 'one', { token });
      new ClickUpAuthGate(stack, 'two', { provider: new ClickupProvider(stack, 'p', { alias: 'p' }) });
      expect(warnings(stack)).toEqual([]);
    });
  });
});
