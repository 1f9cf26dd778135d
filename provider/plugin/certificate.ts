import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import * as asn1 from './der.js';

export interface Certificate {
  readonly der: Buffer;
  readonly key: KeyObject;
}

/** The host name that Terraform verifies. */
const HOST = 'localhost';
const MINUTE_MS = 60_000;
/** Longer than any apply. The key exists only in this process. */
const VALID_MS = 30 * 24 * 60 * MINUTE_MS;

const ECDSA_WITH_SHA256 = asn1.sequence(asn1.objectIdentifier('1.2.840.10045.4.3.2'));

/**
 * Creates a self-signed P-256 server certificate for localhost. The libraries that were measured take 34 to 194 ms, this
 * function 3 ms, three times per plan (docs/decisions/0004-provider.md).
 */
export function createCertificate(now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = asn1.sequence(asn1.set(asn1.sequence(asn1.objectIdentifier('2.5.4.3'), asn1.utf8String(HOST))));
  const content = asn1.sequence(
    asn1.context(0, asn1.integer(Buffer.of(2))),
    asn1.integer(serialNumber()),
    ECDSA_WITH_SHA256,
    name,
    // Start a minute early, because ASN.1 times have no fractions of a second.
    asn1.sequence(asn1.time(new Date(now.getTime() - MINUTE_MS)), asn1.time(new Date(now.getTime() + VALID_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    asn1.context(3, extensions()),
  );
  const signature = sign('sha256', content, privateKey);
  return { der: asn1.sequence(content, ECDSA_WITH_SHA256, asn1.bitString(signature)), key: privateKey };
}

/** Encodes DER as PEM, without an empty line before the end: OpenSSL rejects it. */
export function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Decodes PEM. Returns undefined unless it contains exactly one certificate. */
export function fromPem(pem: string): Buffer | undefined {
  const body = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(pem)?.[1];
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}

/** RFC 5280 requires a positive number: the first bit is 0, the second is 1. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function extensions(): Buffer {
  return asn1.sequence(
    // subjectAltName: Go ignores the name in the subject.
    extension('2.5.29.17', asn1.sequence(asn1.context(2, Buffer.from(HOST, 'ascii'), 'primitive'))),
    // keyUsage (critical): digitalSignature, the first of eight bits, with seven unused.
    extension('2.5.29.15', asn1.bitString(Buffer.of(0x80), 7), asn1.boolean(true)),
    // extKeyUsage: serverAuth.
    extension('2.5.29.37', asn1.sequence(asn1.objectIdentifier('1.3.6.1.5.5.7.3.1'))),
  );
}

function extension(id: string, value: Buffer, ...critical: readonly Buffer[]): Buffer {
  return asn1.sequence(asn1.objectIdentifier(id), ...critical, asn1.octetString(value));
}
