import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { createCertificate, fromPem, toPem } from '../../../provider/plugin/certificate.js';

test('createCertificate() returns a self-signed server certificate for localhost that is valid now', () => {
  const now = new Date('2026-11-24T14:00:00.700Z');
  const { der, key } = createCertificate(now);
  const certificate = new X509Certificate(der);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(key)).toBe(true);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.subjectAltName).toBe('DNS:localhost');
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(new Date(certificate.validFrom)).toEqual(new Date('2026-11-24T13:59:00Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2026-12-24T14:00:00Z'));
  expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
});

test('createCertificate() encodes times after 2049 as GeneralizedTime', () => {
  const certificate = new X509Certificate(createCertificate(new Date('2049-12-31T00:00:00Z')).der);
  expect(new Date(certificate.validFrom)).toEqual(new Date('2049-12-30T23:59:00Z'));
  expect(new Date(certificate.validTo)).toEqual(new Date('2050-01-30T00:00:00Z'));
});

test('createCertificate() returns a new key and serial number on each call', () => {
  const [one, other] = [createCertificate(), createCertificate()].map(({ der }) => new X509Certificate(der));
  expect(one?.serialNumber).not.toBe(other?.serialNumber);
  expect(one?.publicKey.equals(other!.publicKey)).toBe(false);
});

test('OpenSSL loads 2,000 certificates with signatures of different lengths', () => {
  const lengths = new Set<number>();
  for (let count = 0; count < 2000; count += 1) {
    const { der, key } = createCertificate();
    const cert = toPem(der);
    createSecureContext({ cert, key: key.export({ type: 'pkcs8', format: 'pem' }) });
    expect(fromPem(cert)?.equals(der)).toBe(true);
    lengths.add(der.length);
  }
  // Otherwise this test covers one length only.
  expect(lengths.size).toBeGreaterThan(1);
});

test.each([47, 48, 49, 95, 96, 97])(
  'toPem() writes no empty line for %i bytes, even if the last line is full',
  (size) => {
    const bytes = Buffer.alloc(size, 7);
    expect(toPem(bytes).split('\n').slice(0, -1)).not.toContain('');
    expect(fromPem(toPem(bytes))).toEqual(bytes);
  },
);

test.each([
  ['an empty string', ''],
  ['a key', createCertificate().key.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['two certificates', toPem(Buffer.alloc(50)).repeat(2)],
  ['invalid Base64', '-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n'],
])('fromPem() returns undefined for %s', (_what, pem) => {
  expect(fromPem(pem)).toBeUndefined();
});

test('createCertificate() returns a key that Node.js reads', () => {
  const pem = createCertificate().key.export({ type: 'pkcs8', format: 'pem' });
  expect(createPrivateKey(pem).asymmetricKeyType).toBe('ec');
});
