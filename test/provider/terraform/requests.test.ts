// One provider process sends two requests, regardless of the number of data sources.
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { openFolder, pathWithNodeScript, type Environment } from './harness.js';
import { readPids } from './processes.js';

let sandbox: Sandbox;
let env: Environment;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1_000_000 });
  env = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
});

beforeEach(() => {
  sandbox.resetCounts();
});

afterAll(async () => {
  await sandbox.close();
});

const FIFTY = `data "clickup_auth" "each" {
  count      = 20
  workspaces = ["Acme"]
}
data "clickup_workspace" "each" {
  count = 20
  name  = count.index % 2 == 0 ? "Acme" : "Globex"
}
data "clickup_workspaces" "each" {
  count = 10
}
output "read" {
  value = length(data.clickup_auth.each) + length(data.clickup_workspace.each) + length(data.clickup_workspaces.each)
}
`;

describeWith('terraform', 'number of requests', () => {
  test('a plan with 50 data sources and an ephemeral resource sends two requests', async () => {
    const folder = await openFolder(`${FIFTY}ephemeral "clickup_auth" "gate" {}`, env);
    const planned = await folder.terraform(['plan']);
    expect(planned).toMatchObject({ exitCode: 0, words: expect.stringContaining('read = 50') });
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });

  test('a plan with a revoked token sends two requests, and each data source reports the error', async () => {
    const folder = await openFolder(FIFTY, { ...env, CLICKUP_API_TOKEN: sandbox.tokens.revoked });
    const planned = await folder.terraform(['plan']);
    expect(planned).toMatchObject({ exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') });
    expect(sandbox.requests.byPath['GET /user']).toBe(1);
    expect(sandbox.requests.byPath['GET /team']).toBe(1);
  });

  test('plan and seats send one request per Workspace', async () => {
    const folder = await openFolder(
      `data "clickup_workspace_plan" "each" {
         count        = 20
         workspace_id = count.index % 2 == 0 ? "9011234080" : "9011234081"
       }
       data "clickup_workspace_seats" "each" {
         count        = 20
         workspace_id = "9011234080"
       }`,
      env,
    );
    await folder.succeed(['plan']);
    const { 'GET /user': user = 0, 'GET /team': team = 0, ...details } = sandbox.requests.byPath;
    expect(details).toEqual({
      'GET /team/9011234080/plan': 1,
      'GET /team/9011234081/plan': 1,
      'GET /team/9011234080/seats': 1,
    });
    expect(Math.max(user, team)).toBeLessThanOrEqual(1);
  });

  test('seats of a Workspace that is not authorized fail on the line of its ID', async () => {
    const folder = await openFolder('data "clickup_workspace_seats" "this" {\n  workspace_id = "42"\n}', env);
    const { exitCode, words } = await folder.terraform(['plan']);
    expect(exitCode).toBe(1);
    expect(words).toContain('Workspace "42" is not authorized for this token');
    expect(words).toContain('2: workspace_id = "42"');
  });

  test('P9: each provider alias sends its own requests, because it can have another token, and starts once per walk', async () => {
    const folder = await openFolder(
      `provider "clickup" {}
       provider "clickup" { alias = "other" }
       provider "clickup" { alias = "third" }
       data "clickup_auth" "this" {}
       data "clickup_auth" "that" { provider = clickup.other }
       data "clickup_auth" "again" { provider = clickup.other }
       data "clickup_workspaces" "third" { provider = clickup.third }`,
      env,
    );
    const starts = join(folder.path, 'starts');
    const PATH = pathWithNodeScript((node) => `echo $$ >> "${starts}"; exec "${node}" "$@"`);
    await folder.succeed(['plan'], { PATH });
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 3, 'GET /team': 3 });
    // The schema once, then each alias for validation and for the plan.
    expect(readPids(starts)).toHaveLength(1 + 3 + 3);
  });

  test('P9: 40 provider aliases start 40 processes per walk, and each sends two requests', async () => {
    const count = 40;
    const aliases = Array.from(
      { length: count },
      (_, index) => `
        provider "clickup" { alias = "p${index}" }
        data "clickup_auth" "p${index}" { provider = clickup.p${index} }`,
    );
    const folder = await openFolder(aliases.join('\n'), env);
    const starts = join(folder.path, 'starts');
    const PATH = pathWithNodeScript((node) => `echo $$ >> "${starts}"; exec "${node}" "$@"`);
    await folder.succeed(['plan'], { PATH });
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': count, 'GET /team': count });
    // The schema once, then each alias for validation and for the plan.
    expect(readPids(starts)).toHaveLength(1 + count + count);
  }, 60_000);

  test('a transient error is retried, and a rate limit is awaited', async () => {
    for (const name of ['flaky', 'limitedOnce'] as const) {
      sandbox.resetCounts();
      const folder = await openFolder('data "clickup_auth" "this" {}', {
        ...env,
        CLICKUP_API_TOKEN: sandbox.tokens[name],
      });
      await folder.succeed(['plan']);
      expect(sandbox.requests.byPath).toEqual({ 'GET /user': 2, 'GET /team': 2 });
    }
  });
});
