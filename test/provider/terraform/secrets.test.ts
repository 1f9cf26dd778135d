// Where the token is, after everything that could have written it down: plan files, state, logs at every level.
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

/** Plans, shows and applies, and names every place where a trace of the token is left. */
async function leave(folder: Folder, token: string, env: Environment): Promise<string[]> {
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

describeWith('terraform', 'ways that keep the token out of plan and state', () => {
  test('the environment variable', async () => {
    const { valid } = sandbox.tokens;
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: valid };
    expect(await leave(await openFolder(EVERYTHING), valid, env)).toEqual([]);
  });

  test('an ephemeral variable, given again at apply', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(declare('sensitive = true\n  ephemeral = true') + EVERYTHING);
    expect(await leave(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl, TF_VAR_token: valid })).toEqual([]);
  });
});

describeWith('terraform', 'ways that do not', () => {
  test('a variable that is only sensitive is written into the plan file', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(declare('sensitive = true') + EVERYTHING);
    const left = await leave(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl, TF_VAR_token: valid });
    expect(left.toSorted()).toEqual(['saved.tfplan/tfplan', 'shown']);
  });

  test('a token in the configuration is written into the plan file twice', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(`provider "clickup" {\n  token = "${valid}"\n}\n${EVERYTHING}`);
    const left = await leave(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl });
    expect(left.filter((name) => name.startsWith('saved.tfplan/')).length).toBeGreaterThan(0);
    expect(left).toContain('shown');
    expect(left.filter((name) => /tfstate|pulled|planned|applied/.test(name))).toEqual([]);
  });

  test('a token that a resource holds is written into the state as well', async () => {
    const { valid } = sandbox.tokens;
    const folder = await openFolder(
      `resource "terraform_data" "token" { input = "${valid}" }
       provider "clickup" { token = terraform_data.token.output }
       ephemeral "clickup_auth" "gate" {}`,
    );
    const left = await leave(folder, valid, { CLICKUP_API_URL: sandbox.apiUrl });
    expect(left).toEqual(expect.arrayContaining(['saved.tfplan/tfplan', 'shown', 'terraform.tfstate', 'pulled']));
  });
});

describeWith('terraform', 'logs', () => {
  test.concurrent.each(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'JSON'])(
    'hold no trace of the token at TF_LOG=%s',
    async (TF_LOG) => {
      const { valid } = sandbox.tokens;
      const folder = await openFolder(ACME + GATED_APP);
      const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: valid, TF_LOG };
      expect(await leave(folder, valid, env)).toEqual([]);
    },
  );

  test('say what was asked and answered, as the provider’s own lines, at the level that is asked for', async () => {
    const folder = await openFolder(ACME);
    const env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
    const loud = await folder.terraform(['plan'], { ...env, TF_LOG: 'TRACE' });
    const ours = loud.stderr.split('\n').filter((line) => line.includes('@module=provider.clickup'));
    expect(ours.length).toBeGreaterThan(0);
    const quiet = await folder.terraform(['plan'], { ...env, TF_LOG: 'ERROR' });
    expect(quiet.stderr).not.toContain('clickup');
  });
});

// Every row of the sandbox, with everything turned on that prints.
describeWith('terraform', 'whatever ClickUp answers', () => {
  // At once: each has a folder and a token of its own.
  test.concurrent.each(SANDBOX_TABLE)(
    'the token `$name` ends as $expected, and no trace of it is left',
    async (row) => {
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
    },
  );

  test('a Workspace named like markup and commands is one value, printed as terraform quotes it', async () => {
    const folder = await openFolder(EVERYTHING, {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_API_TOKEN: sandbox.tokens.hostile,
    });
    const { exitCode, stdout } = await folder.terraform(['apply', '-auto-approve']);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
  });
});

test('the provider, run by hand, says that it is a plugin and prints no variable', () => {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens.valid };
  const ran = spawnSync(process.execPath, [providerFile()], { encoding: 'utf8', env });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('plugin');
  expect(ran.stdout + ran.stderr).not.toContain(sandbox.tokens.valid);
});
