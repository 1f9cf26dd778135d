import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { create, toBinary } from '@bufbuild/protobuf';
import { Health, HealthCheckRequestSchema } from '../../../provider/plugin/generated/health_pb.js';
import { GRPCController, GRPCStdio } from '../../../provider/plugin/generated/plugin_pb.js';
import { listen, type Listener } from '../../../provider/plugin/listener.js';
import { createHttp2Handler } from '../../../provider/plugin/http2.js';
import { createStreamListener, unary } from '../../../provider/plugin/rpc.js';
import { pluginMethods } from '../../../provider/plugin/services.js';
import { call, framed, openSession, pathOf, send } from '../client.js';

const SECRET = 'pk_1_SECRET';
const INTERNAL_ERROR =
  'Internal error in the ClickUp provider. Run again with TF_LOG_PROVIDER=error and report the logged error.';
let logged: string[];
let events: string[];
let listener: Listener;
let session: ClientHttp2Session;

beforeEach(async () => {
  const [lines, called]: [string[], string[]] = [[], []];
  [logged, events] = [lines, called];
  const failing = unary({ ...Health.method.check, name: 'Fail' }, () => {
    throw new TypeError(`received ${SECRET}`);
  });
  const methods = [...pluginMethods(() => called.push('shutdown')), failing];
  const onStream = createStreamListener(methods, (...line) => void lines.push(JSON.stringify(line)));
  listener = await listen(
    undefined,
    createHttp2Handler(onStream, () => called.push('disconnected')),
  );
  session = openSession(listener.socketPath);
});

afterEach(() => {
  session.destroy();
  listener.close();
});

const CHECK = pathOf(Health.method.check);
const request = toBinary(HealthCheckRequestSchema, create(HealthCheckRequestSchema, { service: 'plugin' }));

test('Check returns SERVING for the plugin', async () => {
  expect(await call(session, Health.method.check, { service: 'plugin' })).toMatchObject({ status: 1 });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('Check fails with NOT_FOUND for another service', async () => {
  await expect(call(session, Health.method.check, { service: 'other' })).rejects.toThrow('5 Unknown service.');
});

test('an unknown method fails with UNIMPLEMENTED, and the connection stays open', async () => {
  expect(await send(session, '/plugin.GRPCBroker/StartStream', Buffer.alloc(0))).toMatchObject({ status: '12' });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('Shutdown responds before it calls onShutdown', async () => {
  await call(session, GRPCController.method.shutdown, {});
  while (events.length === 0) await new Promise(setImmediate);
  expect(events).toEqual(['shutdown']);
});

test('StreamStdio sends nothing and stays open during other calls', async () => {
  let ended = false;
  const stdio = send(session, pathOf(GRPCStdio.method.streamStdio), framed(Buffer.alloc(0))).then(() => (ended = true));
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
  expect(ended).toBe(false);
  session.destroy();
  await stdio;
});

test('onDisconnected is called when the last connection closes', async () => {
  const other = openSession(listener.socketPath);
  await call(other, Health.method.check, {});
  await call(session, Health.method.check, {});
  other.destroy();
  await call(session, Health.method.check, {});
  expect(events).toEqual([]);
  session.destroy();
  while (events.length === 0) await new Promise(setImmediate);
  expect(events).toEqual(['disconnected']);
});

test.each([
  ['an empty body', Buffer.alloc(0), '3'],
  ['an incomplete prefix', Buffer.of(0, 0), '3'],
  ['a truncated frame', framed(request).subarray(0, 8), '3'],
  ['two messages', Buffer.concat([framed(request), framed(request)]), '3'],
  ['a compressed message', Buffer.concat([Buffer.of(1), framed(request).subarray(1)]), '12'],
  ['an invalid message', framed(Buffer.from('ffffffff', 'hex')), '3'],
  ['a frame with a length of 4 GB', Buffer.of(0, 255, 255, 255, 255, 1), '3'],
  ['a message above the size limit', Buffer.alloc(65 * 1024 * 1024), '8'],
])('%s gets an error response, and the connection stays open', async (_what, body, status) => {
  expect(await send(session, CHECK, body)).toMatchObject({ status });
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('an internal error returns INTERNAL, and neither the response nor the log contains its message', async () => {
  const { status, message } = await send(session, '/grpc.health.v1.Health/Fail', framed(request));
  expect({ status, message }).toEqual({ status: '13', message: INTERNAL_ERROR });
  expect(logged.join('\n')).toContain('TypeError');
  expect(logged.join('\n')).toContain('rpc.test.ts');
  expect(logged.join('\n')).not.toContain(SECRET);
});

test('a call that the client cancels does not affect other calls', async () => {
  const stream = session.request({ ':method': 'POST', ':path': CHECK, 'content-type': 'application/grpc' });
  stream.on('error', () => undefined);
  stream.write(framed(request).subarray(0, 3));
  await once(session, 'remoteSettings');
  stream.close(8);
  await once(stream, 'close');
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});

test('a connection that closes during a call does not affect other connections', async () => {
  const other = openSession(listener.socketPath);
  const stream = other.request({ ':method': 'POST', ':path': CHECK, 'content-type': 'application/grpc' });
  stream.on('error', () => undefined);
  stream.write(framed(request).subarray(0, 3));
  await once(other, 'remoteSettings');
  other.destroy();
  expect(await call(session, Health.method.check, {})).toMatchObject({ status: 1 });
});
