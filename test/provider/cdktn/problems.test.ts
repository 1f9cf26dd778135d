import { Lazy, TerraformStack, TerraformVariable, Testing } from 'cdktn';
import { ClickUpAuthGate, ClickupProvider, type ClickUpAuthGateProps } from '../../../provider/cdktn/index.js';
import { module, newStack, problems, resource } from './stack.js';

function problemsWith(props: ClickUpAuthGateProps): string {
  const stack = newStack();
  new ClickUpAuthGate(stack, 'clickup', props);
  return problems(stack);
}

describe('a synth stops, and says what to change, at', () => {
  test('an empty Workspace', () => {
    expect(problemsWith({ workspaces: ['Acme', ' '] })).toContain(
      '[stack/clickup] workspaces[1] is empty. Remove it, or put the id or the name of a Workspace there.',
    );
  });

  test('an empty name that was asked for', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup').workspaceId(' ');
    expect(problems(stack)).toContain("[stack/clickup] workspaceId('') asks for nothing.");
  });

  test('an empty token, as from a variable of the environment that is not set', () => {
    expect(problemsWith({ token: '' })).toContain(
      '`token` is empty. Leave it out, and the provider reads CLICKUP_API_TOKEN',
    );
  });

  test('two gates for one provider', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'one');
    new ClickUpAuthGate(stack, 'two');
    expect(problems(stack)).toContain('[stack/two] The gate "stack/one" checks with the same provider.');
    expect(problems(stack)).toContain("new ClickupProvider(this, 'other', { alias: 'other' })");
  });

  test('a gate that adds a provider where there is one', () => {
    const stack = newStack();
    new ClickupProvider(stack, 'mine');
    new ClickUpAuthGate(stack, 'clickup');
    expect(problems(stack)).toContain(
      'The stack has the provider "stack/mine" already. Pass it to the gate as `provider`.',
    );
  });

  test('settings beside a provider that has its own', () => {
    const stack = newStack();
    const provider = new ClickupProvider(stack, 'mine');
    const token = new TerraformVariable(stack, 'token', {}).stringValue;
    new ClickUpAuthGate(stack, 'clickup', { provider, token, apiUrl: 'http://127.0.0.1:1' });
    expect(problems(stack)).toContain('`token` and `apiUrl` would have no effect beside `provider`.');
  });

  test('a provider of another stack', () => {
    const stack = newStack();
    const other = new TerraformStack(stack.node.root, 'other');
    new ClickUpAuthGate(stack, 'clickup', { provider: new ClickupProvider(other, 'mine') });
    expect(problems(stack)).toContain('`provider` is of the stack "other". Pass one of this gate\'s own stack.');
  });

  test('a gate inside a resource that waits for it', () => {
    const stack = newStack();
    new ClickUpAuthGate(resource(stack, 'app'), 'clickup');
    expect(problems(stack)).toContain(
      'The gate is inside "stack/app", which would wait for it. Create it in the stack instead.',
    );
  });

  test('a gate inside a module', () => {
    const stack = newStack();
    new ClickUpAuthGate(module(stack, 'network'), 'clickup');
    expect(problems(stack)).toMatch(/stack\/network/);
  });

  test('an exclusion of everything', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup', { exclude: [stack] });
    expect(problems(stack)).toContain('`exclude` holds the whole stack, so that nothing would wait.');
  });
});

describe('a synth goes on with', () => {
  test('two gates that have a provider each', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'one');
    new ClickUpAuthGate(stack, 'two', { provider: new ClickupProvider(stack, 'other', { alias: 'other' }) });
    expect(problems(stack)).toBe('none');
  });

  test('a list and names that only Terraform knows', () => {
    const stack = newStack();
    const list = new TerraformVariable(stack, 'list', {}).listValue;
    new ClickUpAuthGate(stack, 'clickup', { workspaces: list }).workspaceId('${var.name}');
    expect(problems(stack)).toBe('none');
  });
});

describe('a literal token', () => {
  const LITERAL = 'pk_123456_SYNTHETICSYNTHETICSYNTHETIC';

  /** The warnings of a gate after a synth. */
  function warnings(stack: TerraformStack): string[] {
    Testing.synth(stack, true);
    return stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === '@cdktf/warn')
      .map(({ data }) => String(data));
  }

  test.each([
    ['in props', (stack: TerraformStack) => new ClickUpAuthGate(stack, 'clickup', { token: LITERAL })],
    [
      'that is produced late',
      (stack: TerraformStack) =>
        new ClickUpAuthGate(stack, 'clickup', { token: Lazy.stringValue({ produce: () => LITERAL }) }),
    ],
    [
      'of the provider',
      (stack: TerraformStack) =>
        new ClickUpAuthGate(stack, 'clickup', { provider: new ClickupProvider(stack, 'p', { token: LITERAL }) }),
    ],
  ])('%s is warned of once, without being quoted', (_, build) => {
    const stack = newStack();
    build(stack);
    warnings(stack);
    const [warning, ...more] = warnings(stack);
    expect(warning).toContain('CLICKUP_API_TOKEN');
    expect(warning).not.toContain(LITERAL.slice(0, 8));
    expect(more).toEqual([]);
  });

  test('a reference is not warned of, nor is its absence', () => {
    const stack = newStack();
    const token = new TerraformVariable(stack, 'token', { sensitive: true }).stringValue;
    new ClickUpAuthGate(stack, 'one', { token });
    new ClickUpAuthGate(stack, 'two', { provider: new ClickupProvider(stack, 'p', { alias: 'p' }) });
    expect(warnings(stack)).toEqual([]);
  });
});
