import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { listen, type Listener, type ListenerOptions } from '../../cli/login/listener.js';
import { FAILED, SIGNED_IN } from '../../cli/login/page.js';
import { CliError } from '../../cli/errors.js';
import { visit } from './browser.js';

const STATE = 'a-state-that-nobody-guesses';
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

const good = (): string => callback({ state: STATE, code: CODE });

test('the redirect of this sign-in is believed, and its browser gets the last page', async () => {
  const { result } = await start();
  const browser = visit(good());
  const { redirect, respond } = await result;
  expect(redirect).toEqual({ kind: 'code', code: CODE });
  await respond(SIGNED_IN);
  const { status, headers, body } = await browser;
  expect(status).toBe(200);
  expect(body).toContain('<h1>You are signed in</h1>');
  expect(headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  // Neither the code nor the state, and nothing that is loaded from elsewhere or runs.
  expect(body).not.toContain(CODE);
  expect(body).not.toContain(STATE);
  expect(body).not.toMatch(/<(script|img|link|iframe|form|a)\b|https?:|url\(/);
});

test('after its last page nothing listens any more', async () => {
  const { result, redirectUri } = await start();
  const browser = visit(good());
  await (await result).respond(SIGNED_IN);
  await browser;
  await expect(visit(redirectUri)).rejects.toThrow('ECONNREFUSED');
});

test('only loopback is listened on', async () => {
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

describe('a request that is refused', () => {
  const refused: [string, () => string, { method?: string; headers?: Record<string, string> }, number, string][] = [
    [
      'a wrong state',
      () => callback({ state: 'guess', code: CODE }),
      {},
      400,
      'Its state is not the one of this sign-in.',
    ],
    [
      'a state of another case',
      () => callback({ state: STATE.toUpperCase(), code: CODE }),
      {},
      400,
      'Its state is not',
    ],
    ['no state', () => callback({ code: CODE }), {}, 400, 'It has no state.'],
    ['an empty state', () => callback({ state: '', code: CODE }), {}, 400, 'Its state is not'],
    ['the state twice', () => `${good()}&state=${STATE}`, {}, 400, 'It has more than one state.'],
    [
      'a wrong state before the right one',
      () => `${callback({ state: 'x', code: CODE })}&state=${STATE}`,
      {},
      400,
      'more than one state',
    ],
    ['a second code', () => `${good()}&code=OTHER`, {}, 400, 'It has more than one code.'],
    ['no code', () => callback({ state: STATE }), {}, 400, 'It has no code.'],
    ['an empty code', () => callback({ state: STATE, code: '' }), {}, 400, 'It has no code.'],
    ['a code of several lines', () => callback({ state: STATE, code: 'A\r\nB' }), {}, 400, 'can’t be one'],
    ['an endless code', () => callback({ state: STATE, code: 'A'.repeat(3000) }), {}, 400, 'can’t be one'],
    ['a code and an error', () => `${good()}&error=x`, {}, 400, 'both a code and an error'],
    [
      'an error with a wrong state',
      () => callback({ state: 'guess', error: 'access_denied' }),
      {},
      400,
      'Its state is not',
    ],
    ['another path', () => good().replace('/callback', '/'), {}, 404, 'Nothing here'],
    ['a path below', () => good().replace('/callback', '/callback/x'), {}, 404, 'Nothing here'],
    ['another method', good, { method: 'POST' }, 405, 'Nothing here'],
    ['HEAD, as for a preview', good, { method: 'HEAD' }, 405, ''],
    ['another Host', good, { headers: { Host: 'attacker.example' } }, 421, 'Wrong host'],
    ['another name of this machine', good, { headers: { Host: 'localhost' } }, 421, 'Wrong host'],
    ['the Host without its port', good, { headers: { Host: '127.0.0.1' } }, 421, 'Wrong host'],
  ];

  test.each(refused)('%s: gets a clear word, and the sign-in goes on', async (_, url, asking, status, word) => {
    const { result } = await start();
    const shown = await visit(url(), asking);
    expect(shown.status).toBe(status);
    expect(shown.body).toContain(word);
    expect(shown.body).not.toContain(CODE);
    expect(shown.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    const browser = visit(good());
    const { redirect, respond } = await result;
    expect(redirect).toEqual({ kind: 'code', code: CODE });
    await respond(FAILED);
    expect((await browser).body).toContain('The sign-in failed');
  });

  test('what is in the request never comes back in a page', async () => {
    await start();
    const shown = await visit(`${listener.redirectUri}?state=%3Cscript%3E&code=%3Cb%3E&%3Ci%3E=1`);
    expect(shown.body).not.toMatch(/<(script|b|i)>/);
  });

  test('a request target that is no URL does no harm', async () => {
    await start();
    const { port } = new URL(listener.redirectUri);
    const text = await new Promise<string>((done, failed) => {
      let all = '';
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.end(`GET //[ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
      });
      socket.on('data', (data: Buffer) => (all += data.toString()));
      socket.on('end', () => done(all)).on('error', failed);
    });
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
  });
});

test('a repeated redirect, or a second code, is told that the sign-in is over, and changes nothing', async () => {
  const { result } = await start();
  const first = visit(good());
  const { redirect, respond } = await result;
  const again = await visit(good());
  const other = await visit(callback({ state: STATE, code: 'ANOTHER' }));
  for (const { status, body } of [again, other]) {
    expect(status).toBe(410);
    expect(body).toContain('Sign-in already finished');
  }
  expect(redirect).toEqual({ kind: 'code', code: CODE });
  await respond(SIGNED_IN);
  expect((await first).status).toBe(200);
});

test('an error of the consent page with the right state ends the wait', async () => {
  const { result } = await start();
  const browser = visit(callback({ state: STATE, error: 'access_denied' }));
  const { redirect, respond } = await result;
  expect(redirect).toEqual({ kind: 'denied', error: 'access_denied' });
  await respond(FAILED);
  await browser;
});

test('a browser that has gone does not keep the sign-in waiting', async () => {
  const { result } = await start();
  const { port } = new URL(listener.redirectUri);
  const { pathname, search } = new URL(good());
  const socket = connect(Number(port), '127.0.0.1', () => {
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  });
  const { respond } = await result;
  const gone = new Promise((done) => socket.on('close', done));
  socket.destroy();
  await gone;
  await expect(respond(SIGNED_IN)).resolves.toBeUndefined();
});

test('nobody coming back ends the wait, with a word on the port that is closed again', async () => {
  const { result, redirectUri } = await start({ timeoutMs: 1 });
  const error: unknown = await result.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CliError);
  expect(error).toMatchObject({
    error: { failure: { reason: 'timed_out', input: 'login' } },
    own: { title: 'Sign-in timed out', remedy: expect.stringContaining('--no-browser') },
  });
  await expect(visit(redirectUri)).rejects.toThrow('ECONNREFUSED');
});

test.each(['before', 'while'])('an interrupt %s it waits ends it', async (when) => {
  const interrupt = new AbortController();
  if (when === 'before') interrupt.abort();
  const { result } = await start({ signal: interrupt.signal });
  interrupt.abort();
  await expect(result).rejects.toMatchObject({ failure: { reason: 'cancelled' } });
});

test('a port that is taken is named', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(start({ port })).rejects.toMatchObject({ failure: { reason: 'input_invalid', input: '--port' } });
  await new Promise((done) => other.close(done));
});
