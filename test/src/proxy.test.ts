import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { authenticate, verifyToken } from '../../src/index.js';
import { closeProxies, startProxy, startSilence } from './connect-proxy.js';
import { withoutProxy } from './environment.js';
import { failureOf, PERSONAL, PROXY_PASSWORD } from './failure-of.js';
import { frozenTime } from './frozen-time.js';
import { closedPort, closeServers, json, serve, serveTls, type Answerer } from './server.js';

const ANSWER: Answerer = ({ url }, response) => json(response, url === '/user' ? { user: { id: 7 } } : { teams: [] });

beforeEach(withoutProxy);
afterEach(async () => {
  withoutProxy();
  await closeProxies();
  await closeServers();
});

/** Asks https://clickup.test through this process, whose environment names the proxy. */
async function ask(port: number, attempts = 1) {
  const { options, pauses } = frozenTime();
  const apiUrl = `https://clickup.test:${port}`;
  const { failure } = await failureOf(verifyToken(PERSONAL, { ...options, apiUrl, attempts }));
  return { failure, pauses };
}

describe('a process of its own, which trusts the test’s certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clickup-auth-'));
  const library = join(folder, 'clickup-auth.cjs');

  beforeAll(() => {
    const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${library}`];
    execFileSync('node_modules/.bin/esbuild', [resolve('src/index.ts'), ...options]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Authenticates twice, one after the other, in an environment of nothing else. Gives what that process prints. */
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
    '%s leads through the proxy, which is asked for the host by its name, and connections are kept',
    async (name) => {
      const server = await serveTls(ANSWER);
      const proxy = await startProxy();
      const env = { [name]: `http://127.0.0.1:${proxy.port}` };
      const printed = await authenticateTwice(`https://clickup.test:${server.port}`, env);
      expect(JSON.parse(printed)).toEqual({ identity: { id: '7' }, workspaces: [] });
      expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill(PERSONAL));
      expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`clickup.test:${server.port}`]));
      expect(proxy.seen.length).toBeLessThan(server.seen.length);
    },
  );

  test('a user and a password in the proxy’s URL are for the proxy alone', async () => {
    const server = await serveTls(ANSWER);
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}` };
    expect(await authenticateTwice(`https://clickup.test:${server.port}`, env)).toContain('"id":"7"');
    const basic = `Basic ${Buffer.from(`ada:${PROXY_PASSWORD}`).toString('base64')}`;
    expect(new Set(proxy.seen.map(({ headers }) => headers['proxy-authorization']))).toEqual(new Set([basic]));
    expect(new Set(proxy.seen.map(({ headers }) => headers.authorization))).toEqual(new Set([undefined]));
    expect(server.seen.map(({ headers }) => headers['proxy-authorization'])).toEqual(Array(4).fill(undefined));
  });

  test('a proxy that refuses is told, and the process ends in order', async () => {
    const proxy = await startProxy(407);
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}` };
    const printed = await authenticateTwice('https://clickup.test', env);
    expect(printed).toContain('[unreachable] Cannot connect to clickup.test');
    expect(printed).toContain('(ERR_PROXY_407)');
    expect(printed).not.toContain(PROXY_PASSWORD);
    expect(printed).not.toContain(PERSONAL);
  });

  test('a password that is not encoded as in a URL is refused, and does not end the process', async () => {
    const env = { HTTPS_PROXY: `http://ada:${PROXY_PASSWORD}%@127.0.0.1:${await closedPort()}` };
    const printed = await authenticateTwice('https://clickup.test', env);
    expect(printed).toContain('[input_invalid] HTTPS_PROXY');
    expect(printed).not.toContain(PROXY_PASSWORD);
  });
});

describe('a proxy that does not let the request through', () => {
  test.each([407, 403, 502])('is told with its status %i, and the server is not asked', async (status) => {
    const server = await serveTls(ANSWER);
    const proxy = await startProxy(status);
    process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
    expect((await ask(server.port)).failure).toEqual({
      reason: 'unreachable',
      input: 'apiUrl',
      host: `clickup.test:${server.port}`,
      code: `ERR_PROXY_${status}`,
      problem: 'the proxy refused the connection',
    });
    expect([proxy.seen.length, server.seen]).toEqual([1, []]);
  });

  test('is asked again by a later call', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    expect((await ask(443)).failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect((await ask(443)).failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect(proxy.seen).toHaveLength(2);
  });

  test('ends authenticate() with the same words', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    const { failure, known } = await failureOf(
      authenticate({ token: PERSONAL, apiUrl: 'https://clickup.test', attempts: 1 }),
    );
    expect(failure).toMatchObject({ host: 'clickup.test', code: 'ERR_PROXY_403' });
    expect(known).toEqual({ tokenKind: 'personal' });
  });

  test('is not asked again after a 407 or a 403, since those can’t get better', async () => {
    for (const status of [407, 403]) {
      const proxy = await startProxy(status);
      process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
      expect((await ask(443, 4)).pauses).toEqual([]);
    }
  });

  test('is asked again when it answers 502', async () => {
    const proxy = await startProxy(502);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    expect((await ask(443, 4)).pauses).toHaveLength(3);
    expect(proxy.seen).toHaveLength(4);
  });

  test('is told without a code when it hangs up, and is asked again', async () => {
    const proxy = await startProxy(0);
    process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
    const { failure, pauses } = await ask(443, 2);
    const problem = 'the connection failed';
    expect(failure).toEqual({ reason: 'unreachable', input: 'apiUrl', host: 'clickup.test', problem });
    expect([proxy.seen.length, pauses.length]).toEqual([2, 1]);
  });

  test('that is silent is left when the request ends, so that the process can end too', async () => {
    const { port, connections } = await startSilence();
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
    const call = verifyToken(PERSONAL, { apiUrl: 'https://clickup.test', requestTimeoutMs: 50, attempts: 1 });
    expect((await failureOf(call)).reason).toBe('timed_out');
    expect(await Promise.all(connections)).toHaveLength(1);
  }, 2_000);

  test('is told as a refused connection when nobody listens', async () => {
    process.env['HTTPS_PROXY'] = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${await closedPort()}`;
    expect((await ask(443)).failure).toMatchObject({ reason: 'unreachable', code: 'ECONNREFUSED' });
  });
});

test('a request that is given up just before the proxy is dialled leaves no connection', async () => {
  const { port, connections } = await startSilence();
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
  const controller = new AbortController();
  let reads = 0;
  // The clock is read when the call begins, and again just before its request is made.
  const clock = (): number => {
    reads += 1;
    if (reads === 2) queueMicrotask(() => controller.abort());
    return 0;
  };
  const call = verifyToken(PERSONAL, { apiUrl: 'https://clickup.test', signal: controller.signal, clock });
  expect((await failureOf(call)).reason).toBe('cancelled');
  await Promise.all(connections);
});

test('a certificate behind the proxy that is not trusted ends it, tried once, before the token is sent', async () => {
  const server = await serveTls(ANSWER);
  const proxy = await startProxy();
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
  const { failure, pauses } = await ask(server.port, 4);
  expect(failure).toMatchObject({ reason: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect([pauses, proxy.seen.length, server.seen]).toEqual([[], 1, []]);
});

describe('a proxy’s URL that can’t be used is refused by its name, and not quoted', () => {
  const refusal = {
    reason: 'input_invalid',
    input: 'HTTPS_PROXY',
    allowed: 'the URL of a proxy, as http://proxy:3128',
  };

  test.each([
    'http://[',
    `http://ada:${PROXY_PASSWORD}@proxy:port`,
    `http://ada:${PROXY_PASSWORD}@`,
    `http://ada:${PROXY_PASSWORD}%@proxy`,
    `socks5://ada:${PROXY_PASSWORD}@proxy`,
  ])('one that is none (%#)', async (text) => {
    process.env['HTTPS_PROXY'] = text;
    expect((await ask(443)).failure).toEqual(refusal);
  });
});

describe('no proxy', () => {
  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '[::1]'])('%s is never asked through one', async (host) => {
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

  test('a server on loopback answers though the environment names a proxy', async () => {
    const proxy = `http://127.0.0.1:${await closedPort()}`;
    const server = await serve(ANSWER);
    Object.assign(process.env, { HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
    expect(await verifyToken(PERSONAL, { apiUrl: server.url })).toEqual({ id: '7' });
  });

  test.each([
    ['NO_PROXY', 'clickup.test'],
    ['no_proxy', 'example.com, .test'],
    ['NO_PROXY', '*'],
  ])('%s=%s leads past it', async (name, value) => {
    const proxy = await startProxy(403);
    Object.assign(process.env, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, [name]: value });
    const apiUrl = `https://clickup.test:${await closedPort()}`;
    // That name is nobody's: how the way past the proxy ends is the resolver's, and only the proxy is looked at.
    const call = verifyToken(PERSONAL, { apiUrl, attempts: 1, requestTimeoutMs: 2_000 });
    expect(['unreachable', 'timed_out']).toContain((await failureOf(call)).reason);
    expect(proxy.seen).toEqual([]);
  });

  test('NO_PROXY for another host, or another port, does not', async () => {
    const proxy = await startProxy(403);
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    process.env['NO_PROXY'] = 'example.com,clickup.test:8443';
    expect((await ask(443)).failure).toMatchObject({ code: 'ERR_PROXY_403' });
  });
});
