// The break-glass: what exists must go though the token does not work any more.
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, type Environment } from './harness.js';
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

describeWith('terraform', 'a teardown after a revocation', () => {
  test('destroy fails while the token is revoked, and passes with `on_failure = "warn"`', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await deploy(folder);
    sandbox.revoke('valid');
    expect(await folder.terraform(['destroy', '-auto-approve'])).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual(['terraform_data.app']);
    const warned = await folder.terraform(['plan'], { CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(warned).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('Warning: ClickUp rejected the token'),
    });
    await folder.succeed(['destroy', '-auto-approve'], { CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(await created(folder)).toEqual([]);
  });

  test('the break-glass stands in the configuration too', async () => {
    const folder = await openFolder(`provider "clickup" { on_failure = "warn" }\n${GATED_APP}`, env);
    await deploy(folder);
    sandbox.revoke('valid');
    await folder.succeed(['destroy', '-auto-approve']);
    expect(await created(folder)).toEqual([]);
  });

  test('it works with `verify_on_configure`, and where nothing answers', async () => {
    const folder = await openFolder(`provider "clickup" { verify_on_configure = true }\n${ACME}${GATED_APP}`, env);
    await deploy(folder);
    const nobody = { CLICKUP_AUTH_ON_FAILURE: 'warn', CLICKUP_API_URL: 'http://127.0.0.1:9/api/v2' };
    const torn = await folder.terraform(['destroy', '-auto-approve'], nobody);
    expect(torn).toMatchObject({
      exitCode: 0,
      words: expect.stringContaining('Warning: Cannot connect to 127.0.0.1:9'),
    });
    expect(await created(folder)).toEqual([]);
  });

  test('`-refresh=false`, or a destroy that was planned before the revocation, pass without it', async () => {
    const folder = await openFolder(ACME + GATED_APP, env);
    await deploy(folder);
    sandbox.revoke('valid');
    await folder.succeed(['destroy', '-auto-approve', '-refresh=false']);
    sandbox.restore('valid');
    await deploy(folder);
    expect(await applyAfterRevocation(sandbox, folder, '-destroy')).toMatchObject({ exitCode: 0 });
    expect(await created(folder)).toEqual([]);
  });

  test('where `for_each` hangs on what was read, nothing is guessed, and `-refresh=false` is the way', async () => {
    const folder = await openFolder(
      `data "clickup_workspaces" "all" {}
       resource "terraform_data" "app" { for_each = data.clickup_workspaces.all.workspace_ids }`,
      env,
    );
    await deploy(folder);
    sandbox.revoke('valid');
    const warned = { CLICKUP_AUTH_ON_FAILURE: 'warn' };
    // Null, and not empty: an apply would destroy every one of them by mistake.
    const planned = await folder.terraform(['plan'], warned);
    expect(planned).toMatchObject({ exitCode: 1, words: expect.stringContaining('Invalid for_each argument') });
    await folder.succeed(['destroy', '-auto-approve', '-refresh=false']);
    expect(await created(folder)).toEqual([]);
  });
});
