import { getEventListeners, once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import https from 'node:https';
import { authenticate, listWorkspaces, verifyToken, VERSION } from '../../src/index.js';
import { withoutProxy } from './environment.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { frozenTime } from './frozen-time.js';
import { closedPort, closeServers, json, serve, serveTls, type TestServer } from './server.js';

const USER = { user: { id: 7, username: 'Zoë €' } };

beforeAll(withoutProxy);
afterEach(closeServers);

/** What a request to `server` fails with, when it is sent once. */
async function refusedBy(server: TestServer, options: { maxReplyBytes?: number; requestTimeoutMs?: number } = {}) {
  return (await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, attempts: 1, ...options }))).failure;
}

test('a request says what it accepts, who asks, and that it has no body', async () => {
  const server = await serve((_, response) => json(response, USER));
  await verifyToken(PERSONAL, { apiUrl: server.url });
  const sent = { accept: 'application/json', authorization: PERSONAL, 'user-agent': `clickup-auth/${VERSION}` };
  const headers = server.seen[0]?.headers ?? {};
  expect(headers).toMatchObject(sent);
  expect(Object.keys(headers).toSorted()).toEqual([...Object.keys(sent), 'connection', 'host'].toSorted());
  expect(server.seen[0]?.body).toBe('');
});

test('a reply in many pieces is read whole, characters that were cut in two included', async () => {
  const server = await serve(async (_, response) => {
    for (const byte of Buffer.from(JSON.stringify(USER))) {
      await new Promise((resolve) => response.write(Buffer.of(byte), resolve));
    }
    response.end();
  });
  expect(await verifyToken(PERSONAL, { apiUrl: server.url })).toEqual({ id: '7', username: 'Zoë €' });
});

test('connections are kept: a second request needs no new one', async () => {
  const ports = new Set<number | undefined>();
  const server = await serve((_, response) => {
    ports.add(response.socket?.remotePort);
    json(response, USER);
  });
  for (let count = 0; count < 3; count += 1) await verifyToken(PERSONAL, { apiUrl: server.url });
  expect([server.seen.length, ports.size]).toEqual([3, 1]);
});

describe('a reply that is too long', () => {
  test('is refused at one byte more than maxReplyBytes, and read at exactly as many', async () => {
    const text = JSON.stringify(USER);
    const server = await serve((_, response) => response.end(text));
    const bytes = Buffer.byteLength(text);
    expect(await verifyToken(PERSONAL, { apiUrl: server.url, maxReplyBytes: bytes })).toMatchObject({ id: '7' });
    expect(await refusedBy(server, { maxReplyBytes: bytes - 1 })).toEqual({
      reason: 'reply_malformed',
      input: 'apiUrl',
      path: 'body',
      problem: `the reply is longer than ${bytes - 1} bytes`,
      answer: { request: 'GET /user', status: 200 },
    });
  });

  test('is cut while it comes: a reply without an end is no harm, and its connection is closed', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await serve((_, response) => {
      closed.push(once(response, 'close'));
      pour(response);
    });
    expect(await refusedBy(server, { maxReplyBytes: 1_000 })).toMatchObject({ reason: 'reply_malformed' });
    expect(await Promise.all(closed)).toHaveLength(1);
  });

  test('is refused whatever its status', async () => {
    const server = await serve((_, response) => json(response, { err: 'x'.repeat(1_000) }, 401));
    expect(await refusedBy(server, { maxReplyBytes: 100 })).toMatchObject({ answer: { status: 401 } });
  });
});

describe('a redirect', () => {
  test.each([300, 301, 302, 303, 304, 307, 308])(
    'with %i is refused, and its target is never contacted',
    async (status) => {
      const target = await serve((_, response) => json(response, USER));
      const server = await serve((_, response) => response.writeHead(status, { Location: `${target.url}/user` }).end());
      expect(await refusedBy(server)).toMatchObject({
        reason: 'reply_malformed',
        path: 'status',
        problem: 'received a redirect; redirects are not followed, to avoid sending the token to another host',
        answer: { status },
      });
      expect([server.seen.length, target.seen.length]).toEqual([1, 0]);
    },
  );
});

describe('what is no whole reply', () => {
  test.each([
    ['cut after half of the body', (response: ServerResponse) => cutAfter(response, '{"user":')],
    ['cut before the first byte', (response: ServerResponse) => response.destroy()],
  ])('one that is %s is a fault of the network', async (_, answer) => {
    const server = await serve((_request, response) => answer(response));
    expect(await refusedBy(server)).toEqual({
      reason: 'unreachable',
      input: 'apiUrl',
      host: `127.0.0.1:${server.port}`,
      code: 'ECONNRESET',
      problem: 'the connection was closed before the response was complete',
    });
  });

  test('one that is not HTTP is a fault of the network, told with Node’s code', async () => {
    const server = await serve((_, response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect(await refusedBy(server)).toMatchObject({ reason: 'unreachable', code: expect.stringMatching(/^HPE_/) });
  });

  test('nobody listens', async () => {
    const apiUrl = `http://127.0.0.1:${await closedPort()}`;
    const { failure } = await failureOf(listWorkspaces(PERSONAL, { apiUrl, attempts: 1 }));
    expect(failure).toMatchObject({ code: 'ECONNREFUSED', problem: 'the connection was refused' });
  });

  test('a 204 without a body is malformed', async () => {
    const server = await serve((_, response) => response.writeHead(204).end());
    expect(await refusedBy(server)).toMatchObject({ reason: 'reply_malformed', path: 'body', answer: { status: 204 } });
  });
});

describe('a server that is silent', () => {
  test('each request ends by its own bound, which is told, and the connection is closed', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await serve((_, response) => closed.push(once(response, 'close')));
    const { options, pauses } = frozenTime();
    const call = verifyToken(PERSONAL, { ...options, apiUrl: server.url, requestTimeoutMs: 50, attempts: 2 });
    const { failure } = await failureOf(call);
    expect(failure).toEqual({ reason: 'timed_out', input: 'apiUrl', limit: 'request', timeoutMs: 50 });
    expect(await Promise.all(closed)).toHaveLength(2);
    expect(pauses).toHaveLength(1);
  });

  test('the deadline ends the request, is told as the option was given, and nothing is tried again', async () => {
    const server = await serve(() => undefined);
    const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, timeoutMs: 50 }));
    expect(failure).toEqual({ reason: 'timed_out', input: 'apiUrl', limit: 'deadline', timeoutMs: 50 });
    expect(server.seen).toHaveLength(1);
  });

  test('a request that begins after the deadline ends at once', async () => {
    const server = await serve(() => undefined);
    let reads = 0;
    // A machine that slept between two reads of the clock.
    const clock = (): number => (reads += 1_000_000);
    const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, clock }));
    expect(failure).toMatchObject({ reason: 'timed_out', limit: 'deadline', timeoutMs: 60_000 });
  });

  test('a body that never ends is bounded too', async () => {
    const server = await serve((_, response) => response.write('{"user":'));
    expect(await refusedBy(server, { requestTimeoutMs: 50 })).toMatchObject({ reason: 'timed_out', limit: 'request' });
  });
});

test('nothing listens to the caller’s signal after an answer, a refusal, a timeout or a fault of the network', async () => {
  const { signal } = new AbortController();
  const apiUrl = `http://127.0.0.1:${await closedPort()}`;
  await failureOf(verifyToken(PERSONAL, { apiUrl, signal, attempts: 1 }));
  const good = await serve((_, response) => json(response, USER));
  await verifyToken(PERSONAL, { apiUrl: good.url, signal });
  const refusing = await serve((_, response) => json(response, {}, 401));
  await failureOf(verifyToken(PERSONAL, { apiUrl: refusing.url, signal }));
  const silent = await serve(() => undefined);
  await failureOf(
    verifyToken(PERSONAL, { apiUrl: silent.url, signal, requestTimeoutMs: 20, attempts: 2, random: () => 0 }),
  );
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe('https', () => {
  const { ca } = https.globalAgent.options;

  afterEach(() => {
    https.globalAgent.options.ca = ca;
    https.globalAgent.destroy();
  });

  /** As NODE_EXTRA_CA_CERTS does. */
  const trust = (): void => {
    https.globalAgent.options.ca = readFileSync('test/fixtures/tls/cert.pem');
  };

  test('a server with a certificate that is trusted is asked', async () => {
    trust();
    const server = await serveTls(({ url }, response) => json(response, url === '/user' ? USER : { teams: [] }));
    const { identity } = await authenticate({ token: PERSONAL, apiUrl: `https://localhost:${server.port}` });
    expect(identity.id).toBe('7');
    expect(server.seen.map(({ headers }) => headers.host)).toEqual(Array(2).fill(`localhost:${server.port}`));
  });

  test.each([
    ['is not trusted', 'localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => undefined],
    ['is another host’s', '127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID', trust],
  ])('a certificate that %s ends it before the token is sent, and is tried once', async (_, host, code, prepare) => {
    prepare();
    const { options, pauses } = frozenTime();
    const server = await serveTls((_request, response) => json(response, USER));
    const apiUrl = `https://${host}:${server.port}`;
    const { failure } = await failureOf(verifyToken(PERSONAL, { ...options, apiUrl }));
    const problem = 'the certificate could not be verified';
    expect(failure).toEqual({ reason: 'unreachable', input: 'apiUrl', host: `${host}:${server.port}`, code, problem });
    expect([server.seen, pauses]).toEqual([[], []]);
  });

  test('https to a port that speaks http is a fault of the network', async () => {
    const server = await serve((_, response) => json(response, USER));
    const { failure } = await failureOf(
      verifyToken(PERSONAL, { apiUrl: `https://127.0.0.1:${server.port}`, attempts: 1 }),
    );
    expect(failure).toMatchObject({ reason: 'unreachable', code: expect.stringMatching(/\w/) });
    expect(server.seen).toEqual([]);
  });

  test('a signal that aborts before the connection is opened cancels, and nothing is sent', async () => {
    trust();
    const controller = new AbortController();
    const server = await serveTls((_, response) => json(response, USER));
    const apiUrl = `https://localhost:${server.port}`;
    const call = verifyToken(PERSONAL, { apiUrl, signal: controller.signal });
    controller.abort();
    expect((await failureOf(call)).reason).toBe('cancelled');
    expect(server.seen).toEqual([]);
  });
});

/** Promises more than it sends. */
function cutAfter(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Length': 1_000 });
  response.write(text, () => response.destroy());
}

/** Sends without an end, as fast as it is read. */
function pour(response: ServerResponse): void {
  response.write('x'.repeat(10_000), (error) => {
    if (!error && !response.destroyed) pour(response);
  });
}
