// A gRPC client for the provider that does what Terraform does, over a socket.
import { once } from 'node:events';
import { connect as connectHttp2, constants, type ClientHttp2Session } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { DescMessage, DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { createCertificate, toPem, type Certificate } from '../../provider/plugin/certificate.js';

/** The certificate of the client, with its key. */
export const CLIENT: Certificate = createCertificate();

/** A framed message and the gRPC status. */
export interface GrpcResponse {
  readonly status: string | undefined;
  readonly message: string;
  readonly body: Buffer;
}

/** Connects with TLS. Presents `client`, if any, and trusts only `server`. */
export async function connectByTls(
  path: string,
  server: Buffer,
  client?: Certificate,
  more: ConnectionOptions = {},
): Promise<TLSSocket> {
  const credentials = client && { cert: toPem(client.der), key: client.key.export({ type: 'pkcs8', format: 'pem' }) };
  const options = {
    path,
    ca: [toPem(server)],
    servername: 'localhost',
    ALPNProtocols: ['h2'],
    ...credentials,
    ...more,
  };
  const socket = connectTls(options);
  await once(socket, 'secureConnect');
  return socket;
}

/** Opens an HTTP/2 session on a connection, or on a new unencrypted connection to a socket path. */
export function openSession(connection: Duplex | string): ClientHttp2Session {
  const duplex = typeof connection === 'string' ? connectSocket(connection) : connection;
  const session = connectHttp2('http://localhost', { createConnection: () => duplex });
  session.on('error', () => undefined);
  return session;
}

/** Sends a call with this body. */
export async function send(session: ClientHttp2Session, path: string, body: Uint8Array): Promise<GrpcResponse> {
  const { HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_CONTENT_TYPE } = constants;
  const stream = session.request({
    [HTTP2_HEADER_METHOD]: 'POST',
    [HTTP2_HEADER_PATH]: path,
    [HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
    te: 'trailers',
  });
  let status: string | undefined;
  let message = '';
  const read = (headers: Readonly<Record<string, unknown>>): void => {
    if (typeof headers['grpc-status'] === 'string') status = headers['grpc-status'];
    if (typeof headers['grpc-message'] === 'string') message = decodeURIComponent(headers['grpc-message']);
  };
  stream.on('response', read).on('trailers', read);
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const closed = once(stream, 'close');
  stream.end(body);
  await closed;
  return { status, message, body: Buffer.concat(chunks) };
}

/** Frames an uncompressed message. */
export function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** Calls a method as Terraform does. Fails if the response is an error. */
export async function call<Input extends DescMessage, Output extends DescMessage>(
  session: ClientHttp2Session,
  method: DescMethod & { readonly input: Input; readonly output: Output },
  request: MessageInitShape<Input>,
): Promise<MessageShape<Output>> {
  const bytes = toBinary(method.input, create(method.input, request));
  const { status, message, body } = await send(session, pathOf(method), framed(bytes));
  if (status !== '0') throw new Error(`${method.name}: ${status} ${message}`);
  return fromBinary(method.output, body.subarray(5));
}

export function pathOf(method: DescMethod): string {
  return `/${method.parent.typeName}/${method.name}`;
}
