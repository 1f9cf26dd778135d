// Searches plan files, state, output and logs at every level for traces of the token.
import { spawnSync } from 'node:child_process';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, providerFile, type Environment, type Folder, type Ran } from './harness.js';
import { ACME, GATED_APP } from './hcl.js';
import { TITLES } from './titles.js';
import { findTraces, placesIn } from './traces.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000 });
});

afterAll(async () => {
  await sandbox.close();
});

const EVERYTHING = `data "clickup_auth" "this" {}
  data "clickup_workspaces" "all" {}
  ephemeral "clickup_auth" "gate" {}
  resource "terraform_data" "app" {
    input      = data.clickup_auth.this.user_id
    depends_on = [ephemeral.clickup_auth.gate]
  }
  output "auth" { value = data.clickup_auth.this }
`;

/** Runs plan, show and apply. Returns every place that contains a trace of the token. */
async function tracesAfterApply(folder: Folder, token: string, env: Environment): Promise<string[]> {
  const planned = await folder.succeed(['plan', '-out=saved.tfplan'], env);
  const shown = await folder.terraform(['show', '-json', 'saved.tfplan']);
  const applied = await folder.succeed(['apply', 'saved.tfplan'], env);
  const pulled = await folder.terraform(['state', 'pull']);
  return traces(folder, token, { planned, shown, applied, pulled });
}

function traces(folder: Folder, token: string, runs: Readonly<Record<string, Ran>>): string[] {
  const outputs = Object.entries(runs).map(([name, { stdout, stderr }]) => ({
    name,
    bytes: Buffer.from(stdout + stderr),
  }));
  return findTraces(token, [...placesIn(folder.path), ...outputs]);
}

function declare(variable: string): string {
  return `variable "token" {\n  type = string\n  ${variable}\n}\nprovider "clickup" {\n  token = var.token\n}\n`;
}

describeWith('terraform', 'plan files and state without the token', () => {
  test('with the environment variable', async () => {
    const { valid } = sandbox.tokens;
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: valid };
    expect(await tracesAfterApply(await openFolder(EVERYTHING), valid, env)).toEqual([]);
  });

  test('with an ephemeral variable that is set again for apply', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(declare('sensitive = true\n  ephemeral = true') + EVERYTHING);
    expect(await tracesAfterApply(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl, TF_VAR_token: valid })).toEqual([]);
  });
});

describeWith('terraform', 'plan files with the token', () => {
  test('with a variable that is only sensitive', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(declare('sensitive = true') + EVERYTHING);
    const found = await tracesAfterApply(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl, TF_VAR_token: valid });
    expect(found.toSorted()).toEqual(['saved.tfplan/tfplan', 'shown']);
  });

  test('with a literal in the configuration', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(`provider "clickup" {\n  token = "${valid}"\n}\n${EVERYTHING}`);
    const found = await tracesAfterApply(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl });
    expect(found.filter((name) => name.startsWith('saved.tfplan/')).length).toBeGreaterThan(0);
    expect(found).toContain('shown');
    expect(found.filter((name) => /tfstate|pulled|planned|applied/.test(name))).toEqual([]);
  });

  test('with an attribute of a resource, and the state contains it too', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(
      `resource "terraform_data" "token" { input = "${valid}" }
       provider "clickup" { token = terraform_data.token.output }
       ephemeral "clickup_auth" "gate" {}`,
    );
    const found = await tracesAfterApply(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl });
    expect(found).toEqual(expect.arrayContaining(['saved.tfplan/tfplan', 'shown', 'terraform.tfstate', 'pulled']));
  });
});

describeWith('terraform', 'logs', () => {
  test.concurrent.each(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'JSON'])(
    'contain no trace of the token with TF_LOG=%s',
    async (TF_LOG) => {
      const { valid } = sandbox.tokens;
      const folder = await openFolder(ACME + GATED_APP);
      const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: valid, TF_LOG };
      expect(await tracesAfterApply(folder, valid, env)).toEqual([]);
    },
  );

  test('contain lines of the provider at the configured level only', async () => {
    const folder = await openFolder(ACME);
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
    const traced = await folder.terraform(['plan'], { ...env, TF_LOG: 'TRACE' });
    const lines = traced.stderr.split('\n').filter((line) => line.includes('@module=provider.clickup'));
    expect(lines.length).toBeGreaterThan(0);
    const errorsOnly = await folder.terraform(['plan'], { ...env, TF_LOG: 'ERROR' });
    expect(errorsOnly.stderr).not.toContain('clickup');
  });
});

// Every token of the sandbox, with the most verbose log.
describeWith('terraform', 'every response of the sandbox', () => {
  // In parallel, because each case has its own folder and token.
  test.concurrent.each(SANDBOX_TABLE)('the token `$name` results in $expected and leaves no trace', async (row) => {
    const { token, expected, behavior } = row;
    const needsRetry = behavior === 'flaky' || behavior === 'limited-once';
    const folder = await openFolder(
      `provider "clickup" {
         attempts        = ${needsRetry ? 3 : 1}
         timeout_seconds = ${behavior === 'slow' ? 1 : 20}
       }
       ${EVERYTHING}`,
      { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: ` Bearer "${token}"\n`, TF_LOG: 'TRACE' },
    );
    const applied = await folder.terraform(['apply', '-auto-approve']);
    expect(applied.exitCode).toBe(expected === 'ok' ? 0 : 1);
    const title = Object.entries(TITLES).find(([reason]) => reason === expected)?.[1] ?? 'Apply complete!';
    expect(applied.words).toContain(title);
    expect(traces(folder, token, { applied })).toEqual([]);
  });

  test('a Workspace name with markup and workflow commands is printed as a quoted value', async () => {
    const folder = await openFolder(EVERYTHING, {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_API_TOKEN: sandbox.tokens.hostile,
    });
    const { exitCode, stdout } = await folder.terraform(['apply', '-auto-approve']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  });
});

test('the provider prints no environment variable when a user starts it', () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid };
  const ran = spawnSync(process.execPath, [providerFile()], { encoding: 'utf8', env });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('plugin');
  expect(ran.stdout + ran.stderr).not.toContain(sandbox.tokens.valid);
});
