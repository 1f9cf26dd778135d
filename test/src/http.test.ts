import { getEventListeners, once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import https from 'node:https';
import { authenticate, listWorkspaces, verifyToken, VERSION } from '../../src/index.js';
import { withoutProxy } from './environment.js';
import { failureOf, PERSONAL } from './failure-of.js';
import { fakeTime } from './fake-time.js';
import { closedPort, closeServers, json, serve, serveTls, type TestServer } from './server.js';

const USER = { user: { id: 7, username: 'Zoë €' } };

beforeAll(withoutProxy);
afterEach(closeServers);

/** The failure of one request to `server`. */
async function failureFrom(server: TestServer, options: { maxReplyBytes?: number; requestTimeoutMs?: number } = {}) {
  return (await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, attempts: 1, ...options }))).failure;
}

test('a GET request has the headers Accept, Authorization and User-Agent, and no body', async () => {
  const server = await serve((_, response) => json(response, USER));
  await verifyToken(PERSONAL, { apiUrl: server.url });
  const sent = { accept: 'application/json', authorization: PERSONAL, 'user-agent': `clickup-auth/${VERSION}` };
  const headers = server.seen[0]?.headers ?? {};
  expect(headers).toMatchObject(sent);
  expect(Object.keys(headers).toSorted()).toEqual([...Object.keys(sent), 'connection', 'host'].toSorted());
  expect(server.seen[0]?.body).toBe('');
});

test('verifyToken() decodes a response in many chunks, including split characters', async () => {
  const server = await serve(async (_, response) => {
    for (const byte of Buffer.from(JSON.stringify(USER))) {
      await new Promise((resolve) => response.write(Buffer.of(byte), resolve));
    }
    response.end();
  });
  expect(await verifyToken(PERSONAL, { apiUrl: server.url })).toEqual({ id: '7', username: 'Zoë €' });
});

test('verifyToken() reuses the connection of an earlier request', async () => {
  const ports = new Set<number | undefined>();
  const server = await serve((_, response) => {
    ports.add(response.socket?.remotePort);
    json(response, USER);
  });
  for (let count = 0; count < 3; count += 1) await verifyToken(PERSONAL, { apiUrl: server.url });
  expect([server.seen.length, ports.size]).toEqual([3, 1]);
});

describe('a response larger than maxReplyBytes', () => {
  test('is rejected at one byte more than maxReplyBytes, and accepted at exactly as many', async () => {
    const text = JSON.stringify(USER);
    const server = await serve((_, response) => response.end(text));
    const bytes = Buffer.byteLength(text);
    expect(await verifyToken(PERSONAL, { apiUrl: server.url, maxReplyBytes: bytes })).toMatchObject({ id: '7' });
    expect(await failureFrom(server, { maxReplyBytes: bytes - 1 })).toEqual({
      reason: 'reply_malformed',
      input: 'apiUrl',
      path: 'body',
      problem: `the response is larger than ${bytes - 1} bytes`,
      answer: { request: 'GET /user', status: 200 },
    });
  });

  test('is rejected before it ends, and its connection is closed', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await serve((_, response) => {
      closed.push(once(response, 'close'));
      writeForever(response);
    });
    expect(await failureFrom(server, { maxReplyBytes: 1_000 })).toMatchObject({ reason: 'reply_malformed' });
    expect(await Promise.all(closed)).toHaveLength(1);
  });

  test('is rejected with any status', async () => {
    const server = await serve((_, response) => json(response, { err: 'x'.repeat(1_000) }, 401));
    expect(await failureFrom(server, { maxReplyBytes: 100 })).toMatchObject({ answer: { status: 401 } });
  });
});

describe('S13: the body of an error', () => {
  test.each([
    [400, 'reply_malformed'],
    [401, 'request_refused'],
    [404, 'reply_malformed'],
    [302, 'reply_malformed'],
    [429, 'rate_limited'],
    [500, 'clickup_unavailable'],
    [503, 'clickup_unavailable'],
  ])('is read up to 64 KiB with status %i, which means %s, and the connection is closed', async (status, reason) => {
    const closed: Promise<unknown>[] = [];
    let bytes = 0;
    const server = await serve((_, response) => {
      closed.push(once(response, 'close').then(() => (bytes = response.socket?.bytesWritten ?? bytes)));
      response.writeHead(status);
      writeForever(response);
    });
    expect(await failureFrom(server)).toMatchObject({ reason });
    expect(await Promise.all(closed)).toHaveLength(1);
    // The operating system buffers what is not read.
    expect(bytes).toBeLessThan(16 * 1024 * 1024);
  });

  test('is read completely if it is shorter', async () => {
    const err = 'x'.repeat(64 * 1024 - 100);
    const server = await serve((_, response) => json(response, { err, ECODE: 'TEAM_110' }, 403));
    expect(await failureFrom(server)).toMatchObject({ reason: 'request_refused', ecode: 'TEAM_110' });
  });

  test('needs little memory even if it is 64 MiB long', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const server = await serve((_, response) => response.writeHead(500).end(chunk.repeat(64)));
    await failureFrom(server);
    const before = process.memoryUsage().arrayBuffers;
    await failureFrom(server);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('a redirect', () => {
  test.each([300, 301, 302, 303, 304, 307, 308])(
    'with %i is rejected, and its target receives no request',
    async (status) => {
      const target = await serve((_, response) => json(response, USER));
      const server = await serve((_, response) => response.writeHead(status, { Location: `${target.url}/user` }).end());
      expect(await failureFrom(server)).toMatchObject({
        reason: 'reply_malformed',
        path: 'status',
        problem: 'received a redirect; redirects are not followed, to avoid sending the token to another host',
        answer: { status },
      });
      expect([server.seen.length, target.seen.length]).toEqual([1, 0]);
    },
  );
});

describe('an incomplete or invalid response', () => {
  test.each([
    ['closed within the body', (response: ServerResponse) => closeAfter(response, '{"user":')],
    ['closed before the first byte', (response: ServerResponse) => response.destroy()],
  ])('%s fails with unreachable', async (_, respond) => {
    const server = await serve((_request, response) => respond(response));
    expect(await failureFrom(server)).toEqual({
      reason: 'unreachable',
      input: 'apiUrl',
      host: `127.0.0.1:${server.port}`,
      code: 'ECONNRESET',
      problem: 'the connection was closed before the response was complete',
    });
  });

  test('that is not HTTP fails with unreachable and the error code of Node', async () => {
    const server = await serve((_, response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'));
    expect(await failureFrom(server)).toMatchObject({ reason: 'unreachable', code: expect.stringMatching(/^HPE_/) });
  });

  test('fails with unreachable when the port is closed', async () => {
    const apiUrl = `http://127.0.0.1:${await closedPort()}`;
    const { failure } = await failureOf(listWorkspaces(PERSONAL, { apiUrl, attempts: 1 }));
    expect(failure).toMatchObject({ code: 'ECONNREFUSED', problem: 'the connection was refused' });
  });

  test('fails with reply_malformed for status 204 without a body', async () => {
    const server = await serve((_, response) => response.writeHead(204).end());
    expect(await failureFrom(server)).toMatchObject({
      reason: 'reply_malformed',
      path: 'body',
      answer: { status: 204 },
    });
  });
});

describe('a server that does not respond', () => {
  test('each request fails with timed_out after requestTimeoutMs, and its connection is closed', async () => {
    const closed: Promise<unknown>[] = [];
    const server = await serve((_, response) => closed.push(once(response, 'close')));
    const { options, pauses } = fakeTime();
    const call = verifyToken(PERSONAL, { ...options, apiUrl: server.url, requestTimeoutMs: 50, attempts: 2 });
    const { failure } = await failureOf(call);
    expect(failure).toEqual({ reason: 'timed_out', input: 'apiUrl', limit: 'request', timeoutMs: 50 });
    expect(await Promise.all(closed)).toHaveLength(2);
    expect(pauses).toHaveLength(1);
  });

  test('the call fails with timed_out after timeoutMs, without a retry', async () => {
    const server = await serve(() => undefined);
    const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, timeoutMs: 50 }));
    expect(failure).toEqual({ reason: 'timed_out', input: 'apiUrl', limit: 'deadline', timeoutMs: 50 });
    expect(server.seen).toHaveLength(1);
  });

  test('a request that starts after the deadline fails immediately', async () => {
    const server = await serve(() => undefined);
    let reads = 0;
    // Simulates a machine that was suspended between two reads of the clock.
    const clock = (): number => (reads += 1_000_000);
    const { failure } = await failureOf(verifyToken(PERSONAL, { apiUrl: server.url, clock }));
    expect(failure).toMatchObject({ reason: 'timed_out', limit: 'deadline', timeoutMs: 60_000 });
  });

  test('a body that never ends fails with timed_out', async () => {
    const server = await serve((_, response) => response.write('{"user":'));
    expect(await failureFrom(server, { requestTimeoutMs: 50 })).toMatchObject({
      reason: 'timed_out',
      limit: 'request',
    });
  });
});

test('verifyToken() removes its listener from the signal after success and after every kind of failure', async () => {
  const { signal } = new AbortController();
  const apiUrl = `http://127.0.0.1:${await closedPort()}`;
  await failureOf(verifyToken(PERSONAL, { apiUrl, signal, attempts: 1 }));
  const good = await serve((_, response) => json(response, USER));
  await verifyToken(PERSONAL, { apiUrl: good.url, signal });
  const rejecting = await serve((_, response) => json(response, {}, 401));
  await failureOf(verifyToken(PERSONAL, { apiUrl: rejecting.url, signal }));
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

  /** Has the effect of NODE_EXTRA_CA_CERTS. */
  const trust = (): void => {
    https.globalAgent.options.ca = readFileSync('test/fixtures/tls/cert.pem');
  };

  test('authenticate() sends its requests when the certificate is trusted', async () => {
    trust();
    const server = await serveTls(({ url }, response) => json(response, url === '/user' ? USER : { teams: [] }));
    const { identity } = await authenticate({ token: PERSONAL, apiUrl: `https://localhost:${server.port}` });
    expect(identity.id).toBe('7');
    expect(server.seen.map(({ headers }) => headers.host)).toEqual(Array(2).fill(`localhost:${server.port}`));
  });

  test.each([
    ['is not trusted', 'localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT', () => undefined],
    ['belongs to another host', '127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID', trust],
  ])(
    'a certificate that %s fails with unreachable before the token is sent, without a retry',
    async (_, host, code, prepare) => {
      prepare();
      const { options, pauses } = fakeTime();
      const server = await serveTls((_request, response) => json(response, USER));
      const apiUrl = `https://${host}:${server.port}`;
      const { failure } = await failureOf(verifyToken(PERSONAL, { ...options, apiUrl }));
      const problem = 'the certificate could not be verified';
      expect(failure).toEqual({
        reason: 'unreachable',
        input: 'apiUrl',
        host: `${host}:${server.port}`,
        code,
        problem,
      });
      expect([server.seen, pauses]).toEqual([[], []]);
    },
  );

  test('fails with unreachable when the port serves http', async () => {
    const server = await serve((_, response) => json(response, USER));
    const { failure } = await failureOf(
      verifyToken(PERSONAL, { apiUrl: `https://127.0.0.1:${server.port}`, attempts: 1 }),
    );
    expect(failure).toMatchObject({ reason: 'unreachable', code: expect.stringMatching(/\w/) });
    expect(server.seen).toEqual([]);
  });

  test('a signal that is aborted before the connection opens cancels the call, and nothing is sent', async () => {
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

/** Closes the connection before the announced length. */
function closeAfter(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Length': 1_000 });
  response.write(text, () => response.destroy());
}

function writeForever(response: ServerResponse): void {
  response.write('x'.repeat(10_000), (error) => {
    if (!error && !response.destroyed) writeForever(response);
  });
}
