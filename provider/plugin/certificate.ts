import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import {
  bitString,
  boolean,
  context,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.js';

/** A certificate and the key it belongs to. */
export interface Certificate {
  readonly der: Buffer;
  readonly key: KeyObject;
}

/** The name that Terraform connects to. */
const HOST = 'localhost';
const MINUTE_MS = 60_000;
/** Far longer than an apply; the key ends with the process. */
const VALID_MS = 30 * 24 * 60 * MINUTE_MS;

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));

/**
 * A fresh self-signed certificate for localhost: P-256, for servers. Written here because every library measured takes
 * 34 to 194 ms, and this 3 ms, three times a plan (docs/decisions/0004-provider.md).
 */
export function createCertificate(now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(HOST))));
  const content = sequence(
    context(0, integer(Buffer.of(2))),
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    name,
    // Clocks of one machine agree; a rounded second might not.
    sequence(time(new Date(now.getTime() - MINUTE_MS)), time(new Date(now.getTime() + VALID_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, extensions()),
  );
  const signature = sign('sha256', content, privateKey);
  return { der: sequence(content, ECDSA_WITH_SHA256, bitString(signature)), key: privateKey };
}

/** As PEM. The last line may be full: an empty one after it makes OpenSSL refuse the whole, at one start of 300. */
export function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** The bytes of the one certificate in a PEM text, or undefined when there is none. */
export function fromPem(pem: string): Buffer | undefined {
  const body = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(pem)?.[1];
  return body === undefined ? undefined : Buffer.from(body, 'base64');
}

/** Positive and not zero, as RFC 5280 asks. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function extensions(): Buffer {
  return sequence(
    // Go checks the name here and not in the subject.
    extension('2.5.29.17', sequence(context(2, Buffer.from(HOST, 'ascii'), 'primitive'))),
    // digitalSignature alone: the first of eight bits, seven unused.
    criticalExtension('2.5.29.15', bitString(Buffer.of(0x80), 7)),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
  );
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), octetString(value));
}

function criticalExtension(id: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), boolean(true), octetString(value));
}
