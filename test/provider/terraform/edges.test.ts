// Situations from public bug reports under a real Terraform, by the id of the list that describes them.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, pathWithNodeScript, type Environment } from './harness.js';
import { created, REJECTED } from './steps.js';

let sandbox: Sandbox;
let env: Environment;
const servers: Server[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

afterEach(() => {
  sandbox.restore('valid');
  for (const server of servers.splice(0)) server.close();
});

afterAll(async () => {
  await sandbox.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server with a port
  return (server.address() as AddressInfo).port;
}

/** Answers both requests with these Workspaces. */
async function listenWith(names: readonly string[]): Promise<string> {
  const teams = names.map((name, index) => ({ id: String(1000 + index), name, members: [] }));
  const port = await listen(
    createServer(({ url = '' }, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(url.endsWith('/user') ? { user: { id: 1, username: 'Ada' } } : { teams }));
    }),
  );
  return `http://127.0.0.1:${port}/api/v2`;
}

describeWith('terraform', 'edges', () => {
  test('P1: validate rejects values for read-only attributes, and names each of them', async () => {
    const folder = await openFolder(
      `ephemeral "clickup_auth" "gate" { user_id = "1" }
       data "clickup_workspace_plan" "acme" {
         workspace_id = "9011234080"
         plan_name    = "Business"
       }
       data "clickup_workspaces" "all" { workspaces = [{ id = "1", name = "a", color = null, avatar = null, role = null, member_count = 1 }] }
       data "clickup_auth" "me" { workspace_ids = { Acme = "1" } }`,
      env,
    );
    const { exitCode, words } = await folder.terraform(['validate']);
    expect(exitCode).toBe(1);
    for (const name of ['user_id', 'plan_name', 'workspaces', 'workspace_ids']) {
      expect(words).toContain(`Error: ${name} is read-only`);
    }
  });

  test('P2: a check that opens late in a long apply uses no old response', async () => {
    // The clock of the provider jumps by a minute when the file exists, so nothing has to wait.
    const folder = await openFolder({
      'main.tf': `ephemeral "clickup_auth" "first" {}
        resource "terraform_data" "slow" {
          depends_on = [ephemeral.clickup_auth.first]
          provisioner "local-exec" { command = "node revoke.cjs" }
        }
        ephemeral "clickup_auth" "late" { depends_on = [terraform_data.slow] }
        resource "terraform_data" "after" { depends_on = [ephemeral.clickup_auth.late] }`,
      'revoke.cjs': `const { writeFileSync } = require('node:fs');
        const request = require('node:http').request(process.env.REVOKE_URL, { method: 'POST' }, (response) => {
          response.resume().on('end', () => writeFileSync('later', ''));
        });
        request.end();`,
      'clock.cjs': `const { existsSync } = require('node:fs');
        const now = Date.now;
        Date.now = () => now() + (existsSync('later') ? 60_000 : 0);`,
    });
    const PATH = pathWithNodeScript((node) => `exec "${node}" --require "${join(folder.path, 'clock.cjs')}" "$@"`);
    const REVOKE_URL = new URL('/_sandbox/revoke/valid', sandbox.apiUrl).href;
    sandbox.resetCounts();
    const applied = await folder.terraform(['apply', '-auto-approve'], { ...env, PATH, REVOKE_URL });
    expect(existsSync(join(folder.path, 'later'))).toBe(true);
    expect(applied).toMatchObject(REJECTED);
    expect(await created(folder)).toEqual(['terraform_data.slow']);
    // Two for the plan, two for the first check of the apply, two for the late one.
    expect(sandbox.requests.total).toBe(6);
  });

  test('P4: terraform test can replace lists of objects, and Terraform cannot mock the ephemeral resource', async () => {
    const folder = await openFolder(
      {
        'main.tf': `data "clickup_workspaces" "all" {}
          data "clickup_auth" "me" {}
          output "name" { value = data.clickup_workspaces.all.workspaces[0].name }
          output "id" { value = data.clickup_auth.me.authorized_workspaces[0].id }`,
        'tests/names.tftest.hcl': `override_data {
            target = data.clickup_workspaces.all
            values = {
              ids        = ["1"]
              workspaces = [{ id = "1", name = "Mock" }]
            }
          }
          override_data {
            target = data.clickup_auth.me
            values = { authorized_workspaces = [{ id = "7", name = "Mock", role = "owner", member_count = 3 }] }
          }
          run "names" {
            command = plan
            assert {
              condition     = output.name == "Mock" && output.id == "7"
              error_message = "The values were not replaced."
            }
          }`,
      },
      env,
    );
    expect(await folder.terraform(['test'])).toMatchObject({ exitCode: 0 });
    folder.write({
      'main.tf': 'ephemeral "clickup_auth" "gate" {}',
      'tests/names.tftest.hcl': 'mock_provider "clickup" {}\nrun "names" {}',
    });
    expect((await folder.terraform(['test'])).words).toContain('No ephemeral resource types in mock providers');
  });

  test('P6: an unknown certificate is reported with the variable that helps, and works with it', async () => {
    const tls = { cert: readFileSync('test/fixtures/tls/cert.pem'), key: readFileSync('test/fixtures/tls/key.pem') };
    const port = await listen(
      createTlsServer(tls, ({ url = '' }, response) => {
        response.end(JSON.stringify(url.endsWith('/user') ? { user: { id: 1 } } : { teams: [] }));
      }),
    );
    const certificate = join(process.cwd(), 'test/fixtures/tls/cert.pem');
    const folder = await openFolder('data "clickup_auth" "me" {}', {
      ...env,
      CLICKUP_API_URL: `https://localhost:${port}`,
      SSL_CERT_FILE: certificate,
    });
    const failed = await folder.terraform(['plan']);
    expect(failed).toMatchObject({ exitCode: 1, words: expect.stringContaining('Set NODE_EXTRA_CA_CERTS to the PEM') });
    expect(failed.words).toContain('reads neither SSL_CERT_FILE');
    await folder.succeed(['plan'], { NODE_EXTRA_CA_CERTS: certificate });
  });

  test('P8: TF_LOG applies if TF_LOG_PROVIDER is empty', async () => {
    const folder = await openFolder('data "clickup_auth" "me" {}', env);
    const { stderr } = await folder.terraform(['plan'], { TF_LOG: 'trace', TF_LOG_PROVIDER: '' });
    expect(stderr).toContain('provider.clickup');
    expect(stderr).toContain('rpc=/tfplugin6.Provider/ReadDataSource');
  });

  test('P10: twenty data sources explain a rejected token once', async () => {
    const folder = await openFolder('data "clickup_workspace" "each" {\n  count = 20\n  name = "Acme"\n}', {
      ...env,
      CLICKUP_API_TOKEN: sandbox.tokens.revoked,
    });
    const { words } = await folder.terraform(['plan']);
    expect(words.match(/Error: ClickUp rejected the token/g)).toHaveLength(20);
    expect(words.match(/Likely cause:/g)).toHaveLength(1);
    expect(words.match(/Another block of this run has the same failure/g)).toHaveLength(19);
  });

  test('P14: names with lone surrogates can be looped over, created and destroyed', async () => {
    const folder = await openFolder(
      `data "clickup_workspaces" "all" {}
       resource "terraform_data" "each" { for_each = data.clickup_workspaces.all.workspace_ids }
       resource "terraform_data" "every" { for_each = { for one in data.clickup_workspaces.all.workspaces : one.id => one.name } }`,
      {
        ...env,
        CLICKUP_API_URL: await listenWith(['Same \uD800', 'Same \uD801', 'e\u0301', '\u00e9', 'Acme', 'Odd \uDFFF']),
      },
    );
    await folder.succeed(['apply', '-auto-approve']);
    const names = await created(folder);
    expect(names.filter((name) => name.startsWith('terraform_data.each'))).toEqual([
      'terraform_data.each["Acme"]',
      'terraform_data.each["Odd \uFFFD"]',
    ]);
    expect(names).toHaveLength(2 + 6);
    await folder.succeed(['plan', '-detailed-exitcode']);
    await folder.succeed(['destroy', '-auto-approve']);
  });

  test('P9: 4.9 MB of configuration work', async () => {
    const folder = await openFolder(
      `data "clickup_auth" "this" { workspaces = [for _ in range(980) : format("Acme%4996s", "")] }
       output "read" { value = "\${data.clickup_auth.this.username}, \${length(data.clickup_auth.this.workspaces)}" }`,
      env,
    );
    const { words } = await folder.succeed(['plan']);
    expect(words).toContain('read = "Ada Example, 980"');
  });

  test('P9: 4.9 MB of missing Workspaces are one short diagnostic', async () => {
    const folder = await openFolder(
      'data "clickup_auth" "this" { workspaces = [for i in range(980) : format("Initech%4993d", i)] }',
      env,
    );
    const { exitCode, words } = await folder.terraform(['plan']);
    expect(exitCode).toBe(1);
    expect(words.match(/Error:/g)).toHaveLength(1);
    expect(words).toContain('The token has access to "Acme" (9011234080)');
    expect(words.length).toBeLessThan(2_000);
  });
});
