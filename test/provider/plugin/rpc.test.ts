import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { create, toBinary } from '@bufbuild/protobuf';
import { Health, HealthCheckRequestSchema } from '../../../provider/plugin/generated/health_pb.js';
import { GRPCController, GRPCStdio } from '../../../provider/plugin/generated/plugin_pb.js';
import { listen, type Listener } from '../../../provider/plugin/listener.js';
import { createStreamListener, unary } from '../../../provider/plugin/rpc.js';
import { pluginMethods } from '../../../provider/plugin/services.js';
import { createSessions } from '../../../provider/plugin/sessions.js';
import { call, framed, openSession, pathOf, send } from '../client.js';

const SECRET = 'pk_1_SECRET';
let logged: string[];
let endings: string[];
let listener: Listener;
let session: ClientHttp2Session;

beforeEach(async () => {
  const [lines, ended]: [string[], string[]] = [[], []];
  [logged, endings] = [lines, ended];
  const faulty = unary({ ...Health.method.check, name: 'Fail' }, () => {
    throw new TypeError(`what was given is ${SECRET}`);
  });
  const methods = [...pluginMethods(() => ended.push('shutdown')), faulty];
  const onStream = createStreamListener(methods, (...line) => void lines.push(JSON.stringify(line)));
  listener = await listen(
    undefined,
    createSessions(onStream, () => ended.push('abandoned')),
  );
  session = openSession(listener.socketPath);
});

afterEach(() => {
  session.destroy();
  listener.close();
});

const CHECK = pathOf(Health.method.check);
const request = toBinary(HealthCheckRequestSchema, create(HealthCheckRequestSchema, { service: 'plugin' }));

test('the health of the plugin is told', async () => {
  expect(await call(session, Health.method.check, { service: 'plugin' })).toMatchObject({ status: 1 });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('the health of another service is not found', async () => {
  await expect(call(session, Health.method.check, { service: 'other' })).rejects.toThrow('5 There is no such service.');
});

test('a method that is not served is unimplemented, and the connection goes on', async () => {
  expect(await send(session, '/plugin.GRPCBroker/StartStream', Buffer.alloc(0))).toMatchObject({ status: '12' });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('a shutdown is answered and carried out', async () => {
  await call(session, GRPCController.method.shutdown, {});
  while (endings.length === 0) await new Promise(setImmediate);
  expect(endings).toEqual(['shutdown']);
});

test('the stream of stdio says nothing and stays open, while other calls are answered', async () => {
  let ended = false;
  const stdio = send(session, pathOf(GRPCStdio.method.streamStdio), framed(Buffer.alloc(0))).then(() => (ended = true));
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
  expect(ended).toBe(false);
  session.destroy();
  await stdio;
});

test('when the last connection has ended, the host is gone', async () => {
  const other = openSession(listener.socketPath);
  await call(other, Health.method.check, {});
  await call(session, Health.method.check, {});
  other.destroy();
  await call(session, Health.method.check, {});
  expect(endings).toEqual([]);
  session.destroy();
  while (endings.length === 0) await new Promise(setImmediate);
  expect(endings).toEqual(['abandoned']);
});

test.each([
  ['nothing', Buffer.alloc(0), '3'],
  ['less than a frame', Buffer.of(0, 0), '3'],
  ['a frame that is cut off', framed(request).subarray(0, 8), '3'],
  ['two messages', Buffer.concat([framed(request), framed(request)]), '3'],
  ['a compressed message', Buffer.concat([Buffer.of(1), framed(request).subarray(1)]), '12'],
  ['a message that is none', framed(Buffer.from('ffffffff', 'hex')), '3'],
  ['a frame that promises four gigabytes', Buffer.of(0, 255, 255, 255, 255, 1), '3'],
  ['more than is read', Buffer.alloc(5 * 1024 * 1024), '8'],
])('%s is answered by an error', async (_what, body, status) => {
  expect(await send(session, CHECK, body)).toMatchObject({ status });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('a fault of ours is an error reply, and neither it nor the log quotes what the code was given', async () => {
  const { status, message } = await send(session, '/grpc.health.v1.Health/Fail', framed(request));
  expect({ status, message }).toEqual({ status: '13', message: 'A fault of the provider, which its log describes.' });
  expect(logged.join('\n')).toContain('TypeError');
  expect(logged.join('\n')).toContain('rpc.test.ts');
  expect(logged.join('\n')).not.toContain(SECRET);
});

test('a call that its client gives up harms no other', async () => {
  const stream = session.request({ ':method': 'POST', ':path': CHECK, 'content-type': 'application/grpc' });
  stream.on('error', () => undefined);
  stream.write(framed(request).subarray(0, 3));
  await once(session, 'remoteSettings');
  stream.close(8);
  await once(stream, 'close');
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('a connection that breaks in the middle of a call harms no other', async () => {
  const other = openSession(listener.socketPath);
  const stream = other.request({ ':method': 'POST', ':path': CHECK, 'content-type': 'application/grpc' });
  stream.on('error', () => undefined);
  stream.write(framed(request).subarray(0, 3));
  await once(other, 'remoteSettings');
  other.destroy();
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});
