// Derived from test/provider/cdktn/secrecy.test.ts by `npm run generate`: make changes there.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { ClickUpAuthGate, type ClickUpAuthGateProps } from '../../../provider/cdktf/index.js';
import { resource } from './stack.js';

const TOKEN = 'pk_123456_SYNTHETICABCDEFGHJKLMNPQRSTUVWX';

/** Everything that a synth writes, while the environment holds the token. */
function written(props: (stack: TerraformStack) => ClickUpAuthGateProps): string {
  const outdir = mkdtempSync(join(tmpdir(), 'clickup-synth-'));
  const before = process.env;
  process.env = { ...before, CLICKUP_API_TOKEN: TOKEN, TF_VAR_token: TOKEN };
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'stack');
    const gate = new ClickUpAuthGate(stack, 'clickup', props(stack));
    resource(stack, 'app', { workspace: gate.workspaceId('Acme') });
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    return files.map((one) => readFileSync(join(one.parentPath, one.name), 'utf8')).join('\n');
  } finally {
    process.env = before;
    rmSync(outdir, { recursive: true });
  }
}

/** Whether any eight characters in a row of the token's secret part are in a text. */
function leaks(text: string): boolean {
  const secret = TOKEN.slice(TOKEN.lastIndexOf('_') + 1);
  return Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((part) =>
    text.includes(part),
  );
}

test('a token in the environment is nowhere in cdktf.out', () => {
  const text = written(() => ({ workspaces: ['Acme'] }));
  expect(text).toContain('ephemeral.clickup_auth.clickup');
  expect(leaks(text)).toBe(false);
});

test('a token in a variable is nowhere in cdktf.out', () => {
  const text = written((stack) => ({ token: new TerraformVariable(stack, 'token', { sensitive: true }).stringValue }));
  expect(text).toContain('${var.token}');
  expect(leaks(text)).toBe(false);
});

test('a literal token is there once, in the configuration, and not in the warning beside it', () => {
  const text = written(() => ({ token: TOKEN }));
  expect(text).toContain('The ClickUp token is written as plain text into cdktf.out');
  expect(leaks(text)).toBe(true);
  expect(text.split(TOKEN)).toHaveLength(2);
});
