// Every requirement in the packed package, as an option of the CLI and of the library.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';

const run = promisify(execFile);
const shell = process.platform === 'win32';
let project: string;
let sandbox: Sandbox;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'clickup-auth-package-'));
  sandbox = await startSandbox({ rateLimit: 100_000 });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], { shell });
  const [packed]: { filename: string }[] = JSON.parse(stdout);
  writeFileSync(join(project, 'package.json'), '{"name": "project", "private": true}');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(project, packed?.filename ?? '')];
  await run('npm', install, { cwd: project, shell });
  writeFileSync(
    join(project, 'check.cjs'),
    `const { authenticate } = require('clickup-auth');
     authenticate({ ...JSON.parse(process.argv[2]), token: process.env.TOKEN, apiUrl: process.env.URL }).then(
       ({ requirements }) => console.log('ok', requirements.at(-1).found),
       ({ reason, known }) => console.log(reason, known.requirements.find((one) => !one.isMet).found),
     );`,
  );
}, 120_000);

afterAll(async () => {
  await sandbox.close();
  rmSync(project, { recursive: true, force: true });
});

type Name = keyof Sandbox['tokens'];

/** The options of both, a token that meets them with what is found, and one that does not, with the reason. */
const ROWS: readonly (readonly [object, readonly string[], Name, string, Name, string])[] = [
  [{ users: ['10000001'] }, ['--user', '10000001'], 'valid', '10000001', 'colleague', 'user_unexpected'],
  [{ tokenKind: 'oauth' }, ['--token-kind', 'oauth'], 'oauth', 'oauth', 'valid', 'token_kind_unexpected'],
  [
    { workspaces: ['Acme'], role: 'admin' },
    ['--workspace', 'Acme', '--role', 'admin'],
    'valid',
    'owner',
    'guest',
    'role_insufficient',
  ],
  [
    { workspaces: ['Acme'], onlyRequiredWorkspaces: true },
    ['--workspace', 'Acme', '--only-required-workspaces'],
    'oneWorkspace',
    'no other Workspace',
    'valid',
    'workspace_unexpected',
  ],
  [
    { workspaces: ['Acme'], probeWorkspaces: true },
    ['--workspace', 'Acme', '--probe-workspaces'],
    'valid',
    'access',
    'listedOnly',
    'workspace_not_authorized',
  ],
  [{ lists: ['901100000001'] }, ['--list', '901100000001'], 'valid', 'create', 'noLists', 'resource_inaccessible'],
  [{ folders: ['901100000100'] }, ['--folder', '901100000100'], 'valid', 'access', 'noLists', 'resource_inaccessible'],
  [{ spaces: ['90110000001'] }, ['--space', '90110000001'], 'valid', 'access', 'noLists', 'resource_inaccessible'],
  [
    { lists: [{ id: '901100000002', permission: 'edit' }] },
    ['--list', '901100000002:edit'],
    'valid',
    'edit',
    'reader',
    'permission_insufficient',
  ],
];

test.each(ROWS)('the library: %j', async (options, _, met, found, unmet, reason) => {
  const check = async (name: Name): Promise<string> => {
    const env = { TOKEN: sandbox.tokens[name], URL: sandbox.apiUrl };
    return (await run(process.execPath, ['check.cjs', JSON.stringify(options)], { cwd: project, env })).stdout.trim();
  };
  expect(await check(met)).toBe(`ok ${found}`);
  expect(await check(unmet)).toMatch(new RegExp(`^${reason} `));
});

test.each(ROWS)('the CLI: %j as %j', async (_, options, met, found, unmet, reason) => {
  const check = async (name: Name): Promise<{ status: string; requirements: { found: string }[] }> => {
    const env = { CLICKUP_API_TOKEN: sandbox.tokens[name], CLICKUP_API_URL: sandbox.apiUrl };
    const args = [join(project, 'node_modules/.bin/clickup-auth'), 'check', ...options, '--json'];
    const { stdout } = await run(process.execPath, args, { cwd: project, env }).catch(
      (error: { stdout: string }) => error,
    );
    return JSON.parse(stdout);
  };
  const passed = await check(met);
  expect([passed.status, passed.requirements.at(-1)?.found]).toEqual(['ok', found]);
  expect((await check(unmet)).status).toBe(reason);
});
