import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SANDBOX_TABLE, startSandbox, type Sandbox } from '../../sandbox/index.js';
import { parseToken } from '../../src/index.js';
import { guardOf } from '../src/guard-of.js';

/** `npm start`, as npm runs it after the build. */
async function demo(env: Record<string, string> = {}): Promise<{ code: unknown; text: string; stderr: string }> {
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

/** The lines without their breaks, which are there for a terminal. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function leaksOf(text: string): string[] {
  return SANDBOX_TABLE.filter(({ token }) => guardOf(parseToken(token)).reveals(text)).map(({ name }) => name);
}

describe('without a token it plays the main job on the sandbox', () => {
  let played: Awaited<ReturnType<typeof demo>>;

  beforeAll(async () => {
    played = await demo();
  });

  test('and ends well', () => {
    expect(played).toMatchObject({ code: 0, stderr: '' });
    expect(unwrapped(played.text)).toMatch(
      /^ClickUp is played by a sandbox on http:\/\/127\.0\.0\.1:\d+\. The Action is the bundle that workflows run\. /,
    );
    expect(unwrapped(played.text)).toContain(
      'All as expected. Next: set CLICKUP_API_TOKEN and run `npm start` again to check your own token.',
    );
  });

  test('in four scenes, each with its story, its outputs and what it means', () => {
    const scenes = played.text.split(/\n\n(?=\d\. )/).slice(1);
    const words = [
      [
        '1. The token works and sees the Workspace “Acme”',
        'The personal token of Ada Example works and is authorized for 1 Workspace.',
        '9011234080 Acme (owner)',
        'outputs: status=ok workspace-id=9011234080 username=Ada Example',
        '✓ The deploy starts.',
      ],
      [
        '2. Someone regenerates the token',
        'Error: ClickUp rejected the token',
        'ClickUp returned 401 OAUTH_025: "Token invalid".',
        'Likely cause: The token was regenerated',
        'What to do: Create a new token in ClickUp',
        'outputs: status=token_rejected',
        '✓ The pipeline stops before the deploy.',
      ],
      [
        '3. The Workspace was never authorized',
        'Error: Workspace "Initech" is not authorized for this token',
        'The token has access to "Acme" (9011234080), "Globex" (9011234081).',
        'What to do: Check the ID or name.',
        'outputs: status=workspace_not_authorized username=Ada Example',
        '✓ The pipeline stops before the deploy.',
      ],
      [
        '4. ClickUp is down, and the workflow says `on-unavailable: warn`',
        'Warning: ClickUp is unavailable',
        'ClickUp returned 503.',
        'This does not mean that the token is invalid.',
        'outputs: status=clickup_unavailable',
        '✓ The pipeline goes on, with a warning.',
      ],
    ];
    expect(scenes).toHaveLength(words.length);
    for (const [index, scene] of scenes.entries()) {
      const places = words[index]?.map((each) => unwrapped(scene).indexOf(each)) ?? [];
      expect({ scene, places }).toEqual({ scene, places: places.toSorted((a, b) => a - b) });
      expect({ scene, missing: words[index]?.filter((_, at) => places[at] === -1) }).toEqual({ scene, missing: [] });
    }
  });

  test('in lines that fit a terminal of 80 columns, without the runner’s commands or colours', () => {
    const lines = played.text.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => line.includes('::') || line.includes('\u001B'))).toEqual([]);
  });

  test('and tells no part of a token', () => {
    expect(leaksOf(played.text)).toEqual([]);
  });
});

test('colours are for who asks for them, and NO_COLOR is honoured', async () => {
  const env = { CLICKUP_API_TOKEN: 'not a token', FORCE_COLOR: '1' };
  expect((await demo(env)).text).toContain('\u001B[31mError:\u001B[39m');
  expect((await demo({ CLICKUP_API_TOKEN: 'not a token', NO_COLOR: '1' })).text).not.toContain('\u001B');
});

describe('with CLICKUP_API_TOKEN it runs the same check on that', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await sandbox.close();
  });

  function check(token: string): ReturnType<typeof demo> {
    return demo({ CLICKUP_API_TOKEN: token, CLICKUP_API_URL: sandbox.apiUrl });
  }

  test('a token that works: exit code 0, and its Workspaces', async () => {
    sandbox.resetCounts();
    const { code, text, stderr } = await check(sandbox.tokens.valid);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 0, stderr: '', leaks: [] });
    expect(text).toMatch(/^Checking the token of CLICKUP_API_TOKEN against CLICKUP_API_URL\.\n\n/);
    expect(text).toContain('9011234080  Acme (owner)');
    expect(text).toContain('outputs: status=ok');
    expect(sandbox.requests).toEqual({
      total: 2,
      byPath: { 'GET /user': 1, 'GET /team': 1 },
      byToken: { valid: 2 },
    });
  });

  test('a token that is dead: exit code 1, and what to do', async () => {
    const { code, text, stderr } = await check(` "${sandbox.tokens.revoked}"\n`);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 1, stderr: '', leaks: [] });
    expect(text).toContain('Error: ClickUp rejected the token');
    expect(text).toContain('What to do: Create a new token');
    expect(text).toContain('outputs: status=token_rejected');
  });

  test('an answer that quotes the token: exit code 1, without the quote', async () => {
    const { code, text, stderr } = await check(sandbox.tokens.echo);
    expect({ code, stderr, leaks: leaksOf(text) }).toEqual({ code: 1, stderr: '', leaks: [] });
    expect(text).toContain('ClickUp returned 401 OAUTH_999 for GET /user');
  });

  test('what is no token: exit code 1, and no request', async () => {
    sandbox.resetCounts();
    const { code, text } = await check('pk_12345678_SECRETSECRET SECRETSECRET');
    expect(code).toBe(1);
    expect(text).toContain('outputs: status=token_malformed');
    expect(text).not.toContain('SECRET');
    expect(sandbox.requests.total).toBe(0);
  });
});
