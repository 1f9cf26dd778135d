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

/** A provider with these variables on top of the sandbox's URL. */
async function open(env: Readonly<Record<string, string>> = {}): Promise<OpenProvider> {
  provider = await openProvider({ CLICKUP_API_URL: sandbox.apiUrl, ...env });
  return provider;
}

describe('the configuration', () => {
  test('takes the token of the environment, and an attribute before it', async () => {
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
  ])('%j is refused at its attribute, by validate and by configure', async (config, at, allowed) => {
    await open({ CLICKUP_API_TOKEN: sandbox.tokens.valid });
    const told = [expect.objectContaining({ severity: 'error', at, detail: expect.stringContaining(allowed) })];
    expect(await provider.validate(config)).toEqual(told);
    expect(await provider.configure(config)).toEqual(told);
  });

  test('several mistakes are told at once', async () => {
    await open();
    const told = await provider.validate({ token: 'two words', attempts: 99, on_failure: 'no' });
    expect(told.map(({ at }) => at)).toEqual(['attempts', 'on_failure', 'token']);
  });

  test.each([
    ['no token', {}, 'ClickUp token is missing', 'CLICKUP_API_TOKEN'],
    ['CLICKUP_API_TOKEN', { CLICKUP_API_TOKEN: 'two words' }, 'ClickUp token is malformed', 'whitespace'],
    ['CLICKUP_API_URL', { CLICKUP_API_TOKEN: 'x', CLICKUP_API_URL: 'nowhere' }, 'CLICKUP_API_URL is invalid', 'https'],
    ['CLICKUP_AUTH_ON_FAILURE', { CLICKUP_AUTH_ON_FAILURE: 'no' }, 'CLICKUP_AUTH_ON_FAILURE is invalid', '`warn`'],
  ])('%s in the environment is told by what is read, and not by validate', async (_what, env, title, said) => {
    await open(env);
    expect(await provider.validate({})).toEqual([]);
    expect(await provider.configure()).toEqual([]);
    const { value, told } = await provider.read('clickup_auth');
    expect(value).toBeUndefined();
    expect(told).toEqual([{ severity: 'error', summary: title, detail: expect.stringContaining(said), at: undefined }]);
  });

  test('what is not known yet is not judged', async () => {
    await open();
    expect(await provider.validate({ token: UNKNOWN, attempts: UNKNOWN, api_url: UNKNOWN })).toEqual([]);
    expect(sandbox.requests.total).toBe(0);
  });

  test('nothing is asked of ClickUp until something is read', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.valid });
    expect(sandbox.requests.total).toBe(0);
  });

  test('verify_on_configure asks at once, and points at the token', async () => {
    await open();
    expect(await provider.configure({ token: sandbox.tokens.valid, verify_on_configure: true })).toEqual([]);
    expect(await provider.configure({ token: sandbox.tokens.revoked, verify_on_configure: true })).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'ClickUp rejected the token', at: 'token' }),
    ]);
    expect(await provider.configure({ verify_on_configure: true })).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'ClickUp token is missing', at: 'token' }),
    ]);
  });

  test('a read before any configuration is refused', async () => {
    await open();
    expect((await provider.read('clickup_auth')).told).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'The provider is not configured' }),
    ]);
  });
});

describe('a token that is not known yet', () => {
  test('fails a data source with the ways out, and nothing is asked', async () => {
    await open({ CLICKUP_API_TOKEN: sandbox.tokens.valid });
    expect(await provider.configure({ token: UNKNOWN, verify_on_configure: true })).toEqual([]);
    const { value, told } = await provider.read('clickup_auth');
    expect(value).toBeUndefined();
    expect(told).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'Provider arguments unknown until apply: token' }),
    ]);
    expect(told[0]?.detail).toMatch(/-target=.*CLICKUP_API_TOKEN.*ephemeral resource/);
    expect(sandbox.requests.total).toBe(0);
  });

  test('leaves the gate open for later: what it gives is unknown, and nothing is asked', async () => {
    await open();
    await provider.configure({ token: UNKNOWN });
    const { value, told } = await provider.openGate({ workspaces: ['Acme'] });
    expect(told).toEqual([]);
    expect(value).toEqual({
      workspaces: ['Acme'],
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

describe('the requests', () => {
  test('of fifty reads at once are two', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.valid });
    const reads = Array.from({ length: 50 }, async (_, index) => {
      return index % 2 === 0 ? provider.read('clickup_auth') : provider.read('clickup_workspace', { name: 'Acme' });
    });
    for (const { told } of await Promise.all(reads)) expect(told).toEqual([]);
    expect(sandbox.requests.byPath).toEqual({ 'GET /user': 1, 'GET /team': 1 });
  });

  test('of plan and seats are one for each Workspace', async () => {
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

  test('that failed are not sent again: the failure is shared', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.outage, attempts: 1 });
    const first = await provider.read('clickup_auth');
    const asked = sandbox.requests.total;
    expect((await provider.read('clickup_workspaces')).told).toEqual(first.told);
    expect(sandbox.requests.total).toBe(asked);
  });

  test('start anew when the provider is configured again', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.revoked });
    expect((await provider.read('clickup_auth')).told).toHaveLength(1);
    await provider.configure({ token: sandbox.tokens.valid });
    expect((await provider.read('clickup_auth')).told).toEqual([]);
  });

  test('under way are ended by stop, told as cancelled, and can be sent again', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.slow, on_failure: 'warn' });
    const read = provider.read('clickup_auth');
    while (sandbox.requests.total < 2) await new Promise(setImmediate);
    await provider.stop();
    expect((await read).told).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'The check was cancelled' }),
    ]);
    const again = provider.read('clickup_auth');
    while (sandbox.requests.total < 4) await new Promise(setImmediate);
    await provider.stop();
    await again;
  });

  test('stop before anything is configured harms nothing', async () => {
    await open();
    await provider.stop();
    expect(await provider.configure({ token: sandbox.tokens.valid })).toEqual([]);
  });
});

describe('on_failure = "warn"', () => {
  test('makes a warning of a failed check, and everything that would have been read null', async () => {
    await open();
    await provider.configure({ token: sandbox.tokens.revoked, on_failure: 'warn' });
    const { value, told } = await provider.read('clickup_workspace', { name: 'Acme' });
    expect(value).toEqual({ id: null, name: 'Acme', color: null, avatar: null, role: null, member_count: null });
    expect(told).toEqual([expect.objectContaining({ severity: 'warning', summary: 'ClickUp rejected the token' })]);
    expect(told[0]?.detail).toMatch(
      /`on_failure` is `warn`: Terraform continues, and the computed attributes are null\.$/,
    );
    const gate = await provider.openGate({ workspaces: ['Acme'] });
    expect(gate.value).toMatchObject({ workspaces: ['Acme'], user_id: null, workspace_ids: null });
    expect(gate.told).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  test('comes from the environment too, and holds for a token that is gone', async () => {
    await open({ CLICKUP_AUTH_ON_FAILURE: 'warn' });
    expect(await provider.configure()).toEqual([]);
    const { value, told } = await provider.read('clickup_workspaces');
    expect(value).toEqual({ name_regex: null, workspaces: null, ids: null, workspace_ids: null });
    expect(told).toEqual([expect.objectContaining({ severity: 'warning', summary: 'ClickUp token is missing' })]);
  });

  test('holds for verify_on_configure', async () => {
    await open();
    const config = { token: sandbox.tokens.revoked, on_failure: 'warn', verify_on_configure: true };
    expect(await provider.configure(config)).toEqual([expect.objectContaining({ severity: 'warning', at: 'token' })]);
  });

  test.each([
    ['a mistake in the provider block', { attempts: 99 }],
    ['a token that is not known yet', { token: UNKNOWN }],
  ])('does not hold for %s', async (_what, config) => {
    await open();
    const told = [...(await provider.configure({ on_failure: 'warn', ...config }))];
    told.push(...(await provider.read('clickup_auth')).told);
    expect(told[0]).toMatchObject({ severity: 'error' });
  });
});

describe('the token', () => {
  test('is in no diagnostic and no line of the log, whatever ClickUp answers', async () => {
    for (const name of ['valid', 'oauth', 'revoked', 'echo', 'lying', 'hostile', 'wrongShape', 'limited'] as const) {
      await open();
      const token = sandbox.tokens[name];
      const config = { token, attempts: 1, verify_on_configure: true };
      const told = [await provider.validate(config), await provider.configure(config)];
      const reads = [await provider.read('clickup_auth'), await provider.openGate({ workspaces: ['Acme', token] })];
      const text = JSON.stringify([told, reads, provider.logged]);
      expect(provider.logged.length).toBeGreaterThan(5);
      // Its last eight characters are secret as well.
      expect(text).not.toContain(token.slice(-8));
      provider.close();
    }
  });

  test('of an odd shape is told by the log, without it', async () => {
    await open();
    await provider.configure({ token: '$CLICKUP_API_TOKEN' });
    expect(provider.logged.join('')).toContain('looks like the name of a variable that was not expanded');
  });
});
