import {
  create,
  fromBinary,
  toBinary,
  type DescMessage,
  type DescMethod,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import { Code, receive, RpcError, sendError, sendResponse } from './grpc.js';
import type { StreamListener } from './http2.js';
import { errorFields, type Log } from './logger.js';

export interface Method {
  /** For example `/plugin.GRPCController/Shutdown`. */
  readonly path: string;
  /** Returns the response. `closed` resolves when the stream closes, after the response or a disconnect. */
  readonly handle: (message: Uint8Array, closed: Promise<void>) => Promise<Uint8Array>;
}

/** Creates a method with one request message and one response message. */
export function unary<Input extends DescMessage, Output extends DescMessage>(
  method: DescMethod & { readonly input: Input; readonly output: Output },
  handler: (
    request: MessageShape<Input>,
    closed: Promise<void>,
  ) => MessageInitShape<Output> | Promise<MessageInitShape<Output>>,
): Method {
  const { input, output } = method;
  return {
    path: pathOf(method),
    handle: async (message, closed) => toBinary(output, create(output, await handler(decode(input, message), closed))),
  };
}

/** Creates a streaming method that sends nothing and stays open until the client closes it. */
export function idleStream(method: DescMethod): Method {
  return { path: pathOf(method), handle: async (_message, closed) => closed.then(() => Uint8Array.of()) };
}

/** Serves gRPC methods. Every call gets a response or a gRPC error. */
export function createStreamListener(methods: readonly Method[], log: Log): StreamListener {
  const byPath = new Map(methods.map((method) => [method.path, method]));
  return (stream, headers) => {
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    stream.on('error', (error) => log('debug', 'call aborted', errorFields(error)));
    const path = headers[':path'] ?? '';
    void serveCall().catch((error: unknown) => sendError(stream, toRpcError(error, path, log)));

    async function serveCall(): Promise<void> {
      const started = performance.now();
      const method = byPath.get(path);
      if (method === undefined) throw new RpcError(Code.unimplemented, 'Unknown method.');
      sendResponse(stream, await method.handle(await receive(stream), closed));
      log('trace', 'served', { rpc: path, ms: Math.round(performance.now() - started) });
    }
  };
}

function pathOf(method: DescMethod): string {
  return `/${method.parent.typeName}/${method.name}`;
}

function decode<Desc extends DescMessage>(type: Desc, message: Uint8Array): MessageShape<Desc> {
  try {
    return fromBinary(type, message);
  } catch {
    throw new RpcError(Code.invalidArgument, 'Invalid message.');
  }
}

function toRpcError(error: unknown, path: string, log: Log): RpcError {
  if (error instanceof RpcError) {
    log('trace', 'rejected', { rpc: path.slice(0, 100), code: error.code });
    return error;
  }
  log('error', 'internal error', { rpc: path, ...errorFields(error) });
  return new RpcError(
    Code.internal,
    'Internal error in the ClickUp provider. Run again with TF_LOG_PROVIDER=error and report the logged error.',
  );
}
