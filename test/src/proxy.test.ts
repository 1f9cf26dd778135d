import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { authenticate, verifyToken } from '../../src/index.js';
import { closeProxies, startProxy, startSilentProxy } from './connect-proxy.js';
import { withoutProxy } from './environment.js';
import { failureOf, PERSONAL, PROXY_PASSWORD } from './failure-of.js';
import { fakeTime } from './fake-time.js';
import { closedPort, closeServers, json, serve, serveTls, type Handler } from './server.js';

const RESPOND: Handler = ({ url }, response) => json(response, url === '/user' ? { user: { id: 7 } } : { teams: [] });

beforeEach(withoutProxy);
afterEach(async () => {
  withoutProxy();
  await closeProxies();
  await closeServers();
});

/** The failure of a request to https://clickup.test through the proxy in the environment of this process. */
async function requestThroughProxy(port: number, attempts = 1) {
  const { options, pauses } = fakeTime();
  const apiUrl = `https://clickup.test:${port}`;
  const { failure } = await failureOf(verifyToken(PERSONAL, { ...options, apiUrl, attempts }));
  return { failure, pauses };
}

describe('a child process that trusts the certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clickup-auth-'));
  const library = join(folder, 'clickup-auth.cjs');

  beforeAll(() => {
    const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${library}`];
    execFileSync('node_modules/.bin/esbuild', [resolve('src/index.ts'), ...options]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Authenticates twice in a process with only these environment variables, and returns its output. */
  async function authenticateTwice(apiUrl: string, env: Record<string, string>): Promise<string> {
    const program = `
      const { authenticate } = require(process.argv[1]);
      const options = { token: process.argv[2], apiUrl: process.argv[3], attempts: 1 };
      authenticate(options).then(() => authenticate(options)).then(
        ({ identity, workspaces }) => console.log(JSON.stringify({ identity, workspaces })),
        (error) => console.log(error, JSON.stringify(error)),
      );`;
    const ca = { NODE_EXTRA_CA_CERTS: resolve('test/fixtures/tls/cert.pem') };
    const args = ['-e', program, library, PERSONAL, apiUrl];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { ...ca, ...env } });
    return stdout + stderr;
  }

  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
    'uses the proxy in %s, which resolves the host name, and reuses its connections',
    async (name) => {
      const server = await serveTls(RESPOND);
      const proxy = await startProxy();
      const env = { [name]: `http://127.0.0.1:${proxy.port}` };
      const printed = await authenticateTwice(`https://clickup.test:${server.port}`, env);
      expect(JSON.parse(printed)).toEqual({ identity: { id: '7' }, workspaces: [] });
      expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill(PERSONAL));
      expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`clickup.test:${server.port}`]));
      expect(proxy.seen.length).toBeLessThan(server.seen.length);
    },
  );

  test('sends the user and password in the proxy URL only to the proxy', async () => {
    const server = await serveTls(RESPOND);
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}` };
    expect(await authenticateTwice(`https://clickup.test:${server.port}`, env)).toContain('"id":"7"');
    const basic = `Basic ${Buffer.from(`ada:${PROXY_PASSWORD}`).toString('base64')}`;
    expect(new Set(proxy.seen.map(({ headers }) => headers['proxy-authorization']))).toEqual(new Set([basic]));
    expect(new Set(proxy.seen.map(({ headers }) => headers.authorization))).toEqual(new Set([undefined]));
    expect(server.seen.map(({ headers }) => headers['proxy-authorization'])).toEqual(Array(4).fill(undefined));
  });

  test('reports a proxy that rejects the connection, and exits', async () => {
    const proxy = await startProxy(407);
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}` };
    const printed = await authenticateTwice('https://clickup.test', env);
    expect(printed).toContain('[unreachable] Cannot connect to clickup.test');
    expect(printed).toContain('(ERR_PROXY_407)');
    expect(printed).not.toContain(PROXY_PASSWORD);
    expect(printed).not.toContain(PERSONAL);
  });

  test('fails with input_invalid when the password is not percent-encoded', async () => {
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}%@127.0.0.1:${await closedPort()}` };
    const printed = await authenticateTwice('https://clickup.test', env);
    expect(printed).toContain('[input_invalid] HTTPS_PROXY');
    expect(printed).not.toContain(PROXY_PASSWORD);
  });
});

describe('a proxy that rejects or drops the connection', () => {
  test.each([407, 403, 502])(
    'fails with unreachable and status %i, and the server receives no request',
    async (status) => {
      const server = await serveTls(RESPOND);
      const proxy = await startProxy(status);
      process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
      expect((await requestThroughProxy(server.port)).failure).toEqual({
        reason: 'unreachable',
        input: 'apiUrl',
        host: `clickup.test:${server.port}`,
        code: `ERR_PROXY_${status}`,
        problem: 'the proxy refused the connection',
      });
      expect([proxy.seen.length, server.seen]).toEqual([1, []]);
    },
  );

  test('receives the request of a later call', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    expect((await requestThroughProxy(443)).failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect((await requestThroughProxy(443)).failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect(proxy.seen).toHaveLength(2);
  });

  test('makes authenticate() fail with the same failure', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    const { failure, known } = await failureOf(
      authenticate({ token: PERSONAL, apiUrl: 'https://clickup.test', attempts: 1 }),
    );
    expect(failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect(known).toEqual({ tokenKind: 'personal' });
  });

  test('causes no retry with status 407 or 403', async () => {
    for (const status of [407, 403]) {
      const proxy = await startProxy(status);
      process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
      expect((await requestThroughProxy(443, 4)).pauses).toEqual([]);
    }
  });

  test('causes retries with status 502', async () => {
    const proxy = await startProxy(502);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    expect((await requestThroughProxy(443, 4)).pauses).toHaveLength(3);
    expect(proxy.seen).toHaveLength(4);
  });

  test('fails with unreachable without a code, and is retried, when it closes the connection', async () => {
    const proxy = await startProxy(0);
    process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
    const { failure, pauses } = await requestThroughProxy(443, 2);
    const problem = 'the connection failed';
    expect(failure).toEqual({ reason: 'unreachable', input: 'apiUrl', host: 'clickup.test', problem });
    expect([proxy.seen.length, pauses.length]).toEqual([2, 1]);
  });

  test('loses its connection when the request times out, so that the process can exit', async () => {
    const { port, connections } = await startSilentProxy();
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
    const call = verifyToken(PERSONAL, { apiUrl: 'https://clickup.test', requestTimeoutMs: 50, attempts: 1 });
    expect((await failureOf(call)).reason).toBe('timed_out');
    expect(await Promise.all(connections)).toHaveLength(1);
  }, 2_000);

  test('fails with ECONNREFUSED when its port is closed', async () => {
    process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${await closedPort()}`;
    expect((await requestThroughProxy(443)).failure).toMatchObject({ reason: 'unreachable', code: 'ECONNREFUSED' });
  });
});

test('a request that is aborted just before it connects to the proxy leaves no connection open', async () => {
  const { port, connections } = await startSilentProxy();
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
  const controller = new AbortController();
  let reads = 0;
  // The clock is read when the call starts, and again just before the request is sent.
  const clock = (): number => {
    reads += 1;
    if (reads === 2) queueMicrotask(() => controller.abort());
    return 0;
  };
  const call = verifyToken(PERSONAL, { apiUrl: 'https://clickup.test', signal: controller.signal, clock });
  expect((await failureOf(call)).reason).toBe('cancelled');
  await Promise.all(connections);
});

test('an untrusted certificate behind the proxy fails with unreachable before the token is sent, without a retry', async () => {
  const server = await serveTls(RESPOND);
  const proxy = await startProxy();
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
  const { failure, pauses } = await requestThroughProxy(server.port, 4);
  expect(failure).toMatchObject({ reason: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect([pauses, proxy.seen.length, server.seen]).toEqual([[], 1, []]);
});

describe('an invalid proxy URL fails with input_invalid for HTTPS_PROXY, without quoting it', () => {
  const failure = {
    reason: 'input_invalid',
    input: 'HTTPS_PROXY',
    allowed: 'a proxy URL, for example http://proxy:3128',
  };

  test.each([
    'http://[',
    `http://ada:${PROXY_PASSWORD}@proxy:port`,
    `http://ada:${PROXY_PASSWORD}@`,
    `http://ada:${PROXY_PASSWORD}%@proxy`,
    `ftp://ada:${PROXY_PASSWORD}@proxy`,
    `ada:${PROXY_PASSWORD}@proxy:port`,
  ])('(%#)', async (text) => {
    process.env['HTTPS_PROXY'] = text;
    expect((await requestThroughProxy(443)).failure).toEqual(failure);
  });
});

describe('A10: the failure names the variable that was read, and what is supported', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])('%s', async (name) => {
    for (const scheme of ['socks', 'socks4', 'socks4a', 'SOCKS5', 'socks5h']) {
      process.env[name] = `${scheme}://ada:${PROXY_PASSWORD}@proxy:1080`;
      expect((await requestThroughProxy(443)).failure).toEqual({
        reason: 'input_invalid',
        input: name,
        allowed:
          'a proxy URL, for example http://proxy:3128. SOCKS proxies are not supported; set HTTPS_PROXY to an HTTP proxy',
      });
    }
  });

  test('ALL_PROXY has no effect if HTTPS_PROXY is set', async () => {
    const proxy = await startProxy(403);
    Object.assign(process.env, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, ALL_PROXY: 'socks5://proxy' });
    expect((await requestThroughProxy(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
  });

  test('a blank variable has no effect', async () => {
    const proxy = await startProxy(403);
    Object.assign(process.env, { https_proxy: ' ', HTTPS_PROXY: '', ALL_PROXY: ` http://127.0.0.1:${proxy.port}\n` });
    expect((await requestThroughProxy(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
  });
});

test.each(['', 'ada:password@', 'http://', 'HTTP://'])(
  'A11: HTTPS_PROXY is http without a scheme: %s127.0.0.1:3128',
  async (prefix) => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `${prefix}127.0.0.1:${proxy.port}`;
    expect((await requestThroughProxy(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
    process.env['HTTPS_PROXY'] = `${prefix}localhost:${proxy.port}`;
    expect((await requestThroughProxy(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
    expect(proxy.seen).toHaveLength(2);
  },
);

describe('no proxy', () => {
  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '[::1]'])('is used for %s', async (host) => {
    const proxy = await startProxy();
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) process.env[name] = `http://127.0.0.1:${proxy.port}`;
    const port = await closedPort();
    for (const protocol of ['http', 'https']) {
      const apiUrl = `${protocol}://${host}:${port}`;
      const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl, attempts: 1, requestTimeoutMs: 2_000 }));
      expect(failure.reason).toBe('unreachable');
    }
    expect(proxy.seen).toEqual([]);
  });

  test('is used for a server on loopback', async () => {
    const proxy = `http://127.0.0.1:${await closedPort()}`;
    const server = await serve(RESPOND);
    Object.assign(process.env, { HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
    expect(await verifyToken(PERSONAL, { apiUrl: server.url })).toEqual({ id: '7' });
  });

  test.each([
    ['NO_PROXY', 'clickup.test'],
    ['no_proxy', 'example.com, .test'],
    ['NO_PROXY', '*'],
    ['NO_PROXY', 'TEST'],
    ['NO_PROXY', '.clickup.test'],
  ])('A9: is used with %s=%s', async (name, value) => {
    const proxy = await startProxy(403);
    Object.assign(process.env, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, [name]: value });
    const apiUrl = `https://clickup.test:${await closedPort()}`;
    // No DNS server knows this name, so the direct connection fails in a way that depends on the resolver.
    const call = verifyToken(PERSONAL, { apiUrl, attempts: 1, requestTimeoutMs: 2_000 });
    expect(['unreachable', 'timed_out']).toContain((await failureOf(call)).reason);
    expect(proxy.seen).toEqual([]);
  });

  test('does not apply when NO_PROXY names another host or port', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    process.env['NO_PROXY'] = 'example.com,clickup.test:8443';
    expect((await requestThroughProxy(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
  });
});
