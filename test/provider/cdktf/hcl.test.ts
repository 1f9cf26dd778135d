import { Testing } from 'cdktf';
import { ClickUpAuthGate } from '../../../provider/cdktf/index.js';
import { newStack, resource } from './stack.js';

describe('a stack of CDKTF, synthesized as HCL', () => {
  test('stops, since CDKTF would leave out the check', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup');
    expect(() => Testing.synthHcl(stack, true)).toThrow(
      'CDKTF writes no ephemeral block as HCL, and so not the check of "stack/clickup/check".',
    );
  });

  test('goes on with atApply false, and all waits for the data source', () => {
    const stack = newStack();
    new ClickUpAuthGate(stack, 'clickup', { atApply: false });
    resource(stack, 'app');
    expect(Testing.synthHcl(stack, true)).toMatch(/depends_on = \[\s*"?data\.clickup_auth\.clickup/);
  });
});
