// As much of DER (X.690) as a certificate takes: a value is a tag, a length and a content.

const SEQUENCE = 0x30;
const SET = 0x31;

export function sequence(...parts: readonly Buffer[]): Buffer {
  return element(SEQUENCE, ...parts);
}

export function set(...parts: readonly Buffer[]): Buffer {
  return element(SET, ...parts);
}

/** A whole number of any size, given as its bytes, without a sign. */
export function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const short = bytes.subarray(start);
  // A first bit of 1 would make it negative.
  return element(0x02, ...((short[0] ?? 0) >= 0x80 ? [Buffer.of(0), short] : [short]));
}

export function boolean(value: boolean): Buffer {
  return element(0x01, Buffer.of(value ? 0xff : 0));
}

/** Whole bytes: none of the last one's bits is left over, except where `unused` says so. */
export function bitString(bytes: Buffer, unused = 0): Buffer {
  return element(0x03, Buffer.of(unused), bytes);
}

export function octetString(bytes: Buffer): Buffer {
  return element(0x04, bytes);
}

export function utf8String(text: string): Buffer {
  return element(0x0c, Buffer.from(text, 'utf8'));
}

/** As `2.5.29.17`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** To the second. Years from 2050 on have another form than those before. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+|\D/g, '');
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(`${digits.slice(2)}Z`, 'ascii'))
    : element(0x18, Buffer.from(`${digits}Z`, 'ascii'));
}

/** A context's own tag, `[0]` by number: around other values, or in place of a primitive one's tag. */
export function context(number: number, content: Buffer, form: 'constructed' | 'primitive' = 'constructed'): Buffer {
  return element((form === 'constructed' ? 0xa0 : 0x80) + number, content);
}

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), length(content.length), content]);
}

/** Below 128 one byte; else how many bytes follow, and those. */
function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
