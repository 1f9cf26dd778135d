import { Health, HealthCheckResponse_ServingStatus } from './generated/health_pb.js';
import { GRPCController, GRPCStdio } from './generated/plugin_pb.js';
import { Code, RpcError } from './grpc.js';
import { silent, unary, type Method } from './rpc.js';

/** What the host asks every plugin. */
export function pluginMethods(onShutdown: () => void): readonly Method[] {
  return [
    unary(GRPCController.method.shutdown, (_request, closed) => {
      // Exit after the response is sent. The host waits two seconds for a plugin that is still running, on every start.
      void closed.then(onShutdown);
      return {};
    }),
    // What is written to stdout after the handshake: nothing. As long as the stream is open, the host does not take the
    // connection for idle and close it, which it does after half an hour.
    silent(GRPCStdio.method.streamStdio),
    unary(Health.method.check, ({ service }) => {
      if (service === '' || service === 'plugin') return { status: HealthCheckResponse_ServingStatus.SERVING };
      throw new RpcError(Code.notFound, 'There is no such service.');
    }),
  ];
}
