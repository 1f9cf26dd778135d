// The effect of a revoked token, by configuration: each row of the table in README.md.
import { readFileSync } from 'node:fs';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, type Environment, type Ran } from './harness.js';
import { ACME, GATED_APP } from './hcl.js';
import { applyAfterRevocation, created, deploy, REJECTED } from './steps.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

afterEach(() => {
  sandbox.restore('valid');
});

afterAll(async () => {
  await sandbox.close();
});

const DEPENDENT = `${ACME}resource "terraform_data" "app" { depends_on = [data.clickup_workspace.acme] }\n`;
const VERIFIED = `provider "clickup" { verify_on_configure = true }\n${DEPENDENT}`;
const CHECK_BLOCK = `resource "terraform_data" "app" {}
  check "clickup" {
    data "clickup_auth" "this" {}
    assert {
      condition     = data.clickup_auth.this.user_id != ""
      error_message = "No user."
    }
  }`;

/** A configuration for each row of the table, by the text of its first column. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  '`ephemeral "clickup_auth"`, listed in `depends_on`': ACME + GATED_APP,
  '`ephemeral "clickup_auth"`, not listed in any resource':
    'ephemeral "clickup_auth" "gate" {}\nresource "terraform_data" "app" {}',
  'data sources only': DEPENDENT,
  '`verify_on_configure = true` and a data source': VERIFIED,
  'a data source in a `check` block': CHECK_BLOCK,
  '`ephemeral "clickup_auth"` with `on_failure = "warn"`': `provider "clickup" { on_failure = "warn" }\n${GATED_APP}`,
};

/** What a cell of the table has to say about a run. */
function claimed(cell: string): string {
  return /^the (?:plan|apply) fails|^\*\*not detected\*\*|^a warning/.exec(cell)?.[0] ?? cell;
}

function observed(command: 'plan' | 'apply', { exitCode, words }: Ran): string {
  if (!words.includes('ClickUp rejected the token')) return exitCode === 0 ? '**not detected**' : words;
  return exitCode === 0 ? 'a warning' : `the ${command} fails`;
}

/** The lists of resources that can exist after the apply, according to a cell of the table. */
function possibleResources(cell: string): readonly string[][] {
  if (/no resource that .* is created/.test(cell)) return [[]];
  return cell.includes('other resources may be changed') ? [[], ['terraform_data.app']] : [['terraform_data.app']];
}

describeWith('terraform', 'the table in README.md', () => {
  const [, ...rows] = readFileSync('README.md', 'utf8')
    .split('Effect of a revoked token')[1]!
    .split('\n\n')[1]!
    .split('\n')
    .filter((line) => !line.startsWith('| ---'))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | *\|?$/g, '').trim()));

  test('has a row for each configuration', () => {
    expect(rows.map(([configuration]) => configuration)).toEqual(Object.keys(CONFIGURATIONS));
  });

  test.each(rows)('%s', async (configuration = '', beforePlan = '', beforeApply = '') => {
    const folder = await openFolder(CONFIGURATIONS[configuration] ?? '', env);
    const applied = await applyAfterRevocation(sandbox, folder);
    expect(observed('apply', applied)).toBe(claimed(beforeApply));
    expect(possibleResources(beforeApply)).toContainEqual(await created(folder));
    expect(observed('plan', await folder.terraform(['plan']))).toBe(claimed(beforePlan));
  });
});

describeWith('terraform', 'the ephemeral resource with depends_on', () => {
  test('apply leaves no diff', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await folder.terraform(['plan', '-out=saved.tfplan']);
    await folder.succeed(['apply', 'saved.tfplan']);
    expect(await folder.terraform(['plan', '-detailed-exitcode'])).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('No changes.'),
    });
  });

  test('apply fails for an update and for a plan without changes, and existing resources stay unchanged', async () => {
    const folder = await openFolder(GATED_APP, env);
    await deploy(folder);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    sandbox.restore('valid');
    folder.write({ 'main.tf': GATED_APP.replace('"deployed"', '"newer"') });
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    const state = await folder.terraform(['state', 'show', 'terraform_data.app']);
    expect(state.words).toContain('output = "deployed"');
  });

  test('a failed replacement keeps the old object only with create_before_destroy', async () => {
    const createFirst = GATED_APP.replace(
      'depends_on',
      'lifecycle {\n    create_before_destroy = true\n  }\n  depends_on',
    );
    for (const [main, kept] of [
      [createFirst, ['terraform_data.app']],
      [GATED_APP, []],
    ] as const) {
      const folder = await openFolder(main, env);
      await deploy(folder);
      expect(await applyAfterRevocation(sandbox, folder, '-replace=terraform_data.app')).toMatchObject(REJECTED);
      expect(await created(folder)).toEqual(kept);
      sandbox.restore('valid');
    }
  });

  test('`-target` and `-refresh=false` do not skip the check', async () => {
    const folder = await openFolder(GATED_APP, env);
    expect(await applyAfterRevocation(sandbox, folder, '-target=terraform_data.app')).toMatchObject(REJECTED);
    sandbox.restore('valid');
    expect(await applyAfterRevocation(sandbox, folder, '-refresh=false')).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });

  test('apply fails when access to a Workspace is removed after the plan', async () => {
    const issued = sandbox.issueToken();
    const folder = await openFolder(GATED_APP, { ...env, CLICKUP_API_TOKEN: issued });
    await folder.succeed(['plan', '-out=saved.tfplan']);
    // Apply the same plan with a token without access to any Workspace.
    const applied = await folder.terraform(['apply', 'saved.tfplan'], { CLICKUP_API_TOKEN: sandbox.tokens.none });
    expect(applied).toMatchObject({
      exitCode: 1,
      words: expect.stringContaining('Workspace "Acme" is not authorized for this token'),
    });
    expect(await created(folder)).toEqual([]);
  });

  test('apply creates no resource in a module that depends on the check', async () => {
    const folder = await openFolder(
      {
        'main.tf': `ephemeral "clickup_auth" "gate" {}
          module "app" {
            source     = "./app"
            depends_on = [ephemeral.clickup_auth.gate]
          }`,
        'app/main.tf': 'resource "terraform_data" "app" {}',
      },
      env,
    );
    await folder.terraform(['init']);
    expect(await applyAfterRevocation(sandbox, folder)).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual([]);
  });
});

describeWith('terraform', '`verify_on_configure`, for Terraform before 1.10', () => {
  test('leaves no diff', async () => {
    const folder = await openFolder(VERIFIED, env);
    await deploy(folder);
    expect(await folder.terraform(['plan', '-detailed-exitcode'])).toMatchObject({ exitCode: 0 });
  });

  test('sends no additional requests when the plan reads data sources', async () => {
    const folder = await openFolder(VERIFIED, env);
    sandbox.resetCounts();
    await folder.terraform(['plan']);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });
});
