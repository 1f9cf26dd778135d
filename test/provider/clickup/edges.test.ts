// Situations from public bug reports, by the id of the list that describes them.
import { createClient } from '../../../provider/clickup/client.js';
import { SCHEMA } from '../../../provider/clickup/schema/index.js';
import { idsByName } from '../../../provider/clickup/workspaces.js';
import { decodeObject, encodeObject, UNKNOWN } from '../../../provider/protocol/value.js';
import { startSandbox, type Sandbox } from '../../../sandbox/index.js';
import { parseToken } from '../../../src/index.js';
import { openProvider, type OpenProvider } from '../open.js';

let sandbox: Sandbox;
let provider: OpenProvider;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: 1_000_000 });
});
afterAll(async () => sandbox.close());
beforeEach(async () => {
  sandbox.resetCounts();
  sandbox.restore('valid');
  provider = await openProvider({ CLICKUP_API_URL: sandbox.apiUrl, CLICKUP_API_TOKEN: sandbox.tokens.valid });
});
afterEach(() => provider.close());

/** A value of the type that Terraform sends if a user sets a computed attribute. */
const SOME: Readonly<Record<string, unknown>> = { number: 1, bool: true, string: 'x', 'map(string)': { a: '1' } };

describe('P1: a value for a read-only attribute is an error', () => {
  const dataSources = Object.entries(SCHEMA.dataSources).flatMap(([typeName, { attributes }]) =>
    Object.entries(attributes)
      .filter(([, { use }]) => use === 'computed')
      .map(([name, { type }]) => ({ typeName, name, value: typeof type === 'string' ? (SOME[type] ?? ['x']) : [{}] })),
  );

  test('in every data source, at its attribute', async () => {
    expect(dataSources.length).toBeGreaterThan(20);
    for (const { typeName, name, value } of dataSources) {
      const type = Object.keys(SCHEMA.dataSources).find((one) => one === typeName);
      const config = typeName === 'clickup_workspace' ? { id: '1', [name]: value } : { [name]: value };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the schema
      const diagnostics = await provider.validateDataSource(type as keyof typeof SCHEMA.dataSources, config);
      const found = diagnostics.filter(({ attribute }) => attribute === name);
      expect(found).toEqual([expect.objectContaining({ severity: 'error', summary: `${name} is read-only` })]);
    }
  });

  test.each([
    ['user_id', '1'],
    ['workspace_ids', {}],
    ['authorized_workspaces', [{ id: '1' }]],
    ['token_kind', UNKNOWN],
  ])('in the gate: %s', async (name, value) => {
    expect(await provider.validateEphemeral({ workspaces: ['Acme'], [name]: value })).toEqual([
      expect.objectContaining({
        severity: 'error',
        attribute: name,
        detail: expect.stringMatching(new RegExp(`The configuration sets \`${name}\`.*postcondition`, 's')),
      }),
    ]);
  });

  test('but not a value for an optional attribute that the provider can set as well', async () => {
    expect(await provider.validateDataSource('clickup_workspace', { name: 'Acme' })).toEqual([]);
  });
});

describe('P2: the age of a response', () => {
  let now: number;
  const client = () =>
    createClient(parseToken(sandbox.tokens.valid), { apiUrl: sandbox.apiUrl, clock: () => now }, () => undefined);

  beforeEach(() => {
    now = 1_000_000;
  });

  test('a response is used for five seconds and requested again after that', async () => {
    const { session } = client();
    await Promise.all([session(), session()]);
    now += 4_999;
    await session();
    expect(sandbox.requests.total).toBe(2);
    sandbox.revoke('valid');
    now += 1;
    await expect(session()).rejects.toMatchObject({ reason: 'token_rejected' });
    expect(sandbox.requests.total).toBe(4);
  });

  test('blocks share a pending request, also while the clock ticks', async () => {
    const ticking = { apiUrl: sandbox.apiUrl, clock: () => (now += 1) };
    const { session } = createClient(parseToken(sandbox.tokens.valid), ticking, () => undefined);
    await Promise.all([session(), session(), session()]);
    expect(sandbox.requests.total).toBe(2);
  });

  test('a failure is requested again after five seconds too', async () => {
    const { session } = client();
    sandbox.revoke('valid');
    await expect(session()).rejects.toMatchObject({ reason: 'token_rejected' });
    sandbox.restore('valid');
    await expect(session()).rejects.toMatchObject({ reason: 'token_rejected' });
    now += 5_000;
    expect(await session()).toMatchObject({ identity: { username: 'Ada Example' } });
  });

  test('the plan and the seats of a Workspace have the same limit, and a clock that is set back ends it', async () => {
    const { plan, seats } = client();
    await plan('9011234080');
    await seats('9011234080');
    await plan('9011234080');
    expect(sandbox.requests.total).toBe(2);
    now -= 60_000;
    await plan('9011234080');
    await seats('9011234080');
    expect(sandbox.requests.total).toBe(4);
  });

  test('at most one request of each kind is sent in five seconds, for any number of gates', async () => {
    const { session } = client();
    for (let gate = 0; gate < 100; gate += 1) {
      await session();
      now += 250;
    }
    // 25 seconds.
    expect(sandbox.requests.total).toBe(2 * 5);
  });
});

test('P9: 4.9 MB of configuration in one call work', async () => {
  await provider.configure();
  const entry = 'x'.repeat(4_900_000);
  const { diagnostics } = await provider.read('clickup_workspace', { name: entry });
  expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', attribute: 'name' })]);
  const many = Array.from({ length: 350_000 }, (_, index) => `Workspace ${index}`.padEnd(14));
  const read = await provider.read('clickup_auth', { workspaces: many });
  expect(read.diagnostics).toEqual([expect.objectContaining({ severity: 'error' })]);
});

test('P9: a map of 200,000 names takes linear time', () => {
  // In quadratic time, it takes minutes.
  const names = Array.from({ length: 200_000 }, (_, index) => ({ id: String(index), name: `Workspace ${index}` }));
  expect(idsByName([...names, { id: 'other', name: 'Workspace 7' }])).not.toHaveProperty('Workspace 7');
});

describe('P10: a failure is explained once', () => {
  test('the other blocks name it and refer to the first', async () => {
    sandbox.revoke('valid');
    await provider.configure();
    const reads = await Promise.all(
      Array.from({ length: 20 }, async () => provider.read('clickup_workspace', { name: 'Acme' })),
    );
    const gate = await provider.openEphemeral();
    const details = [...reads, gate].flatMap(({ diagnostics }) => diagnostics.map(({ detail }) => detail));
    expect(details).toHaveLength(21);
    expect(details.filter((detail) => detail.includes('Likely cause:'))).toHaveLength(1);
    const short = details.filter((detail) => !detail.includes('Likely cause:'));
    expect(new Set(short)).toEqual(
      new Set([
        'ClickUp returned 401 OAUTH_025: "Token invalid".\n\nAnother block of this run has the same failure. Its message states the likely cause and what to do.',
      ]),
    );
  });

  test('also if each of them sends its own request', async () => {
    await provider.configure();
    sandbox.revoke('valid');
    const reads = await Promise.all(
      ['9011234080', '9011234081', '9011234082'].flatMap((workspace_id) => [
        provider.read('clickup_workspace_plan', { workspace_id }),
        provider.read('clickup_workspace_seats', { workspace_id }),
      ]),
    );
    const details = reads.flatMap(({ diagnostics }) => diagnostics.map(({ detail }) => detail));
    expect(details).toHaveLength(6);
    expect(details.filter((detail) => detail.includes('Likely cause:'))).toHaveLength(1);
  });

  test('a configuration that is invalid, too, and again in the next run', async () => {
    const inEnvironment = await openProvider({ CLICKUP_API_TOKEN: 'two words', CLICKUP_AUTH_ON_FAILURE: 'warn' });
    for (let run = 0; run < 2; run += 1) {
      for (const [opened, config] of [
        [provider, { token: 'two words', on_failure: 'warn' }],
        [inEnvironment, {}],
        [inEnvironment, { verify_on_configure: true }],
      ] as const) {
        const configured = await opened.configure(config);
        const reads = [await opened.read('clickup_auth'), await opened.read('clickup_workspaces')];
        const [first, ...others] = [...configured, ...reads.flatMap(({ diagnostics }) => diagnostics)];
        expect(first?.detail).toContain('What to do:');
        expect(others.length).toBeGreaterThan(0);
        for (const { detail } of others) expect(detail).not.toContain('What to do:');
      }
    }
    inEnvironment.close();
  });

  test('but different failures are explained in full', async () => {
    await provider.configure();
    const reads = [
      await provider.read('clickup_workspace', { name: 'Initech' }),
      await provider.read('clickup_workspace', { name: 'Umbrella' }),
    ];
    for (const { diagnostics } of reads) expect(diagnostics[0]?.detail).toContain('What to do:');
  });
});

describe('P13: a read is deferred if provider arguments are unknown and Terraform permits it', () => {
  test('with the reason and unknown values', async () => {
    await provider.configure({ token: UNKNOWN });
    const read = await provider.read('clickup_auth', { workspaces: ['Acme'] }, true);
    expect(read).toMatchObject({ deferred: 2, diagnostics: [] });
    expect(read.value).toMatchObject({ workspaces: ['Acme'], user_id: UNKNOWN });
    const opened = await provider.openEphemeral({}, true);
    expect(opened).toMatchObject({ deferred: 2, diagnostics: [] });
  });

  test('but not without permission, or if the arguments are known', async () => {
    await provider.configure({ token: UNKNOWN });
    expect(await provider.read('clickup_auth')).toMatchObject({ deferred: undefined, value: undefined });
    expect(await provider.openEphemeral()).toMatchObject({ deferred: undefined, diagnostics: [] });
    await provider.configure();
    expect(await provider.read('clickup_auth', {}, true)).toMatchObject({ deferred: undefined, diagnostics: [] });
  });
});

describe('P14: names are well formed before Terraform receives them', () => {
  const workspaces = (...names: string[]) => names.map((name, index) => ({ id: String(index), name }));

  test('names that Terraform treats as equal are left out of maps', () => {
    expect(idsByName(workspaces('a\uD800', 'a\uD801', 'b'))).toEqual({ b: '2' });
    expect(idsByName(workspaces('e\u0301', '\u00e9', 'c'))).toEqual({ c: '2' });
    expect(idsByName(workspaces('same', 'same', 'same', 'd'))).toEqual({ d: '3' });
    expect(idsByName(workspaces('__proto__', 'constructor'))).toEqual(
      Object.fromEntries([
        ['__proto__', '0'],
        ['constructor', '1'],
      ]),
    );
  });

  test('every text is sent without lone surrogates', () => {
    const attributes = { name: { type: 'string', use: 'computed', description: '' } } as const;
    expect(decodeObject(encodeObject({ name: 'a\uDC00b' }, attributes), attributes)).toEqual({ name: 'a\uFFFDb' });
    const map = { ids: { type: 'map(string)', use: 'computed', description: '' } } as const;
    expect(decodeObject(encodeObject({ ids: { 'k\uD800': 'v\uD800' } }, map), map)).toEqual({
      ids: { 'k\uFFFD': 'v\uFFFD' },
    });
  });
});
