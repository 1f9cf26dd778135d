import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { createCertificate } from '../../../provider/plugin/certificate.js';
import { listen, type Listener } from '../../../provider/plugin/listener.js';
import { CLIENT, connectByTls } from '../client.js';

const certificate = createCertificate();
const accepted: Socket[] = [];
const open: Socket[] = [];
let listener: Listener;

beforeEach(async () => {
  listener = await listen({ certificate, clientCertificate: CLIENT.der }, (socket) => {
    accepted.push(socket);
    socket.end('welcome');
  });
});

afterEach(() => {
  for (const socket of [...accepted.splice(0), ...open.splice(0)]) socket.destroy();
  listener.close();
});

async function readAll(socket: Socket): Promise<string> {
  open.push(socket);
  let text = '';
  socket.on('data', (data: Buffer) => (text += data.toString())).on('error', () => undefined);
  await once(socket, 'close');
  return text;
}

test('listen() accepts the client with the pinned certificate', async () => {
  const socket = await connectByTls(listener.socketPath, certificate.der, CLIENT);
  expect(socket.getProtocol()).toBe('TLSv1.3');
  expect(await readAll(socket)).toBe('welcome');
  expect(accepted).toHaveLength(1);
});

test('P7: listen() accepts the client with TLS 1.2 only, and rejects others', async () => {
  const limited = { maxVersion: 'TLSv1.2' } as const;
  const socket = await connectByTls(listener.socketPath, certificate.der, CLIENT, limited);
  expect([socket.getProtocol(), socket.alpnProtocol]).toEqual(['TLSv1.2', 'h2']);
  expect(await readAll(socket)).toBe('welcome');
  for (const client of [undefined, createCertificate()]) {
    // The listener can close the connection before the client has finished the handshake of TLS 1.2.
    const text = connectByTls(listener.socketPath, certificate.der, client, limited).then(readAll, () => '');
    expect(await text).toBe('');
  }
  expect(accepted).toHaveLength(1);
});

test('listen() closes the connection of a client without a certificate', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der))).toBe('');
  expect(accepted).toEqual([]);
});

test('listen() closes the connection of a client with a different certificate', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, createCertificate()))).toBe('');
  expect(accepted).toEqual([]);
});

test('listen() closes the connection of a client with the certificate of the server', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, certificate))).toBe('');
  expect(accepted).toEqual([]);
});

test('listen() closes the connection of a client without TLS', async () => {
  const socket = connect(listener.socketPath);
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  // The response is a TLS alert, not HTTP/2.
  expect(await readAll(socket)).not.toContain('welcome');
  expect(accepted).toEqual([]);
});

test('listen() accepts the expected client after it rejected another one', async () => {
  await readAll(await connectByTls(listener.socketPath, certificate.der, createCertificate()));
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, CLIENT))).toBe('welcome');
});

test('close() removes the socket and its directory, which only this user can enter', () => {
  const directory = dirname(listener.socketPath);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  listener.close();
  expect(existsSync(directory)).toBe(false);
});

test('listen() uses /tmp when the path in TMPDIR is too long for a socket', async () => {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = `/${'long/'.repeat(30)}`;
  try {
    const other = await listen(undefined, () => undefined);
    expect(other.socketPath).toMatch(/^\/tmp\/clickup-/);
    other.close();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});
