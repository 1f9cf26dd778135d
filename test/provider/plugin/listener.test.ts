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

test('the client whose certificate is awaited may speak', async () => {
  const socket = await connectByTls(listener.socketPath, certificate.der, CLIENT);
  expect(socket.getProtocol()).toBe('TLSv1.3');
  expect(await readAll(socket)).toBe('welcome');
  expect(accepted).toHaveLength(1);
});

test('a client without a certificate hears nothing', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der))).toBe('');
  expect(accepted).toEqual([]);
});

test('a client with another certificate, made in the same way, hears nothing', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, createCertificate()))).toBe('');
  expect(accepted).toEqual([]);
});

test('a client with the server’s own certificate hears nothing', async () => {
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, certificate))).toBe('');
  expect(accepted).toEqual([]);
});

test('a client that speaks plain text is cut off', async () => {
  const socket = connect(listener.socketPath);
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  // What comes back is TLS's alert, and no HTTP/2.
  expect(await readAll(socket)).not.toContain('welcome');
  expect(accepted).toEqual([]);
});

test('after strangers were turned away, the client that is awaited may speak', async () => {
  await readAll(await connectByTls(listener.socketPath, certificate.der, createCertificate()));
  expect(await readAll(await connectByTls(listener.socketPath, certificate.der, CLIENT))).toBe('welcome');
});

test('the socket lies in a folder that only this user can enter, and is removed with it', () => {
  const folder = dirname(listener.socketPath);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  listener.close();
  expect(existsSync(folder)).toBe(false);
});

test('where the usual folder has too long a name for a socket, another one is taken', async () => {
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
