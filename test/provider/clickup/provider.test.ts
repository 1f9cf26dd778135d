import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { UNKNOWN } from '../../../provider/protocol/value.js';
import { openProvider, type OpenProvider } from '../open.js';

let sandbox: Sandbox;
let provider: OpenProvider;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1_000_000, slowMs: 600_000 });
});
afterAll(async () => sandbox.close());

beforeEach(() => sandbox.resetCounts());
afterEach(() => provider.close());

/** Opens a provider with the URL of the sandbox and these environment variables. */
async function open(env: Readonly<Record<string, string>> = {}): Promise<OpenProvider> {
  provider = await openProvider({ CLICKUP_API_URL: sandbox.apiUrl, ...env });
  return provider;
}

describe('provider configuration', () => {
  test('reads the token from an argument first, then from the environment', async () => {
    await open({ CLICKUP_API_TOKEN: sandbox.tokens.oauth });
    await provider.configure();
    expect((await provider.read('clickup_auth')).value).toMatchObject({ token_kind: 'oauth' });
    await provider.configure({ token: sandbox.tokens.guest });
    expect((await provider.read('clickup_auth')).value).toMatchObject({ token_kind: 'personal' });
    await provider.configure({ token: '', api_url: '', on_failure: '' });
    expect((await provider.read('clickup_auth')).value).toMatchObject({ token_kind: 'oauth' });
  });

  test.each([
    [{ timeout_seconds: 0 }, 'timeout_seconds', 'a whole number from 1 to 3600'],
    [{ timeout_seconds: 3601 }, 'timeout_seconds', 'a whole number from 1 to 3600'],
    [{ timeout_seconds: 0.5 }, 'timeout_seconds', 'a whole number from 1 to 3600'],
    [{ attempts: 11 }, 'attempts', 'a whole number from 1 to 10'],
    [{ api_url: 'http://example.com' }, 'api_url', 'an https:// URL'],
    [{ on_failure: 'ignore' }, 'on_failure', '`error` or `warn`'],
    [{ token: 'two words' }, 'token', 'it contains whitespace'],
  ])('%j is rejected at its attribute by validate and by configure', async (config, attribute, allowed) => {
    await open({ CLICKUP_API_TOKEN: sandbox.tokens.valid });
    const detail = expect.stringContaining(allowed);
    const expected = [expect.objectContaining({ severity: 'error', attribute, detail })];
    expect(await provider.validate(config)).toEqual(expected);
    expect(await provider.configure(config)).toEqual(expected);
  });

  test('validate reports all errors', async () => {
    await open();
    const diagnostics = await provider.validate({ token: 'two words', attempts: 99, on_failure: 'no' });
    expect(diagnostics.map(({ attribute }) => attribute)).toEqual(['attempts', 'on_failure', 'token']);
  });

  test.each([
    ['no token', {}, 'ClickUp token is missing', 'CLICKUP_API_TOKEN'],
    ['CLICKUP_API_TOKEN', { CLICKUP_API_TOKEN: 'two words' }, 'ClickUp token is malformed', 'whitespace'],
    ['CLICKUP_API_URL', { CLICKUP_API_TOKEN: 'x', CLICKUP_API_URL: 'nowhere' }, 'CLICKUP_API_URL is invalid', 'https'],
    ['CLICKUP_AUTH_ON_FAILURE', { CLICKUP_AUTH_ON_FAILURE: 'no' }, 'CLICKUP_AUTH_ON_FAILURE is invalid', '`warn`'],
  ])('%s in the environment is reported by a read, not by validate', async (_what, env, summary, detail) => {
    await open(env);
    expect(await provider.validate({})).toEqual([]);
    expect(await provider.configure()).toEqual([]);
    const { value, diagnostics } = await provider.read('clickup_auth');
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([
      { severity: 'error', summary, detail: expect.stringContaining(detail), attribute: undefined },
    ]);
  });

  test('validate skips unknown values', async () => {
    await open();
    expect(await provider.validate({ token: UNKNOWN, attempts: UNKNOWN, api_url: UNKNOWN })).toEqual([]);
    expect(sandbox.requests.total).toBe(0);
  });

  test('configure sends no request', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.valid });
    expect(sandbox.requests.total).toBe(0);
  });

  test('configure checks the token and reports errors at token with verify_on_configure', async () => {
    await open();
    expect(await provider.configure({ token: sandbox.tokens.valid, verify_on_configure: true })).toEqual([]);
    expect(await provider.configure({ token: sandbox.tokens.revoked, verify_on_configure: true })).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'ClickUp rejected the token', attribute: 'token' }),
    ]);
    expect(await provider.configure({ verify_on_configure: true })).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'ClickUp token is missing', attribute: 'token' }),
    ]);
  });

  test('a read fails before configure', async () => {
    await open();
    expect((await provider.read('clickup_auth')).diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'Provider is not configured' }),
    ]);
  });
});

describe('an unknown token', () => {
  test('fails a data source with the alternatives, without sending a request', async () => {
    await open({ CLICKUP_API_TOKEN: sandbox.tokens.valid });
    expect(await provider.configure({ token: UNKNOWN, verify_on_configure: true })).toEqual([]);
    const { value, diagnostics } = await provider.read('clickup_auth');
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'Provider arguments unknown until apply: token' }),
    ]);
    expect(diagnostics[0]?.detail).toMatch(/-target=.*CLICKUP_API_TOKEN.*ephemeral resource/);
    expect(sandbox.requests.total).toBe(0);
  });

  test('defers the ephemeral resource: computed attributes are unknown, and no request is sent', async () => {
    await open();
    await provider.configure({ token: UNKNOWN });
    const { value, diagnostics } = await provider.openEphemeral({ workspaces: ['Acme'] });
    expect(diagnostics).toEqual([]);
    expect(value).toMatchObject({
      workspaces: ['Acme'],
      lists: null,
      level: UNKNOWN,
      requirements: UNKNOWN,
      list_names: UNKNOWN,
      user_id: UNKNOWN,
      username: UNKNOWN,
      email: UNKNOWN,
      token_kind: UNKNOWN,
      authorized_workspaces: UNKNOWN,
      workspace_ids: UNKNOWN,
    });
    expect(sandbox.requests.total).toBe(0);
  });
});

describe('requests', () => {
  test('50 parallel reads send two requests', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.valid });
    const reads = Array.from({ length: 50 }, async (_, index) => {
      return index % 2 === 0 ? provider.read('clickup_auth') : provider.read('clickup_workspace', { name: 'Acme' });
    });
    for (const { diagnostics } of await Promise.all(reads)) expect(diagnostics).toEqual([]);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });

  test('plan and seats send one request per Workspace', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.valid });
    const ids = ['9011234080', '9011234081', '9011234080'];
    await Promise.all(
      ids.flatMap((workspace_id) => [
        provider.read('clickup_workspace_plan', { workspace_id }),
        provider.read('clickup_workspace_seats', { workspace_id }),
      ]),
    );
    expect(sandbox.requests.byPath).toEqual({
      'GET /team/9011234080/plan': 1,
      'GET /team/9011234080/seats': 1,
      'GET /team/9011234081/plan': 1,
      'GET /team/9011234081/seats': 1,
    });
  });

  test('a failed request is not sent again: reads share the failure', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.outage, attempts: 1 });
    const first = await provider.read('clickup_auth');
    const sent = sandbox.requests.total;
    const { summary } = first.diagnostics[0] ?? {};
    expect((await provider.read('clickup_workspaces')).diagnostics).toEqual([
      { severity: 'error', summary, detail: expect.stringMatching(/^ClickUp returned 503\./), attribute: undefined },
    ]);
    expect(sandbox.requests.total).toBe(sent);
  });

  test('configure clears cached responses and failures', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.revoked });
    expect((await provider.read('clickup_auth')).diagnostics).toHaveLength(1);
    await provider.configure({ token: sandbox.tokens.valid });
    expect((await provider.read('clickup_auth')).diagnostics).toEqual([]);
  });

  test('stop cancels pending requests, which can then be sent again', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.slow, on_failure: 'warn' });
    const read = provider.read('clickup_auth');
    while (sandbox.requests.total < 2) await new Promise(setImmediate);
    await provider.stop();
    expect((await read).diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'The check was cancelled' }),
    ]);
    const again = provider.read('clickup_auth');
    while (sandbox.requests.total < 4) await new Promise(setImmediate);
    await provider.stop();
    await again;
  });

  test('stop has no effect before configure', async () => {
    await open();
    await provider.stop();
    expect(await provider.configure({ token: sandbox.tokens.valid })).toEqual([]);
  });
});

describe('on_failure = "warn"', () => {
  test('turns a failed check into a warning and leaves the values out', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.revoked, on_failure: 'warn' });
    const { value, diagnostics } = await provider.read('clickup_workspace', { name: 'Acme' });
    expect(value).toEqual({ id: null, name: 'Acme', color: null, avatar: null, role: null, member_count: null });
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'warning', summary: 'ClickUp rejected the token' }),
    ]);
    expect(diagnostics[0]?.detail).toMatch(
      /`on_failure` is `warn`: the run continues\. The attributes of data sources are null.*add `-refresh=false`/,
    );
    const ephemeral = await provider.openEphemeral({ workspaces: ['Acme'] });
    // Terraform can evaluate every expression with an unknown value, which a data source must not return.
    expect(ephemeral.value).toMatchObject({ workspaces: ['Acme'], user_id: UNKNOWN, workspace_ids: UNKNOWN });
    expect(ephemeral.diagnostics).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  test('is also read from the environment, and applies to a missing token', async () => {
    await open({ CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(await provider.configure()).toEqual([]);
    const { value, diagnostics } = await provider.read('clickup_workspaces');
    expect(value).toEqual({ name_regex: null, workspaces: null, ids: null, workspace_ids: null });
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'warning', summary: 'ClickUp token is missing' }),
    ]);
  });

  test('applies to verify_on_configure', async () => {
    await open();
    const config = { token: sandbox.tokens.revoked, on_failure: 'warn', verify_on_configure: true };
    expect(await provider.configure(config)).toEqual([
      expect.objectContaining({ severity: 'warning', attribute: 'token' }),
    ]);
  });

  test.each([
    ['an invalid provider argument', { attempts: 99 }],
    ['an unknown token', { token: UNKNOWN }],
  ])('does not apply to %s', async (_what, config) => {
    await open();
    const diagnostics = [...(await provider.configure({ on_failure: 'warn', ...config }))];
    diagnostics.push(...(await provider.read('clickup_auth')).diagnostics);
    expect(diagnostics[0]).toMatchObject({ severity: 'error' });
  });
});

describe('the token', () => {
  test('does not occur in diagnostics or the log for any response', async () => {
    for (const name of ['valid', 'oauth', 'revoked', 'echo', 'lying', 'hostile', 'wrongShape', 'limited'] as const) {
      await open();
      const token = sandbox.tokens[name];
      const config = { token, attempts: 1, verify_on_configure: true };
      const diagnostics = [await provider.validate(config), await provider.configure(config)];
      const reads = [
        await provider.read('clickup_auth'),
        await provider.openEphemeral({ workspaces: ['Acme', token] }),
      ];
      const text = JSON.stringify([diagnostics, reads, provider.logged]);
      expect(provider.logged.length).toBeGreaterThan(5);
      // The last eight characters alone are secret too.
      expect(text).not.toContain(token.slice(-8));
      provider.close();
    }
  });

  test('is not quoted in the log warning about its format', async () => {
    await open();
    await provider.configure({ token: 'odd-token' });
    expect(provider.logged.join('')).toContain('does not have the usual format of a ClickUp oauth token');
  });
});
