// Each reason as Terraform shows it: the summary, ClickUp's response, and the source line.
import type { Reason } from '../../../src/index.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { describeWith } from '../../tools.js';
import { readDiagnostics } from './diagnostics.js';
import { openFolder, toWords, type Environment } from './harness.js';
import { TITLES } from './titles.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ slowMs: 600_000 });
});

afterAll(async () => {
  await sandbox.close();
});

interface Case {
  readonly main: string;
  readonly env: (sandbox: Sandbox) => Environment;
  /** The source line that Terraform shows. */
  readonly line: string;
  /** Part of the detail. */
  readonly detail: string | RegExp;
}

const DATA_SOURCE = 'data "clickup_auth" "this" {}';

function token(name: keyof Sandbox['tokens']): Case['env'] {
  return ({ tokens }) => ({ CLICKUP_API_TOKEN: tokens[name] });
}

/** processes.test.ts tests `cancelled`. */
const CASES = {
  token_missing: {
    main: DATA_SOURCE,
    env: () => ({ CLICKUP_API_TOKEN: undefined }),
    line: DATA_SOURCE,
    detail: 'The token is empty or not set.',
  },
  token_malformed: {
    main: `provider "clickup" {\n  token = "two words"\n}\n${DATA_SOURCE}`,
    env: () => ({}),
    line: '  token = "two words"',
    detail: 'it contains whitespace',
  },
  token_rejected: {
    main: `provider "clickup" {\n  verify_on_configure = true\n  token = var.token\n}\nvariable "token" { ephemeral = true }\n${DATA_SOURCE}`,
    env: ({ tokens }) => ({ TF_VAR_token: tokens.revoked }),
    line: '  token = var.token',
    detail: 'ClickUp returned 401 OAUTH_025: "Token invalid".',
  },
  workspace_not_authorized: {
    main: 'ephemeral "clickup_auth" "gate" {\n  workspaces = [\n    "Acme",\n    "Initech",\n  ]\n}',
    env: token('valid'),
    line: '    "Initech",',
    detail: 'The token has access to "Acme" (9011234080), "Globex" (9011234081).',
  },
  workspace_ambiguous: {
    main: 'data "clickup_workspace" "this" {\n  name = "Umbrella"\n}',
    env: token('sameName'),
    line: '  name = "Umbrella"',
    detail: '9011234082 ("Umbrella"), 9011234083 ("Umbrella")',
  },
  user_unexpected: {
    main: 'data "clickup_auth" "this" {\n  users = ["10000001", "ada@example.com"]\n}',
    env: token('colleague'),
    line: '  users = ["10000001", "ada@example.com"]',
    detail: 'The token\'s user is "Grace Example", ID 10000024. Expected 10000001 or ada@example.com.',
  },
  token_kind_unexpected: {
    main: 'ephemeral "clickup_auth" "gate" {\n  token_kind_required = "oauth"\n}',
    env: token('valid'),
    line: '  token_kind_required = "oauth"',
    detail: 'The token is a personal token. Expected an OAuth access token.',
  },
  role_insufficient: {
    main: 'data "clickup_auth" "this" {\n  workspaces = ["Acme"]\n  role       = "member"\n}',
    env: token('guest'),
    line: '  role       = "member"',
    detail: 'The token\'s user has the role guest in "Acme" (9011234080). Expected at least member.',
  },
  workspace_unexpected: {
    main: 'ephemeral "clickup_auth" "gate" {\n  workspaces               = ["Acme"]\n  only_required_workspaces = true\n}',
    env: token('valid'),
    line: '  only_required_workspaces = true',
    detail: 'In addition to the required Workspaces, the token has access to "Globex" (9011234081).',
  },
  resource_inaccessible: {
    main: 'data "clickup_auth" "this" {\n  lists = [\n    { id = "901100000001" },\n    { id = "90110000001" },\n  ]\n}',
    env: token('valid'),
    line: '    { id = "90110000001" },',
    detail: '90110000001 is the ID of the Space "Engineering", not of a List.',
  },
  permission_insufficient: {
    main: 'data "clickup_auth" "this" {\n  lists = [\n    { id = "901100000004", permission = "edit" },\n  ]\n}',
    env: token('valid'),
    line: '    { id = "901100000004", permission = "edit" },',
    detail: 'The token\'s user has the permission read on List 901100000004 ("Roadmap"), expected at least edit.',
  },
  rate_limited: {
    main: DATA_SOURCE,
    env: token('limited'),
    line: DATA_SOURCE,
    detail: /ClickUp returned 429 APP_002: "Rate limit reached"\. Retry after \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
  },
  clickup_unavailable: { main: DATA_SOURCE, env: token('outage'), line: DATA_SOURCE, detail: 'ClickUp returned 503.' },
  unreachable: {
    main: 'provider "clickup" {\n  api_url = "http://127.0.0.1:9/api/v2"\n}\n' + DATA_SOURCE,
    env: () => ({}),
    line: DATA_SOURCE,
    detail: 'ECONNREFUSED',
  },
  timed_out: {
    main: `provider "clickup" {\n  timeout_seconds = 1\n}\n${DATA_SOURCE}`,
    env: token('slow'),
    line: DATA_SOURCE,
    detail: 'took longer than 1 s.',
  },
  reply_malformed: {
    main: DATA_SOURCE,
    env: token('wrongShape'),
    line: DATA_SOURCE,
    detail: 'Invalid value at teams[0].id',
  },
  request_refused: { main: DATA_SOURCE, env: token('echo'), line: DATA_SOURCE, detail: '401 OAUTH_999' },
  input_invalid: {
    main: `provider "clickup" {\n  attempts = 99\n}\n${DATA_SOURCE}`,
    env: token('valid'),
    line: '  attempts = 99',
    detail: 'Expected a whole number from 1 to 10.',
  },
} as const satisfies Record<Exclude<Reason, 'cancelled'>, Case>;

const CASE_LIST: (Case & { readonly reason: keyof typeof CASES })[] = Object.entries(CASES).map(([reason, one]) => ({
  ...one,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries() returns string keys
  reason: reason as keyof typeof CASES,
}));

describeWith('terraform', 'a reason as a diagnostic', () => {
  // In parallel, because the cases share only the sandbox.
  test.concurrent.each(CASE_LIST)(
    '$reason shows its line, cause and remedy',
    async ({ reason, main, env, line, detail: expected }) => {
      const defaults = { CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid };
      // One attempt, unless the case sets `attempts`.
      const block = main.includes('provider "clickup"') ? main : `provider "clickup" {\n  attempts = 1\n}\n${main}`;
      const folder = await openFolder(
        block.replace(/(api_url|timeout_seconds) = (.*)\n/, '$1 = $2\n  attempts = 1\n'),
        {
          ...defaults,
          ...env(sandbox),
        },
      );
      const ran = await folder.terraform(['plan', '-json']);
      expect(ran.exitCode).toBe(1);
      const diagnostics = readDiagnostics(ran);
      expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
      const [{ summary, detail, snippet } = { summary: '', detail: '', snippet: undefined }] = diagnostics;
      expect(summary).toContain(TITLES[reason]);
      expect(detail).toMatch(expected);
      expect(detail).toMatch(/Likely cause: [^]+What to do: /);
      expect(snippet?.code).toBe(line);
      expect(detail).not.toMatch(/undefined|null|\[object/);
    },
  );

  test('prints the source line, then what happened, the cause and the remedy', async () => {
    const folder = await openFolder('ephemeral "clickup_auth" "gate" {\n  workspaces = ["Acme", "Initech"]\n}', {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_API_TOKEN: sandbox.tokens.valid,
    });
    const { stderr } = await folder.terraform(['plan']);
    expect(toWords(stderr)).toBe(
      toWords(`Error: Workspace "Initech" is not authorized for this token
        with ephemeral.clickup_auth.gate,
        on main.tf line 2, in ephemeral "clickup_auth" "gate":
        2:   workspaces = ["Acme", "Initech"]
        The token has access to "Acme" (9011234080), "Globex" (9011234081).
        Likely cause: The token's user is not a member of the Workspace, the Workspace was not selected on ClickUp's consent page, or the ID or name is wrong.
        What to do: Check the ID or name. If correct, invite the token's user to the Workspace, or sign in again and select it.
        To destroy existing resources without a valid token, run: CLICKUP_AUTH_ON_FAILURE=warn terraform destroy -refresh=false`),
    );
  });
});

describeWith('terraform', 'an invalid argument', () => {
  test.each([
    ['timeout_seconds = 0', 'a whole number from 1 to 3600'],
    ['timeout_seconds = 1.5', 'a whole number from 1 to 3600'],
    ['attempts = 11', 'a whole number from 1 to 10'],
    ['on_failure = "ignore"', '`error` or `warn`'],
    ['api_url = "http://example.com"', 'an https:// URL'],
    ['api_url = "https://user:pass@example.com"', 'an https:// URL'],
  ])('validate rejects `%s` on its line with the allowed values', async (argument, allowed) => {
    const folder = await openFolder(`provider "clickup" {\n  ${argument}\n}\n${DATA_SOURCE}`);
    const { exitCode, stdout } = await folder.terraform(['validate', '-json']);
    expect(exitCode).toBe(1);
    const diagnostics: { detail: string; snippet: { code: string } }[] = JSON.parse(stdout).diagnostics;
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.snippet.code).toBe(`  ${argument}`);
    expect(diagnostics[0]?.detail).toContain(allowed);
  });

  test.each([
    ['data "clickup_workspace" "this" {}', 'Neither id nor name is set'],
    ['data "clickup_workspace" "this" {\n  id = "1"\n  name = "Acme"\n}', 'Both id and name are set'],
    ['data "clickup_workspaces" "these" {\n  name_regex = "("\n}', 'regular expression'],
  ])('validate rejects `%s`', async (main, message) => {
    const folder = await openFolder(main);
    const { exitCode, words } = await folder.terraform(['validate']);
    expect({ exitCode, words }).toEqual({ exitCode: 1, words: expect.stringContaining(message) });
  });

  test.each([
    ['CLICKUP_AUTH_ON_FAILURE', 'ignore', '`error` or `warn`'],
    ['CLICKUP_API_URL', 'http://example.com', 'an https:// URL'],
  ])('plan names the environment variable in the error for %s=%s', async (name, value, allowed) => {
    const folder = await openFolder(DATA_SOURCE, {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_API_TOKEN: sandbox.tokens.valid,
      [name]: value,
    });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect(exitCode).toBe(1);
    expect(words).toContain(name);
    expect(words).toContain(allowed);
  });

  test('plan rejects an invalid Workspace ID on its line', async () => {
    const folder = await openFolder('data "clickup_workspace_plan" "this" {\n  workspace_id = "a/b"\n}', {
      CLICKUP_API_URL: sandbox.apiUrl,
      CLICKUP_API_TOKEN: sandbox.tokens.valid,
    });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect(exitCode).toBe(1);
    expect(words).toContain('2: workspace_id = "a/b"');
    expect(words).toContain('a Workspace ID');
  });

  test('the data source reports a missing token when there is no provider block', async () => {
    const folder = await openFolder(DATA_SOURCE, { CLICKUP_API_URL: sandbox.apiUrl });
    const { exitCode, words } = await folder.terraform(['plan']);
    expect(exitCode).toBe(1);
    expect(words).toContain(TITLES.token_missing);
    expect(words).toContain('with data.clickup_auth.this, on main.tf line 1');
    expect(words).not.toContain('explicit configuration');
  });
});
