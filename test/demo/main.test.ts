import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken } from '../../src/index.js';
import { guardOf } from '../src/guard-of.js';

/** Runs `npm start` without the build. */
async function runDemo(env: Record<string, string> = {}): Promise<{ code: unknown; text: string; stderr: string }> {
  const child = spawn(process.execPath, ['dist/demo/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, text, stderr };
}

/** Undoes the line breaks, which depend on the width of the terminal. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function leaksOf(text: string): string[] {
  return SANDBOX_TABLE.filter(({ token }) => guardOf(parseToken(token)).reveals(text)).map(({ name }) => name);
}

describe('without a token', () => {
  let result: Awaited<ReturnType<typeof runDemo>>;

  beforeAll(async () => {
    result = await runDemo();
  });

  test('exits 0 and says where the emulator runs and what to do next', () => {
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(unwrapped(result.text)).toMatch(
      /^This demo runs the bundle of the Action against a local ClickUp emulator on http:\/\/127\.0\.0\.1:\d+\. /,
    );
    expect(unwrapped(result.text)).toContain(
      'All results are as expected. To check your own token, set CLICKUP_API_TOKEN and run `npm start` again.',
    );
  });

  test('prints five scenarios with the log, the outputs and the effect on the pipeline', () => {
    const scenarios = result.text.split(/\n\n(?=\d\. )/).slice(1);
    const expected = [
      [
        '1. The token has access to the Workspace "Acme"',
        'The personal token of Ada Example is scoped to Acme.',
        '9011234080 Acme (owner)',
        'outputs: status=ok workspace-id=9011234080 username=Ada Example',
        '✓ The deploy starts.',
      ],
      [
        '2. The token was regenerated in ClickUp',
        'Error: ClickUp rejected the token',
        'ClickUp returned 401 OAUTH_025: "Token invalid".',
        'Likely cause: The token was regenerated',
        'What to do: Create a new token in ClickUp',
        'outputs: status=token_rejected',
        '✓ The pipeline stops before the deploy.',
      ],
      [
        '3. The token is valid, but the Workspace is not authorized',
        'Error: Workspace "Initech" is not authorized for this token',
        'The token has access to "Acme" (9011234080), "Globex" (9011234081).',
        'What to do: Check the ID or name.',
        'outputs: status=workspace_not_authorized username=Ada Example',
        '✓ The pipeline stops before the deploy.',
      ],
      [
        "4. The token's user may only read the List that the deploy edits",
        'Error: The permission on a List is too low',
        'has the permission read on List 901100000001 ("Deploys"), expected at least edit.',
        'outputs: status=permission_insufficient',
        '✓ The pipeline stops before the deploy.',
      ],
      [
        '5. ClickUp is down, and the workflow sets `on-unavailable: warn`',
        'Warning: ClickUp is unavailable',
        'ClickUp returned 503.',
        'This does not mean that the token is invalid.',
        'outputs: status=clickup_unavailable',
        '✓ The pipeline continues with a warning.',
      ],
    ];
    expect(scenarios).toHaveLength(expected.length);
    for (const [index, scenario] of scenarios.entries()) {
      const places = expected[index]?.map((each) => unwrapped(scenario).indexOf(each)) ?? [];
      expect({ scenario, places }).toEqual({ scenario, places: places.toSorted((a, b) => a - b) });
      expect({ scenario, missing: expected[index]?.filter((_, at) => places[at] === -1) }).toEqual({
        scenario,
        missing: [],
      });
    }
  });

  test('fits 80 columns, and contains no workflow commands and no colors', () => {
    const lines = result.text.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => line.includes('::') || line.includes('\u001B'))).toEqual([]);
  });

  test('contains no part of a token', () => {
    expect(leaksOf(result.text)).toEqual([]);
  });
});

test('prints colors with FORCE_COLOR and none with NO_COLOR', async () => {
  const env = { CLICKUP_API_TOKEN: 'not a token', FORCE_COLOR: '1' };
  expect((await runDemo(env)).text).toContain('\u001B[31mError:\u001B[39m');
  expect((await runDemo({ CLICKUP_API_TOKEN: 'not a token', NO_COLOR: '1' })).text).not.toContain('\u001B');
});

describe('with CLICKUP_API_TOKEN', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await sandbox.close();
  });

  function check(token: string): ReturnType<typeof runDemo> {
    return runDemo({ CLICKUP_API_TOKEN: token, CLICKUP_API_URL: sandbox.apiUrl });
  }

  test('exits 0 and lists the Workspaces if the token is valid', async () => {
    sandbox.resetCounts();
    const { code, text, stderr } = await check(sandbox.tokens.valid);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 0, stderr: '', leaks: [] });
    expect(text).toMatch(/^Checking the token in CLICKUP_API_TOKEN against CLICKUP_API_URL\.\n\n/);
    expect(text).toContain('9011234080  Acme (owner)');
    expect(text).toContain('outputs: status=ok');
    expect(sandbox.requests).toEqual({
      total: 2,
      byPath: { 'GET /user': 1, 'GET /team': 1 },
      byToken: { valid: 2 },
    });
  });

  test('exits 1 and says what to do if the token is rejected', async () => {
    const { code, text, stderr } = await check(` "${sandbox.tokens.revoked}"\n`);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 1, stderr: '', leaks: [] });
    expect(text).toContain('Error: ClickUp rejected the token');
    expect(text).toContain('What to do: Create a new token');
    expect(text).toContain('outputs: status=token_rejected');
  });

  test('exits 1 and does not print the token if the response contains it', async () => {
    const { code, text, stderr } = await check(sandbox.tokens.echo);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 1, stderr: '', leaks: [] });
    expect(text).toContain('ClickUp returned 401 OAUTH_999 for GET /user');
  });

  test('exits 1 without sending a request if the token is malformed', async () => {
    sandbox.resetCounts();
    const { code, text } = await check('pk_12345678_SECRETSECRET SECRETSECRET');
    expect(code).toBe(1);
    expect(text).toContain('outputs: status=token_malformed');
    expect(text).not.toContain('SECRET');
    expect(sandbox.requests.total).toBe(0);
  });
});
