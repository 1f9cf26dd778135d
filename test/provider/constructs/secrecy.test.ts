import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformStack as Stack } from 'cdktf';
import type { ClickUpAuthGateProps } from '../../../dist/cdktf/index.js';
import { describeEachFramework } from './frameworks.js';

const TOKEN = 'pk_123456_SYNTHETICABCDEFGHJKLMNPQRSTUVWX';

describeEachFramework('secrecy of the token during synth', (framework) => {
  const { App, TerraformStack, TerraformVariable } = framework.cdk;

  /** Synthesizes an app with the token in the environment. Returns the text of all files that synth writes. */
  function synthesizedText(props: (stack: Stack) => ClickUpAuthGateProps): string {
    const outdir = mkdtempSync(join(tmpdir(), 'clickup-synth-'));
    const before = process.env;
    process.env = { ...before, CLICKUP_API_TOKEN: TOKEN, TF_VAR_token: TOKEN };
    try {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, 'stack');
      const gate = new framework.constructs.ClickUpAuthGate(stack, 'clickup', props(stack));
      framework.resource(stack, 'app', { workspace: gate.workspaceId('Acme') });
      app.synth();
      const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      return files.map((one) => readFileSync(join(one.parentPath, one.name), 'utf8')).join('\n');
    } finally {
      process.env = before;
      rmSync(outdir, { recursive: true });
    }
  }

  test('cdktf.out does not contain a token from the environment', () => {
    const text = synthesizedText(() => ({ workspaces: ['Acme'] }));
    expect(text).toContain('ephemeral.clickup_auth.clickup');
    expect(leaks(text)).toBe(false);
  });

  test('cdktf.out does not contain a token from a variable', () => {
    const text = synthesizedText((stack) => ({
      token: new TerraformVariable(stack, 'token', { sensitive: true }).stringValue,
    }));
    expect(text).toContain('${var.token}');
    expect(leaks(text)).toBe(false);
  });

  test('cdktf.out contains a literal token once, in the configuration, and the warning does not contain it', () => {
    const text = synthesizedText(() => ({ token: TOKEN }));
    expect(text).toContain('The ClickUp token is a literal, so cdktf.out and plan files contain it in plain text.');
    expect(leaks(text)).toBe(true);
    expect(text.split(TOKEN)).toHaveLength(2);
  });
});

/** Returns whether a text contains eight consecutive characters of the token's secret part. */
function leaks(text: string): boolean {
  const secret = TOKEN.slice(TOKEN.lastIndexOf('_') + 1);
  return Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8)).some((part) =>
    text.includes(part),
  );
}
