import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { Example, FRAMEWORKS, readJson, type App } from './app.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 10_000 });
});
afterAll(() => sandbox.close());

describe.each(FRAMEWORKS)('a %s app, deployed with the CLI of the framework', (framework) => {
  let example: Example;
  beforeAll(() => {
    example = new Example(framework);
  });
  afterEach(() => sandbox.restore('valid'));

  function appWith(token: keyof Sandbox['tokens']): App {
    return example.copy({ CLICKUP_API_TOKEN: sandbox.tokens[token], CLICKUP_API_URL: sandbox.apiUrl });
  }

  test('synth writes the configuration without the token of the environment', async () => {
    const app = appWith('valid');
    expect(await app.cdk('synth')).toMatchObject({ code: 0 });
    const written = readdirSync(join(app.folder, 'cdktf.out'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'));
    expect(written.join('\n')).toContain('clickup_auth');
    const secret = sandbox.tokens.valid.split('_').at(-1) ?? '';
    for (let at = 0; at + 8 <= secret.length; at += 1) {
      expect(written.join('\n')).not.toContain(secret.slice(at, at + 8));
    }
  });

  test('deploy creates the resources and outputs the Workspace IDs if the token is valid', async () => {
    const app = appWith('valid');
    const { code, text } = await app.deploy('--outputs-file', 'outputs.json');
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(readJson(app.folder, 'outputs.json')).toEqual({
      release: { 'workspace-ids': ['9011234080', '9011234081'], 'checked-as': 'Ada Example' },
    });
    expect(await app.created()).toEqual(['terraform_data.variable']);
    const again = await app.terraform('plan', '-detailed-exitcode', '-no-color');
    expect(again).toMatchObject({ code: 0 });
  });

  test('deploy fails with one error and creates nothing if the token is revoked', async () => {
    const app = appWith('revoked');
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text.match(/Error: ClickUp rejected the token/g)).toHaveLength(1);
    expect(text).toContain('with ephemeral.clickup_auth.clickup');
    expect(text).toContain('401 OAUTH_025');
    expect(await app.created()).toEqual([]);
  });

  test('apply of a saved plan creates nothing if the token was revoked after the plan', async () => {
    const app = appWith('valid');
    await app.cdk('synth');
    await app.terraform('init', '-input=false');
    expect(await app.terraform('plan', '-out=saved', '-no-color')).toMatchObject({ code: 0 });
    sandbox.revoke('valid');
    const { code, text } = await app.terraform('apply', '-no-color', 'saved');
    expect(code).toBe(1);
    expect(text).toContain('Error: ClickUp rejected the token');
    expect(await app.created()).toEqual([]);
  });

  test('deploy fails with the accessible Workspaces if a Workspace is not authorized', async () => {
    const app = appWith('oneWorkspace');
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text).toContain('Workspace "Globex" is not authorized for this token');
    expect(text).toContain('The token has access to "Acme" (9011234080).');
    expect(await app.created()).toEqual([]);
  });

  test.each([
    ['limited', /rate|too many requests/i],
    ['outage', /503/],
  ] as const)('deploy fails without the word revoked if the sandbox token is %s', async (token, message) => {
    const app = appWith(token);
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text).toMatch(message);
    expect(text).not.toMatch(/revoked|rejected the token/);
    expect(await app.created()).toEqual([]);
  });

  test('destroy with a revoked token succeeds only with CLICKUP_AUTH_ON_FAILURE=warn', async () => {
    const app = appWith('valid');
    await app.deploy();
    sandbox.revoke('valid');
    expect(await app.cdk('destroy', '--auto-approve')).toMatchObject({ code: 1 });
    expect(await app.created()).toEqual(['terraform_data.variable']);
    app.env['CLICKUP_AUTH_ON_FAILURE'] = 'warn';
    expect(await app.cdk('destroy', '--auto-approve')).toMatchObject({ code: 0 });
    expect(await app.created()).toEqual([]);
  });

  test('terraform destroy -refresh=false succeeds with a revoked token', async () => {
    const app = appWith('valid');
    await app.deploy();
    sandbox.revoke('valid');
    const { code } = await app.terraform('destroy', '-auto-approve', '-refresh=false', '-no-color');
    expect(code).toBe(0);
  });
});
