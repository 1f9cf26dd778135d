// Each requirement of `clickup_auth` under a real Terraform: met, not met, and invalid.
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { readDiagnostics } from './diagnostics.js';
import { openFolder } from './harness.js';

let sandbox: Sandbox;

beforeAll(async () => (sandbox = await startSandbox({ rateLimit: 100_000 })));
beforeEach(() => sandbox.resetCounts());
afterAll(() => sandbox.close());

const DEPLOYS = '901100000001';

const env = (name: keyof Sandbox['tokens']) => ({
  CLICKUP_API_URL: sandbox.apiUrl,
  CLICKUP_API_TOKEN: sandbox.tokens[name],
});

/** Both blocks with the same arguments, as a gate and as values. */
function blocks(args: string): string {
  return `ephemeral "clickup_auth" "gate" {\n${args}\n}\ndata "clickup_auth" "this" {\n${args}\n}\n`;
}

describeWith('terraform', 'requirements', () => {
  test('all requirements together: what was required and found, with each request once', async () => {
    const folder = await openFolder(
      blocks(`
        workspaces               = ["Acme"]
        users                    = ["10000003"]
        token_kind_required      = "personal"
        role                     = "admin"
        only_required_workspaces = true
        probe_workspaces         = true
        lists = [
          { id = "${DEPLOYS}" },
          { id = "https://app.clickup.com/9011234080/v/l/li/901100000002?pr=1", permission = "edit" },
        ]
        folders = ["901100000100"]
        spaces  = ["https://app.clickup.com/9011234080/v/o/s/90110000001"]`) +
        'output "level" { value = data.clickup_auth.this.level }\n' +
        'output "requirements" { value = data.clickup_auth.this.requirements }\n' +
        'output "list_names" { value = data.clickup_auth.this.list_names }\n',
      env('oneWorkspace'),
    );
    await folder.succeed(['plan', '-out=plan']);
    expect(sandbox.requests.total).toBe(2 + 1 + 4);
    await folder.succeed(['apply', 'plan']);
    const { stdout } = await folder.succeed(['output', '-json']);
    const outputs: Record<string, { value: unknown }> = JSON.parse(stdout);
    expect(outputs['level']?.value).toBe('authorized');
    expect(outputs['list_names']?.value).toEqual({ [DEPLOYS]: 'Deploys', '901100000002': 'Incidents' });
    const acme = { kind: 'workspace', id: '9011234080', name: 'Acme' };
    const none = { kind: null, id: null, name: null };
    expect(outputs['requirements']?.value).toEqual([
      { requirement: 'workspaces', ...acme, required: 'access', found: 'access' },
      { requirement: 'users', ...none, required: '10000003', found: '10000003' },
      { requirement: 'token_kind_required', ...none, required: 'personal', found: 'personal' },
      { requirement: 'role', ...acme, required: 'admin', found: 'owner' },
      { requirement: 'only_required_workspaces', ...none, required: 'no other Workspace', found: 'no other Workspace' },
      { requirement: 'probe_workspaces', ...acme, required: 'access', found: 'access' },
      { requirement: 'lists', kind: 'list', id: DEPLOYS, name: 'Deploys', required: 'access', found: 'create' },
      { requirement: 'lists', kind: 'list', id: '901100000002', name: 'Incidents', required: 'edit', found: 'edit' },
      {
        requirement: 'folders',
        kind: 'folder',
        id: '901100000100',
        name: 'Releases',
        required: 'access',
        found: 'access',
      },
      {
        requirement: 'spaces',
        kind: 'space',
        id: '90110000001',
        name: 'Engineering',
        required: 'access',
        found: 'access',
      },
    ]);
  });

  // reasons.test.ts has one case for each reason.
  test.concurrent.each([
    ['noLists', 'folders = ["901100000100"]', 'Folder 901100000100 is not accessible'],
    ['noLists', 'spaces = ["90110000001"]', 'Space 90110000001 is not accessible'],
    ['listedOnly', 'workspaces       = ["Acme"]\n  probe_workspaces = true', 'is not authorized for this token'],
    ['noRole', 'workspaces = ["Acme"]\n  role       = "guest"', "The role of the token's user is unknown"],
  ] as const)('with the token %s, %s is not met', async (name, args, summary) => {
    const folder = await openFolder(`ephemeral "clickup_auth" "gate" {\n  ${args}\n}`, env(name));
    const ran = await folder.terraform(['plan', '-json']);
    expect(ran.exitCode).toBe(1);
    const [diagnostic] = readDiagnostics(ran);
    expect(diagnostic?.summary).toContain(summary);
    expect(diagnostic?.snippet?.code).toBe(`  ${args.split('\n  ').at(-1)}`);
  });

  test('all unmet requirements are in one diagnostic', async () => {
    const folder = await openFolder(
      `data "clickup_auth" "this" {
        users               = ["7"]
        token_kind_required = "oauth"
        lists               = [{ id = "${DEPLOYS}", permission = "create" }]
      }`,
      env('reader'),
    );
    const { words } = await folder.terraform(['plan']);
    expect(words).toContain('The token belongs to another user (and 2 more)');
    for (const part of ['Expected 7.', 'Expected an OAuth access token.', 'expected at least create']) {
      expect(words).toContain(part);
    }
  });

  test.concurrent.each([
    ['role = "boss"\n  workspaces = ["Acme"]', 'role = "boss"', 'Expected `guest`, `member`, `admin` or `owner`.'],
    ['role = ""\n  workspaces = ["Acme"]', 'role = ""', 'Expected `guest`'],
    ['role = "admin"', 'role = "admin"', 'at least one required Workspace'],
    ['only_required_workspaces = true', 'only_required_workspaces = true', 'at least one required Workspace'],
    ['probe_workspaces = true', 'probe_workspaces = true', 'at least one required Workspace'],
    ['users = [""]', 'users = [""]', 'a user ID or an email address'],
    ['token_kind_required = "bearer"', 'token_kind_required = "bearer"', 'Expected `personal` or `oauth`.'],
    ['lists = [{ id = "1", permission = "write" }]', 'lists = [{ id = "1", permission = "write" }]', '`comment`'],
    ['lists = [null]', 'lists = [null]', 'the ID or URL of a List'],
    [
      'lists = [{ id = "1:edit", permission = "read" }]',
      'lists = [{ id = "1:edit", permission = "read" }]',
      'one permission',
    ],
    ['folders = [null]', 'folders = [null]', 'the ID or URL of a Folder'],
    ['folders = ["https://example.com/v/o/f/1"]', 'folders = ["https://example.com/v/o/f/1"]', 'a host other than'],
    ['spaces = ["1:edit"]', 'spaces = ["1:edit"]', 'without a permission'],
  ])('%s is invalid before a request is sent', async (args, line, expected) => {
    const folder = await openFolder(`data "clickup_auth" "this" {\n  ${args}\n}`, env('valid'));
    const ran = await folder.terraform(['validate', '-json']);
    expect(ran.exitCode).toBe(1);
    const { diagnostics }: { diagnostics: { detail: string; snippet: { code: string } }[] } = JSON.parse(ran.stdout);
    expect(diagnostics.map(({ snippet }) => snippet.code.trim())).toEqual([line]);
    expect(diagnostics[0]?.detail).toContain(expected);
  });

  test('values that are unknown until apply are checked when they are known', async () => {
    const folder = await openFolder(
      `resource "terraform_data" "id" { input = "${DEPLOYS}" }
      data "clickup_auth" "this" {
        workspaces = [terraform_data.id.output == "" ? "Globex" : "Acme"]
        role       = terraform_data.id.output == "" ? "owner" : "member"
        users      = [terraform_data.id.output == "" ? "1" : "10000001"]
        lists = [
          { id = terraform_data.id.output, permission = "edit" },
          terraform_data.id.output == "" ? { id = "1", permission = "read" } : { id = "901100000002", permission = "read" },
        ]
      }
      output "level" { value = data.clickup_auth.this.level }`,
      env('valid'),
    );
    await folder.succeed(['plan']);
    expect(sandbox.requests.total).toBe(0);
    const { words } = await folder.succeed(['apply', '-auto-approve']);
    expect(words).toContain('level = "authorized"');
  });

  test('an archived List passes with a warning that names it', async () => {
    const folder = await openFolder(
      'data "clickup_auth" "this" {\n  lists = [{ id = "901100000005" }]\n}',
      env('valid'),
    );
    const { words } = await folder.succeed(['plan']);
    expect(words).toContain('Warning: A required item is archived');
    expect(words).toContain('List 901100000005 ("Old deploys") is archived.');
  });

  test('with on_failure = "warn", an unmet requirement is a warning', async () => {
    const folder = await openFolder(
      `data "clickup_auth" "this" {\n  lists = [{ id = "${DEPLOYS}", permission = "edit" }]\n}`,
      { ...env('reader'), CLICKUP_AUTH_ON_FAILURE: 'warn' },
    );
    const { words } = await folder.succeed(['plan']);
    expect(words).toContain('Warning: The permission on a List is too low');
  });
});
