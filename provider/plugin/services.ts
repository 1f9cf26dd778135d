import { Health, HealthCheckResponse_ServingStatus } from './generated/health_pb.js';
import { GRPCController, GRPCStdio } from './generated/plugin_pb.js';
import { Code, RpcError } from './grpc.js';
import { idleStream, unary, type Method } from './rpc.js';

/** The services that go-plugin requires of every plugin. */
export function pluginMethods(onShutdown: () => void): readonly Method[] {
  return [
    unary(GRPCController.method.shutdown, (_request, closed) => {
      // Exit after the response is sent. The host waits two seconds for a plugin that is still running, on every start.
      void closed.then(onShutdown);
      return {};
    }),
    // Nothing is written to stdout after the handshake. The open stream keeps the connection alive: the host closes an
    // idle one after 30 minutes.
    idleStream(GRPCStdio.method.streamStdio),
    unary(Health.method.check, ({ service }) => {
      if (service === '' || service === 'plugin') return { status: HealthCheckResponse_ServingStatus.SERVING };
      throw new RpcError(Code.notFound, 'Unknown service.');
    }),
  ];
}
