import { createCertificate, toPem } from '../../../provider/plugin/certificate.js';
import { handshakeLine, readHost, reattachValue } from '../../../provider/plugin/handshake.js';

const AGREEMENT = { cookie: { name: 'COOKIE', value: 'yes' }, protocolVersion: 6 };
const { der } = createCertificate();
const HOST = { COOKIE: 'yes', PLUGIN_PROTOCOL_VERSIONS: '6,5', PLUGIN_CLIENT_CERT: toPem(der) };

test('a host that passes the cookie and a certificate is served', () => {
  expect(readHost(HOST, AGREEMENT)).toEqual({ clientCertificate: der });
  expect(readHost({ ...HOST, PLUGIN_PROTOCOL_VERSIONS: undefined }, AGREEMENT)).toEqual({ clientCertificate: der });
});

test.each([undefined, '', 'no'])('with the cookie %s a person is told what this is, and a host nothing', (cookie) => {
  const refusal = readHost({ ...HOST, COOKIE: cookie }, AGREEMENT);
  expect(refusal).toEqual({
    stderrMessage: expect.stringContaining('This is a Terraform plugin; Terraform starts it.'),
  });
});

test.each(['5', '4,5', '16'])('a host that speaks protocol %s is told which one is needed', (versions) => {
  const refusal = readHost({ ...HOST, PLUGIN_PROTOCOL_VERSIONS: versions }, AGREEMENT);
  expect(refusal).toMatchObject({ stdoutMessage: expect.stringContaining('requires plugin protocol 6') });
});

test.each([undefined, '', 'no certificate'])('a host that passes the certificate %s is told to', (certificate) => {
  const refusal = readHost({ ...HOST, PLUGIN_CLIENT_CERT: certificate }, AGREEMENT);
  expect(refusal).toMatchObject({ stdoutMessage: expect.stringContaining('Unset TF_DISABLE_PLUGIN_TLS') });
});

test.each([300, 301, 302])('the handshake of %i bytes of certificate is one line without padding', (size) => {
  const line = handshakeLine(AGREEMENT, '/run/x/plugin', Buffer.alloc(size, 1));
  expect(line).toMatch(/^1\|6\|unix\|\/run\/x\/plugin\|grpc\|[A-Za-z0-9+/]+\n$/);
  expect(Buffer.from(line.split('|')[5] ?? '', 'base64')).toHaveLength(size);
});

test('what TF_REATTACH_PROVIDERS is set to names the process and its socket', () => {
  expect(JSON.parse(reattachValue(AGREEMENT, 'host/name/type', '/run/x/plugin', 42))).toEqual({
    'host/name/type': {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: 42,
      Test: true,
      Addr: { Network: 'unix', String: '/run/x/plugin' },
    },
  });
});
