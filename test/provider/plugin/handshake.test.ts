import { createCertificate, toPem } from '../../../provider/plugin/certificate.js';
import { handshakeLine, readHost, reattachValue } from '../../../provider/plugin/handshake.js';

const CONFIG = { magicCookie: { name: 'COOKIE', value: 'yes' }, protocolVersion: 6 };
const { der } = createCertificate();
const HOST = { COOKIE: 'yes', PLUGIN_PROTOCOL_VERSIONS: '6,5', PLUGIN_CLIENT_CERT: toPem(der) };

test('readHost() returns the client certificate when the cookie and the protocol version match', () => {
  expect(readHost(HOST, CONFIG)).toEqual({ clientCertificate: der });
  expect(readHost({ ...HOST, PLUGIN_PROTOCOL_VERSIONS: undefined }, CONFIG)).toEqual({ clientCertificate: der });
});

test.each([undefined, '', 'no'])('readHost() explains on stderr only when the cookie is %s', (cookie) => {
  const result = readHost({ ...HOST, COOKIE: cookie }, CONFIG);
  expect(result).toEqual({
    stderrMessage: expect.stringContaining('This is a Terraform plugin; Terraform starts it.'),
  });
});

test.each(['5', '4,5', '16'])(
  'readHost() reports the required protocol version when the host supports %s',
  (versions) => {
    const result = readHost({ ...HOST, PLUGIN_PROTOCOL_VERSIONS: versions }, CONFIG);
    expect(result).toMatchObject({ stdoutMessage: expect.stringContaining('requires plugin protocol 6') });
  },
);

test.each([undefined, '', 'no certificate'])(
  'readHost() reports TF_DISABLE_PLUGIN_TLS when the client certificate is %s',
  (certificate) => {
    const result = readHost({ ...HOST, PLUGIN_CLIENT_CERT: certificate }, CONFIG);
    expect(result).toMatchObject({ stdoutMessage: expect.stringContaining('Unset TF_DISABLE_PLUGIN_TLS') });
  },
);

test.each([300, 301, 302])(
  'handshakeLine() returns one line without Base64 padding for a certificate of %i bytes',
  (size) => {
    const line = handshakeLine(CONFIG, '/run/x/plugin', Buffer.alloc(size, 1));
    expect(line).toMatch(/^1\|6\|unix\|\/run\/x\/plugin\|grpc\|[A-Za-z0-9+/]+\n$/);
    expect(Buffer.from(line.split('|')[5] ?? '', 'base64')).toHaveLength(size);
  },
);

test('reattachValue() returns the process and its socket as JSON', () => {
  expect(JSON.parse(reattachValue(CONFIG, ['host/name/type'], '/run/x/plugin', 42))).toEqual({
    'host/name/type': {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: 42,
      Test: true,
      Addr: { Network: 'unix', String: '/run/x/plugin' },
    },
  });
});
