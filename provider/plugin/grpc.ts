import type { ServerHttp2Stream } from 'node:http2';

/** gRPC status codes that this provider returns. */
export const Code = {
  ok: 0,
  cancelled: 1,
  invalidArgument: 3,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
} as const;

export type Code = (typeof Code)[keyof typeof Code];

/** An error response. The message is sent to the client, so it must not quote input. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}

/** As in Terraform, which accepts messages of this size from a provider. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** A message starts with a compression flag (1 byte) and its length (4 bytes). */
const PREFIX_BYTES = 5;

/** Reads the request message of a call. Fails with an RpcError. */
export async function receive(stream: ServerHttp2Stream): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // Read and discard the rest of a large message, because closing the stream early can lose the error response.
      if (bytes <= MAX_MESSAGE_BYTES) chunks.push(chunk);
      else reject(new RpcError(Code.resourceExhausted, 'The message is too large.'));
    });
    stream.on('end', () => {
      try {
        resolve(unframe(Buffer.concat(chunks)));
      } catch (error) {
        reject(error);
      }
    });
    stream.on('close', () => reject(new RpcError(Code.cancelled, 'The call was cancelled.')));
  });
}

function unframe(body: Buffer): Uint8Array {
  if (body.length < PREFIX_BYTES || body.readUInt32BE(1) !== body.length - PREFIX_BYTES) {
    throw new RpcError(Code.invalidArgument, 'Expected exactly one message.');
  }
  if (body[0] === 0) return body.subarray(PREFIX_BYTES);
  throw new RpcError(Code.unimplemented, 'Compressed messages are not supported.');
}

/** Sends the response message, with status OK. */
export function sendResponse(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (stream.closed || stream.destroyed) return;
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': String(Code.ok) }));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(message.length, 1);
  stream.write(prefix);
  stream.end(message);
}

/** Sends an error response, which has headers only. */
export function sendError(stream: ServerHttp2Stream, { code, message }: RpcError): void {
  if (stream.closed || stream.destroyed) return;
  const headers = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message) };
  stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...headers }, { endStream: true });
  // Discard the rest of the request.
  stream.resume();
}
