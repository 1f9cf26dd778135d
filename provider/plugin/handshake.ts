import { fromPem } from './certificate.js';

/** What the host and its plugins must agree on, as in go-plugin. */
export interface HandshakeConfig {
  /** An environment variable that the host sets, so that a plugin detects when a user starts it directly. */
  readonly magicCookie: { readonly name: string; readonly value: string };
  readonly protocolVersion: number;
}

/** Why the handshake fails. Terraform shows the first line of stdout. */
export interface HandshakeError {
  readonly stdoutMessage?: string;
  readonly stderrMessage: string;
}

export interface Host {
  /** DER, from the environment. */
  readonly clientCertificate: Buffer;
}

/** Validates the environment variables that the host sets for its plugins. */
export function readHost(
  env: Readonly<Record<string, string | undefined>>,
  { magicCookie, protocolVersion }: HandshakeConfig,
): Host | HandshakeError {
  if (env[magicCookie.name] !== magicCookie.value) {
    return { stderrMessage: 'This is a Terraform plugin; Terraform starts it. To start it manually, pass `--debug`.' };
  }
  const versions = (env['PLUGIN_PROTOCOL_VERSIONS'] ?? '').split(',').filter((version) => version !== '');
  if (versions.length > 0 && !versions.includes(String(protocolVersion))) {
    return handshakeError(
      `This provider requires plugin protocol ${protocolVersion}, but this Terraform supports ${versions.join(', ')}. Upgrade to Terraform 1.0 or later.`,
    );
  }
  const clientCertificate = fromPem(env['PLUGIN_CLIENT_CERT'] ?? '');
  // Without a client certificate, any process on this machine could connect.
  if (clientCertificate !== undefined) return { clientCertificate };
  return handshakeError('This provider requires TLS between Terraform and plugins. Unset TF_DISABLE_PLUGIN_TLS.');
}

function handshakeError(message: string): HandshakeError {
  return { stdoutMessage: message, stderrMessage: message };
}

/** Returns the line that go-plugin reads from stdout. It requires Base64 without padding. */
export function handshakeLine({ protocolVersion }: HandshakeConfig, socketPath: string, certificate: Buffer): string {
  const encoded = certificate.toString('base64').replace(/=+$/, '');
  return `1|${protocolVersion}|unix|${socketPath}|grpc|${encoded}\n`;
}

/** Returns the value of `TF_REATTACH_PROVIDERS` with which Terraform uses a running process. */
export function reattachValue(
  config: HandshakeConfig,
  addresses: readonly string[],
  socketPath: string,
  pid: number,
): string {
  const { protocolVersion } = config;
  const network = { Network: 'unix', String: socketPath };
  const provider = { Protocol: 'grpc', ProtocolVersion: protocolVersion, Pid: pid, Test: true, Addr: network };
  return JSON.stringify(Object.fromEntries(addresses.map((address) => [address, provider])));
}
