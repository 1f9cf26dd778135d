import { startSandbox, type Sandbox, type SandboxTokenName } from '../../sandbox/index.js';
import { parseJson, removeTemporaryDirectories, runCli, type CliResult } from './run.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1000 });
});

afterAll(async () => {
  await sandbox.close();
  removeTemporaryDirectories();
});

beforeEach(() => sandbox.resetCounts());

function check(name: SandboxTokenName, ...args: string[]): Promise<CliResult> {
  const env = { CLICKUP_API_TOKEN: sandbox.tokens[name], CLICKUP_API_URL: sandbox.apiUrl };
  return runCli(['check', ...args], { env });
}

const ACME = ['--workspace', 'Acme'];

test.each<[string, SandboxTokenName, string[], string]>([
  ['--user with the ID', 'colleague', ['--user', '10000024'], 'is recognized.'],
  ['--user with one of several', 'valid', ['--user', 'x@example.com', '--user', '10000001'], 'is recognized.'],
  ['--token-kind', 'oauth', ['--token-kind', 'oauth'], 'is recognized.'],
  ['--role', 'valid', [...ACME, '--role', 'Admin'], 'is scoped to Acme.'],
  ['--only-required-workspaces', 'oneWorkspace', [...ACME, '--only-required-workspaces'], 'is scoped to Acme.'],
  ['--probe-workspaces', 'valid', [...ACME, '--probe-workspaces'], 'is scoped to Acme.'],
  ['--list', 'reader', ['--list', '901100000001'], 'is authorized: access to List 901100000001 (Deploys).'],
  [
    '--list with a permission',
    'valid',
    ['--list', '901100000001: edit'],
    'is authorized: create on List 901100000001 (Deploys).',
  ],
  [
    '--list with a URL',
    'valid',
    ['--list', 'https://app.clickup.com/9011234080/v/li/901100000002:edit'],
    'is authorized: edit on List 901100000002 (Incidents).',
  ],
  ['--folder', 'valid', ['--folder', '901100000100'], 'is authorized: access to Folder 901100000100 (Releases).'],
  ['--space', 'valid', ['--space', '90110000001'], 'is authorized: access to Space 90110000001 (Engineering).'],
])('check passes if %s is met, and claims no more', async (_, name, args, proof) => {
  const { exitCode, stdout, stderr } = await check(name, ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/^✓ The (?:personal|OAuth) token of /);
  expect(stdout.split('\n', 1)[0]).toMatch(new RegExp(`\\) ${proof.replaceAll(/[.()]/g, '\\$&')}$`));
  expect(stdout).toContain('REQUIREMENT');
});

test.each<[string, SandboxTokenName, string[], string, string]>([
  ['--user', 'colleague', ['--user', '10000001'], 'user_unexpected', '--user'],
  ['--token-kind', 'valid', ['--token-kind', 'oauth'], 'token_kind_unexpected', '--token-kind'],
  ['--role', 'guest', [...ACME, '--role', 'member'], 'role_insufficient', '--role'],
  ['--role without a role', 'noRole', [...ACME, '--role', 'guest'], 'role_insufficient', '--role'],
  [
    '--only-required-workspaces',
    'valid',
    [...ACME, '--only-required-workspaces'],
    'workspace_unexpected',
    '--only-required-workspaces',
  ],
  [
    '--probe-workspaces',
    'listedOnly',
    [...ACME, '--probe-workspaces'],
    'workspace_not_authorized',
    '--probe-workspaces',
  ],
  ['--list', 'noLists', ['--list', '901100000001'], 'resource_inaccessible', '--list (number 1)'],
  ['--folder', 'noLists', ['--folder', '901100000100'], 'resource_inaccessible', '--folder (number 1)'],
  ['--space', 'noLists', ['--space', '90110000001'], 'resource_inaccessible', '--space (number 1)'],
  [
    'the permission of --list',
    'reader',
    ['--list', '901100000004:read', '--list', '901100000001:comment'],
    'permission_insufficient',
    '--list (number 2)',
  ],
])('check exits with 1 if %s is not met, and names the option', async (_, name, args, status, input) => {
  const { exitCode, stdout } = await check(name, ...args, '--json');
  expect(exitCode).toBe(1);
  const output = parseJson(stdout);
  expect(output).toMatchObject({ exitCode: 1, status, input });
  expect(output['requirements']).toContainEqual(expect.objectContaining({ isMet: false }));
  expect(output).not.toHaveProperty('level');
});

test.each([
  ['--user', ''],
  ['--user', 'Ada'],
  ['--user', ','],
  ['--token-kind', ''],
  ['--token-kind', 'bot'],
  ['--role', ''],
  ['--role', 'boss'],
  ['--workspace', ','],
  ['--list', ''],
  ['--list', '[]'],
  ['--list', '# none'],
  ['--list', 'Deploys'],
  ['--list', '901100000001:write'],
  ['--list', 'https://example.com/9011234080/v/li/901100000001'],
  ['--list', 'https://app.clickup.com/9011234080/v/s/90110000001'],
  ['--folder', ''],
  ['--folder', '901100000100:edit'],
  ['--space', ' '],
])('check rejects %s %j without a request', async (option, value) => {
  const { exitCode, stdout } = await check('valid', ...ACME, option, value, '--json');
  expect(exitCode).toBe(2);
  expect(parseJson(stdout)).toMatchObject({ status: 'input_invalid', input: expect.stringContaining(option) });
  expect(sandbox.requests.total).toBe(0);
});

test.each([['--role', 'member'], ['--only-required-workspaces'], ['--probe-workspaces']])(
  'check rejects %s without --workspace',
  async (...args) => {
    const { exitCode, stdout } = await check('valid', ...args, '--json');
    expect(exitCode).toBe(2);
    expect(parseJson(stdout)).toMatchObject({
      input: args[0],
      message: expect.stringContaining('at least one required Workspace'),
    });
    expect(sandbox.requests.total).toBe(0);
  },
);

test('check prints what was required and what was found', async () => {
  const { stdout } = await check(
    'valid',
    ...ACME,
    '--role',
    'member',
    '--user',
    '10000001',
    '--list',
    '901100000001:edit',
  );
  expect(stdout).toContain(
    [
      '',
      '     REQUIREMENT                  REQUIRED  FOUND',
      '  ✓  Workspace Acme (9011234080)  access    access',
      '  ✓  User                         10000001  10000001',
      '  ✓  Role in Acme (9011234080)    member    owner',
      '  ✓  List Deploys (901100000001)  edit      create',
      '',
    ].join('\n'),
  );
});

test('check prints every requirement that is not met, first in the table and in one message', async () => {
  const args = [...ACME, '--user', 'ada@example.com', '--list', '901100000001:edit', '--list', '90110000001'];
  const { exitCode, stdout, stderr } = await check('reader', ...args);
  expect(exitCode).toBe(1);
  expect(stdout.split('\n').slice(1, 5)).toEqual([
    expect.stringMatching(/^ {2}✗ {2}User +ada@example.com +\d+$/),
    expect.stringMatching(/^ {2}✗ {2}List Deploys \(901100000001\) +edit +read$/),
    expect.stringMatching(/^ {2}✗ {2}List 90110000001 +access +no access$/),
    expect.stringMatching(/^ {2}✓ {2}Workspace Acme/),
  ]);
  expect(stderr).toContain('✗ The token belongs to another user (and 2 more)\n');
  expect(stderr).toContain('90110000001 is the ID of the Space "Engineering", not of a List.');
  expect(stderr).toContain('or correct --user.');
  expect(stderr).toContain('The token came from CLICKUP_API_TOKEN.');
});

test('check --quiet prints no table', async () => {
  const { stdout } = await check('reader', '--list', '901100000001:edit', '--quiet');
  expect(stdout).toBe('');
});

test('check prints at most 20 requirements', async () => {
  const lists = Array.from({ length: 25 }, () => ['--list', '901100000001']).flat();
  const { stdout } = await check('valid', ...lists);
  expect(stdout).toContain('\n  and 5 more. To list all: --json\n');
  expect(sandbox.requests.byPath).toMatchObject({ 'GET /list/901100000001': 1 });
});

// Node.js 20 warns about more than ten listeners.
test('check and audit print no warning of Node.js with many Lists', async () => {
  const lists = Array.from({ length: 30 }, (_, index) => String(901100001000 + index));
  const checked = await check('valid', '--list', lists.join(','));
  expect(checked.stderr).not.toContain('Warning');
  const entries = ['A', 'B'].map((name, index) => ({ name, secret: 'TOKEN', lists: lists.slice(index * 5) }));
  const env = { TOKEN: sandbox.tokens.valid, CLICKUP_API_URL: sandbox.apiUrl };
  const audited = await runCli(['audit', '-'], { env, stdin: JSON.stringify(entries) });
  expect(audited.stderr).not.toContain('Warning');
});

test('check --json has the level and the result of each requirement', async () => {
  const { stdout } = await check('valid', ...ACME, '--list', '901100000001:edit', '--json');
  expect(parseJson(stdout)).toMatchObject({
    level: 'authorized',
    requirements: [
      { requirement: 'workspaces', subject: { id: '9011234080' }, isMet: true },
      {
        requirement: 'lists',
        subject: { kind: 'list', id: '901100000001', name: 'Deploys' },
        required: 'edit',
        found: 'create',
        isMet: true,
      },
    ],
  });
});

test('check warns about an archived List and passes', async () => {
  const { exitCode, stderr } = await check('valid', '--list', '901100000005');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^Warning: List 901100000005 \("Old deploys"\) is archived\./);
});

test('--token-kind is no secret, but other options with "token" in their name are', async () => {
  const kind = await check('valid', '--token-kind=personal');
  expect(kind.exitCode).toBe(0);
  for (const option of ['--token-kinds=x', '--token=x', `--token-kind=${sandbox.tokens.valid}`]) {
    const { exitCode, stderr } = await check('valid', option);
    expect({ exitCode, isSecret: stderr.includes('Secrets are not accepted') }).toEqual({
      exitCode: 2,
      isSecret: true,
    });
  }
});

test.each(['check', 'audit'])('%s --help lists the options of requirements', async (command) => {
  const { stdout } = await runCli([command, '--help']);
  for (const option of [
    '--user <id or email>',
    '--token-kind <kind>',
    '--role <role>',
    '--only-required-workspaces',
    '--probe-workspaces',
    '--list <id or URL>',
    '--folder <id or URL>',
    '--space <id or URL>',
  ]) {
    expect(stdout).toContain(option);
  }
});
