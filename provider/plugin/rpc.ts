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
import { describeFault, type Log } from './logger.js';
import type { StreamListener } from './sessions.js';

/** What answers calls of one path. `closed` resolves once a call is over: it was answered, or the other side is gone. */
export interface Method {
  /** As `/plugin.GRPCController/Shutdown`. */
  readonly path: string;
  readonly answer: (message: Uint8Array, closed: Promise<void>) => Promise<Uint8Array>;
}

/** One message in, one message out. */
export function unary<Input extends DescMessage, Output extends DescMessage>(
  method: DescMethod & { readonly input: Input; readonly output: Output },
  answer: (
    request: MessageShape<Input>,
    closed: Promise<void>,
  ) => MessageInitShape<Output> | Promise<MessageInitShape<Output>>,
): Method {
  const { input, output } = method;
  return {
    path: pathOf(method),
    answer: async (message, closed) => {
      const fields = await answer(parse(input, message), closed);
      return toBinary(output, create(output, fields));
    },
  };
}

/** A stream that says nothing and stays open as long as the other side wants it. */
export function silent(method: DescMethod): Method {
  return { path: pathOf(method), answer: async (_message, closed) => closed.then(() => Uint8Array.of()) };
}

/** Serves gRPC. Whatever is sent, the answer is a reply or an error reply. */
export function createStreamListener(methods: readonly Method[], log: Log): StreamListener {
  const byPath = new Map(methods.map((method) => [method.path, method]));
  return (stream, headers) => {
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    // A connection that breaks in the middle of a call.
    stream.on('error', (error) => log('debug', 'a call was cut', describeFault(error)));
    const path = headers[':path'] ?? '';
    void answer().catch((error: unknown) => sendError(stream, toRpcError(error, path, log)));

    async function answer(): Promise<void> {
      const started = performance.now();
      const method = byPath.get(path);
      if (method === undefined) throw new RpcError(Code.unimplemented, 'There is no such method.');
      sendResponse(stream, await method.answer(await receive(stream), closed));
      log('trace', 'served', { rpc: path, ms: Math.round(performance.now() - started) });
    }
  };
}

function pathOf(method: DescMethod): string {
  return `/${method.parent.typeName}/${method.name}`;
}

function parse<Desc extends DescMessage>(type: Desc, message: Uint8Array): MessageShape<Desc> {
  try {
    return fromBinary(type, message);
  } catch {
    throw new RpcError(Code.invalidArgument, 'The message is not what this method takes.');
  }
}

/** The other side is told of a fault of ours no more than that there was one. */
function toRpcError(error: unknown, path: string, log: Log): RpcError {
  if (error instanceof RpcError) {
    log('trace', 'refused', { rpc: path.slice(0, 100), code: error.code });
    return error;
  }
  log('error', 'a fault of the provider', { rpc: path, ...describeFault(error) });
  return new RpcError(Code.internal, 'A fault of the provider, which its log describes.');
}
