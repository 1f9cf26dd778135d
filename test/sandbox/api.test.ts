import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { request, get, getAs, getRaw, headerOf, type ResponseBody } from './client.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(async () => {
  await sandbox.close();
});

afterEach(() => {
  jest.restoreAllMocks();
});

const ACME = '9011234080';
const TEAM_NOT_AUTHORIZED = { err: 'Team not authorized', ECODE: 'OAUTH_027' };

describe('Authorization header', () => {
  test('returns 400 OAUTH_017 without a token', async () => {
    const { status, json } = await getAs(sandbox, undefined, '/user');
    expect({ status, json }).toEqual({
      status: 400,
      json: { err: 'Authorization header required', ECODE: 'OAUTH_017' },
    });
  });

  test.each([
    ['an unknown token', () => 'pk_12345678_UNKNOWN'],
    ['a personal token with Bearer', () => `Bearer ${sandbox.tokens.valid}`],
    ['an OAuth token without Bearer', () => sandbox.tokens.oauth],
    ['the name of a test token', () => 'valid'],
    ['Bearer without a token', () => 'Bearer'],
  ])('returns 401 OAUTH_025 and does not repeat the text for %s', async (_, header) => {
    const { status, json, headers } = await getAs(sandbox, header(), '/user');
    expect({ status, json }).toEqual({ status: 401, json: { err: 'Token invalid', ECODE: 'OAUTH_025' } });
    expect(headers.get('x-ratelimit-limit')).toBeNull();
  });
});

describe('GET /user', () => {
  test('returns the fields that ClickUp sends, with a number as the ID', async () => {
    const { status, headers, json } = await get(sandbox, 'valid', '/user');
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
    });
    expect(json).toEqual({
      user: {
        id: 10_000_001,
        username: 'Ada Example',
        email: 'user-10000001@example.com',
        color: '#7b68ee',
        profilePicture: null,
        initials: 'AE',
        week_start_day: 1,
        global_font_support: true,
        timezone: 'Etc/UTC',
      },
    });
  });
});

async function teams(name: Parameters<typeof get>[1]): Promise<NonNullable<ResponseBody['teams']>> {
  return (await get(sandbox, name, '/team')).json?.teams ?? [];
}

describe('GET /team', () => {
  test("lists Workspaces with strings as IDs and the role of the token's user", async () => {
    const [acme, globex] = await teams('valid');
    expect(acme).toMatchObject({ id: ACME, name: 'Acme', color: '#7b68ee', avatar: null });
    expect(acme?.members).toHaveLength(12);
    expect(acme?.members?.[0]?.user).toMatchObject({ id: 10_000_001, role: 1 });
    expect(globex?.members?.[0]?.user).toMatchObject({ id: 10_000_001, role: 3 });
  });

  test('returns the role 4 for a guest', async () => {
    expect((await teams('guest'))[0]?.members?.[0]?.user).toMatchObject({ username: null, role: 4 });
  });

  test('returns dates as strings of epoch milliseconds, or null for users who have not joined yet', async () => {
    const dates = (await teams('valid')).flatMap(({ members }) => members?.map(({ user }) => user?.date_joined));
    expect(dates).toContain(null);
    expect(dates.filter((date) => date !== null && !/^\d{13}$/.test(date ?? 'none'))).toEqual([]);
  });

  test('lists hundreds of members, each once, and some empty entries', async () => {
    const members = (await teams('large'))[0]?.members ?? [];
    const ids = members.flatMap(({ user }) => (user ? [user.id] : []));
    expect(new Set(ids).size).toBe(600);
    expect(members.filter(({ user }) => !user)).toEqual([{}, { user: null }, {}]);
  });

  test('lists two Workspaces that share a name with different IDs', async () => {
    expect((await teams('sameName')).map(({ id, name }) => [id, name])).toEqual([
      ['9011234082', 'Umbrella'],
      ['9011234083', 'Umbrella'],
    ]);
  });
});

describe('GET /team/{id}/plan and /team/{id}/seats', () => {
  test('returns the plan', async () => {
    const { status, json } = await get(sandbox, 'valid', `/team/${ACME}/plan`);
    expect({ status, json }).toEqual({ status: 200, json: { plan_id: 3, plan_name: 'Business' } });
  });

  test('C32: returns 13 as the ID of the plan Free Forever', async () => {
    const { json } = await get(sandbox, 'valid', '/team/9011234081/plan');
    expect(json).toEqual({ plan_id: 13, plan_name: 'Free Forever' });
  });

  test('returns unlimited guest seats as the string "Infinity"', async () => {
    const { json } = await get(sandbox, 'valid', `/team/${ACME}/seats`);
    expect(json).toEqual({
      members: { filled_members_seats: 12, total_member_seats: 15, empty_member_seats: 3 },
      guests: { filled_guest_seats: 0, total_guest_seats: 'Infinity', empty_guest_seats: 'Infinity' },
    });
  });

  test('returns limited guest seats as numbers', async () => {
    const { json } = await get(sandbox, 'valid', '/team/9011234081/seats');
    expect(json).toMatchObject({ guests: { filled_guest_seats: 0, total_guest_seats: 5, empty_guest_seats: 5 } });
  });

  test.each([
    ['exists but is not authorized', 'oneWorkspace', '9011234081'],
    ['does not exist', 'valid', '9011999999'],
  ] as const)('returns 401 OAUTH_027 for a Workspace that %s', async (_, name, id) => {
    for (const part of ['plan', 'seats']) {
      const { status, json } = await get(sandbox, name, `/team/${id}/${part}`);
      expect({ status, json }).toEqual({ status: 401, json: TEAM_NOT_AUTHORIZED });
    }
  });

  test('returns 500 SHARD_001 for an ID that is not a number', async () => {
    const { status, json } = await get(sandbox, 'valid', '/team/acme/plan');
    expect({ status, json }).toEqual({ status: 500, json: { err: 'Internal server error', ECODE: 'SHARD_001' } });
  });
});

describe('404', () => {
  test.each([
    ['another method', 'POST', '/api/v2/user'],
    ['another method of the code exchange', 'GET', '/api/v2/oauth/token'],
    ['another method of the consent page', 'PUT', '/api'],
    ['an unknown page', 'GET', '/favicon.ico'],
    ['another method of a control request', 'DELETE', '/_sandbox/revoke/valid'],
    ['an unknown control request', 'POST', '/_sandbox/explode'],
  ])('is an HTML page for %s: %s %s', async (_, method, path) => {
    const headers = { Authorization: headerOf(sandbox.tokens.valid) };
    const { status, text, headers: got } = await request(`${sandbox.url}${path}`, { method, headers });
    expect({ status, type: got.get('content-type') }).toEqual({ status: 404, type: 'text/html; charset=utf-8' });
    expect(text).toContain(`<pre>Cannot ${method} ${path}</pre>`);
  });

  test.each([
    ['an unknown path', '/api/v2/space'],
    ['a path with an additional segment', '/api/v2/team/1/plan/x'],
    ['another version of the API', '/api/v3/user'],
    ['the base URL alone', '/api/v2'],
  ])('C32: is a plain text for %s: GET %s', async (_, path) => {
    const headers = { Authorization: headerOf(sandbox.tokens.valid) };
    const { status, text, headers: got } = await request(`${sandbox.url}${path}`, { headers });
    expect({ status, type: got.get('content-type'), text }).toEqual({
      status: 404,
      type: 'text/plain; charset=utf-8',
      text: '404 page not found',
    });
  });

  test('escapes markup in the path', async () => {
    const { status, text } = await getRaw(sandbox.url, '/<script>alert("1")</script>&\'');
    expect(status).toBe(404);
    expect(text).toContain('Cannot GET /&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#38;&#39;');
  });

  test.each(['//api/v2/user', '//', 'http://elsewhere/api/v2/user'])(
    'is returned for the target %s',
    async (target) => {
      expect((await getRaw(sandbox.url, target)).status).toBe(404);
    },
  );
});

describe('rate limit', () => {
  const START = 1_800_000_000_500;

  function rates(headers: Headers): (number | null)[] {
    return ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
  }

  test('C32: counts down for each token, then returns 429 with Retry-After until the minute has passed', async () => {
    const strict = await startSandbox({ rateLimit: 2 });
    const clock = jest.spyOn(Date, 'now').mockReturnValue(START);
    const user = async (): Promise<unknown[]> => {
      const { status, headers } = await get(strict, 'valid', '/user');
      return [status, ...rates(headers)];
    };
    const reset = 1_800_000_061;
    expect(await user()).toEqual([200, 2, 1, reset]);
    clock.mockReturnValue(START + 59_000);
    expect(await user()).toEqual([200, 2, 0, reset]);
    expect(await user()).toEqual([429, 2, 0, reset]);
    expect((await get(strict, 'valid', '/user')).headers.get('retry-after')).toBe('60');
    expect((await get(strict, 'oauth', '/user')).status).toBe(200);
    // The limit has reset at the time of the header.
    clock.mockReturnValue(reset * 1000);
    expect(await user()).toEqual([200, 2, 1, reset + 60]);
    await strict.close();
  });

  test.each([
    ['limited', '60'],
    ['limitedOnce', '0'],
  ] as const)('C32: the first response to the token %s has Retry-After: %s', async (name, seconds) => {
    sandbox.resetCounts();
    const { status, headers } = await get(sandbox, name, '/user');
    expect([status, headers.get('retry-after')]).toEqual([429, seconds]);
  });

  test('defaults to 100, and resetCounts() resets it', async () => {
    sandbox.resetCounts();
    expect(rates((await get(sandbox, 'valid', '/user')).headers).slice(0, 2)).toEqual([100, 99]);
    expect(rates((await get(sandbox, 'valid', '/user')).headers).slice(0, 2)).toEqual([100, 98]);
    sandbox.resetCounts();
    expect(rates((await get(sandbox, 'valid', '/user')).headers).slice(0, 2)).toEqual([100, 99]);
  });

  test('resets after a minute for `limited` and immediately for `limitedOnce`, in whole seconds', async () => {
    sandbox.resetCounts();
    jest.spyOn(Date, 'now').mockReturnValue(START);
    expect(rates((await get(sandbox, 'limited', '/user')).headers)).toEqual([100, 0, 1_800_000_061]);
    expect(rates((await get(sandbox, 'limitedOnce', '/user')).headers)).toEqual([100, 0, 1_800_000_001]);
  });
});
