import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { Example, FRAMEWORKS, readJson, type App } from './app.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 10_000 });
});
afterAll(() => sandbox.close());

describe.each(FRAMEWORKS)('an app of %s, deployed by its CLI', (framework) => {
  let example: Example;
  beforeAll(() => {
    example = new Example(framework);
  });
  afterEach(() => sandbox.restore('valid'));

  function appWith(token: keyof Sandbox['tokens']): App {
    return example.copy({ CLICKUP_API_TOKEN: sandbox.tokens[token], CLICKUP_API_URL: sandbox.apiUrl });
  }

  test('synth writes the configuration, and the token of the environment nowhere', async () => {
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

  test('a token that works: deployed, and the ids are in the outputs', async () => {
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

  test('a token that was revoked before the plan: fails, says so once, and creates nothing', async () => {
    const app = appWith('revoked');
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text.match(/Error: ClickUp rejected the token/g)).toHaveLength(1);
    expect(text).toContain('with ephemeral.clickup_auth.clickup');
    expect(text).toContain('401, OAUTH_025');
    expect(await app.created()).toEqual([]);
  });

  test('a token that is revoked between a saved plan and its apply: fails, and creates nothing', async () => {
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

  test('a Workspace that the token does not see: fails with its name, and those that it sees', async () => {
    const app = appWith('oneWorkspace');
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text).toContain('Workspace "Globex" is not authorized for this token');
    expect(text).toContain('It sees "Acme" (9011234080).');
    expect(await app.created()).toEqual([]);
  });

  test.each([
    ['limited', /rate|too many requests/i],
    ['outage', /503/],
  ] as const)('ClickUp is %s: fails as told, and does not say revoked', async (token, told) => {
    const app = appWith(token);
    const { code, text } = await app.deploy();
    expect(code).toBe(1);
    expect(text).toMatch(told);
    expect(text).not.toMatch(/revoked|rejected the token/);
    expect(await app.created()).toEqual([]);
  });

  test('destroy after a revocation: fails, and works with CLICKUP_AUTH_ON_FAILURE=warn', async () => {
    const app = appWith('valid');
    await app.deploy();
    sandbox.revoke('valid');
    expect(await app.cdk('destroy', '--auto-approve')).toMatchObject({ code: 1 });
    expect(await app.created()).toEqual(['terraform_data.variable']);
    app.env['CLICKUP_AUTH_ON_FAILURE'] = 'warn';
    expect(await app.cdk('destroy', '--auto-approve')).toMatchObject({ code: 0 });
    expect(await app.created()).toEqual([]);
  });

  test('destroy after a revocation: works with terraform destroy -refresh=false, too', async () => {
    const app = appWith('valid');
    await app.deploy();
    sandbox.revoke('valid');
    const { code } = await app.terraform('destroy', '-auto-approve', '-refresh=false', '-no-color');
    expect(code).toBe(0);
  });
});
