import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { listen, type Listener, type ListenerOptions } from '../../cli/login/listener.js';
import { PAGES } from '../../cli/login/page.js';
import { CliError } from '../../cli/errors.js';
import { visit } from './browser.js';

const STATE = 'a-random-state';
const CODE = 'ABCDEF0123456789';

let listener: Listener;

async function start(options: Partial<ListenerOptions> = {}): Promise<Listener> {
  const signal = new AbortController().signal;
  listener = await listen({ port: 0, state: STATE, timeoutMs: 300_000, signal, ...options });
  return listener;
}

afterEach(() => listener.close());

function callback(query: Record<string, string>): string {
  return `${listener.redirectUri}?${new URLSearchParams(query).toString()}`;
}

const validUrl = (): string => callback({ state: STATE, code: CODE });

test('listen() accepts the redirect of this sign-in, and the browser receives the final page', async () => {
  const { result } = await start();
  const browser = visit(validUrl());
  const { redirect, respond } = await result;
  expect(redirect).toEqual({ kind: 'code', code: CODE });
  await respond(PAGES.signedIn);
  const { status, headers, body } = await browser;
  expect(status).toBe(200);
  expect(body).toContain('<h1>You are signed in</h1>');
  expect(headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  // The page does not contain the code or the state, and loads and runs nothing.
  expect(body).not.toContain(CODE);
  expect(body).not.toContain(STATE);
  expect(body).not.toMatch(/<(script|img|link|iframe|form|a)\b|https?:|url\(/);
});

test('listen() closes the port after the final page', async () => {
  const { result, redirectUri } = await start();
  const browser = visit(validUrl());
  await (await result).respond(PAGES.signedIn);
  await browser;
  await expect(visit(redirectUri)).rejects.toThrow('ECONNREFUSED');
});

test('listen() binds to 127.0.0.1 only', async () => {
  const { redirectUri } = await start();
  const { hostname, port } = new URL(redirectUri);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));
  const addresses = ['::1', ...others.map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address))];
  for (const address of addresses) {
    const outcome = await new Promise<string>((done) => {
      const socket = connect(Number(port), address, () => done('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? ''));
      socket.on('connect', () => socket.destroy());
    });
    expect(outcome).not.toBe('connected');
  }
});

describe('listen() rejects a request', () => {
  const rejected: [string, () => string, { method?: string; headers?: Record<string, string> }, number, string][] = [
    [
      'with a wrong state',
      () => callback({ state: 'guess', code: CODE }),
      {},
      400,
      'The state does not match this sign-in.',
    ],
    [
      'with a state in a different case',
      () => callback({ state: STATE.toUpperCase(), code: CODE }),
      {},
      400,
      'The state does not match',
    ],
    ['without a state', () => callback({ code: CODE }), {}, 400, 'The redirect has no state.'],
    ['with an empty state', () => callback({ state: '', code: CODE }), {}, 400, 'The state does not match'],
    ['with the state twice', () => `${validUrl()}&state=${STATE}`, {}, 400, 'The redirect has more than one state.'],
    [
      'with a wrong state before the correct one',
      () => `${callback({ state: 'x', code: CODE })}&state=${STATE}`,
      {},
      400,
      'more than one state',
    ],
    ['with a second code', () => `${validUrl()}&code=OTHER`, {}, 400, 'The redirect has more than one code.'],
    ['without a code', () => callback({ state: STATE }), {}, 400, 'The redirect has no code.'],
    ['with an empty code', () => callback({ state: STATE, code: '' }), {}, 400, 'The redirect has no code.'],
    [
      'with a line break in the code',
      () => callback({ state: STATE, code: 'A\r\nB' }),
      {},
      400,
      'The code is malformed.',
    ],
    [
      'with a code of 3,000 characters',
      () => callback({ state: STATE, code: 'A'.repeat(3000) }),
      {},
      400,
      'The code is malformed.',
    ],
    ['with a code and an error', () => `${validUrl()}&error=x`, {}, 400, 'both a code and an error'],
    [
      'with an error and a wrong state',
      () => callback({ state: 'guess', error: 'access_denied' }),
      {},
      400,
      'The state does not match',
    ],
    ['to another path', () => validUrl().replace('/callback', '/'), {}, 404, 'Not found'],
    ['to a path below the callback path', () => validUrl().replace('/callback', '/callback/x'), {}, 404, 'Not found'],
    ['with the method POST', validUrl, { method: 'POST' }, 405, 'Method not allowed'],
    ['with the method HEAD, as for a link preview', validUrl, { method: 'HEAD' }, 405, ''],
    ['with another Host', validUrl, { headers: { Host: 'attacker.example' } }, 421, 'Wrong host'],
    ['with the Host localhost', validUrl, { headers: { Host: 'localhost' } }, 421, 'Wrong host'],
    ['with a Host without the port', validUrl, { headers: { Host: '127.0.0.1' } }, 421, 'Wrong host'],
  ];

  test.each(rejected)('%s, and continues to wait', async (_, url, options, status, text) => {
    const { result } = await start();
    const response = await visit(url(), options);
    expect(response.status).toBe(status);
    expect(response.body).toContain(text);
    expect(response.body).not.toContain(CODE);
    expect(response.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    const browser = visit(validUrl());
    const { redirect, respond } = await result;
    expect(redirect).toEqual({ kind: 'code', code: CODE });
    await respond(PAGES.failed);
    expect((await browser).body).toContain('Sign-in failed');
  });

  test('without repeating any part of it in the page', async () => {
    await start();
    const response = await visit(`${listener.redirectUri}?state=%3Cscript%3E&code=%3Cb%3E&%3Ci%3E=1`);
    expect(response.body).not.toMatch(/<(script|b|i)>/);
  });

  test('whose target is not a URL', async () => {
    await start();
    const { port } = new URL(listener.redirectUri);
    const received = await new Promise<string>((done, failed) => {
      let all = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.end(`GET //[ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
      });
      socket.on('data', (data: Buffer) => (all += data.toString()));
      socket.on('end', () => done(all)).on('error', failed);
    });
    expect(received).toMatch(/^HTTP\/1\.1 404 /);
  });
});

test('listen() responds with 410 to a repeated redirect or a second code, without any effect', async () => {
  const { result } = await start();
  const first = visit(validUrl());
  const { redirect, respond } = await result;
  const again = await visit(validUrl());
  const other = await visit(callback({ state: STATE, code: 'ANOTHER' }));
  for (const { status, body } of [again, other]) {
    expect(status).toBe(410);
    expect(body).toContain('Sign-in already finished');
  }
  expect(redirect).toEqual({ kind: 'code', code: CODE });
  await respond(PAGES.signedIn);
  expect((await first).status).toBe(200);
});

test('listen() accepts an error of the consent page with the correct state', async () => {
  const { result } = await start();
  const browser = visit(callback({ state: STATE, error: 'access_denied' }));
  const { redirect, respond } = await result;
  expect(redirect).toEqual({ kind: 'denied', error: 'access_denied' });
  await respond(PAGES.failed);
  await browser;
});

test('respond() resolves if the browser has closed the connection', async () => {
  const { result } = await start();
  const { port } = new URL(listener.redirectUri);
  const { pathname, search } = new URL(validUrl());
  const socket = connect(Number(port), '127.0.0.1', () => {
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  });
  const { respond } = await result;
  const closed = new Promise((done) => socket.on('close', done));
  socket.destroy();
  await closed;
  await expect(respond(PAGES.signedIn)).resolves.toBeUndefined();
});

test('listen() fails with timed_out and closes the port if no redirect arrives', async () => {
  const { result, redirectUri } = await start({ timeoutMs: 1 });
  const error: unknown = await result.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CliError);
  expect(error).toMatchObject({
    failure: { reason: 'timed_out', input: 'login' },
    wording: { title: 'Sign-in timed out', remedy: expect.stringContaining('--no-browser') },
  });
  await expect(visit(redirectUri)).rejects.toThrow('ECONNREFUSED');
});

test.each(['before', 'while'])('listen() fails with cancelled if it is interrupted %s waiting', async (when) => {
  const interrupt = new AbortController();
  if (when === 'before') interrupt.abort();
  const { result } = await start({ signal: interrupt.signal });
  interrupt.abort();
  await expect(result).rejects.toMatchObject({ failure: { reason: 'cancelled' } });
});

test('listen() fails with input_invalid for --port if the port is in use', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(start({ port })).rejects.toMatchObject({ failure: { reason: 'input_invalid', input: '--port' } });
  await new Promise((done) => other.close(done));
});
