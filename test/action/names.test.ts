import { runAction } from '../../demo/runner.js';
import { PERSONAL } from '../src/failure-of.js';

test.each([
  ['CLICKUP_API_URL', {}, { CLICKUP_API_URL: 'ftp://example.com' }],
  ['api-url', { 'api-url': 'ftp://example.com' }, { CLICKUP_API_URL: 'https://example.com' }],
])('C28: an invalid API URL is reported as %s if that was set', async (name, inputs, env) => {
  const { outputs, stdout } = await runAction({ inputs: { ...inputs, token: PERSONAL }, env });
  expect(outputs['status']).toBe('input_invalid');
  expect(outputs['message']).toContain(`${name} is invalid`);
  expect(stdout).not.toContain('ftp://');
});
