import { fromPem } from './certificate.js';

/** What a host of plugins and its plugins agree on beforehand. */
export interface Agreement {
  /** Set by the host for every plugin it starts, so that a person who starts one by hand is told. */
  readonly cookie: { readonly name: string; readonly value: string };
  /** The version of the protocol that is spoken after the handshake. */
  readonly protocolVersion: number;
}

/** Why the handshake fails. The host shows the user the first line of stdout. */
export interface HandshakeError {
  readonly stdoutMessage?: string;
  readonly stderrMessage: string;
}

/** What the host passed in the environment: its certificate, as DER. */
export interface Host {
  readonly clientCertificate: Buffer;
}

/** Reads what the host passed, or says why nothing can be served. */
export function readHost(
  env: Readonly<Record<string, string | undefined>>,
  { cookie, protocolVersion }: Agreement,
): Host | HandshakeError {
  if (env[cookie.name] !== cookie.value) {
    return { stderrMessage: 'This is a Terraform plugin; Terraform starts it. To start it manually, pass `--debug`.' };
  }
  const versions = (env['PLUGIN_PROTOCOL_VERSIONS'] ?? '').split(',').filter((version) => version !== '');
  if (versions.length > 0 && !versions.includes(String(protocolVersion))) {
    const line = `This provider requires plugin protocol ${protocolVersion}, but this Terraform supports ${versions.join(', ')}. Upgrade to Terraform 1.0 or later.`;
    return { stdoutMessage: line, stderrMessage: line };
  }
  const clientCertificate = fromPem(env['PLUGIN_CLIENT_CERT'] ?? '');
  if (clientCertificate === undefined) {
    // Without one anybody on this machine could speak.
    const line = 'This provider requires TLS between Terraform and plugins. Unset TF_DISABLE_PLUGIN_TLS.';
    return { stdoutMessage: line, stderrMessage: line };
  }
  return { clientCertificate };
}

/** The one line that tells the host where to connect. Base64 without padding, which the host does not read. */
export function handshakeLine({ protocolVersion }: Agreement, socketPath: string, certificate: Buffer): string {
  const encoded = certificate.toString('base64').replace(/=+$/, '');
  return `1|${protocolVersion}|unix|${socketPath}|grpc|${encoded}\n`;
}

/** What `TF_REATTACH_PROVIDERS` is set to, so that Terraform uses a process that is already there. */
export function reattachValue(
  { protocolVersion }: Agreement,
  address: string,
  socketPath: string,
  pid: number,
): string {
  const network = { Network: 'unix', String: socketPath };
  return JSON.stringify({
    [address]: { Protocol: 'grpc', ProtocolVersion: protocolVersion, Pid: pid, Test: true, Addr: network },
  });
}
