import { encode, ExtData } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import type { Attributes, AttributeType } from '../../../provider/protocol/schema.js';
import {
  decodeObject,
  encodeObject,
  UNKNOWN,
  unknownAttributes,
  ValueError,
  type ObjectValue,
} from '../../../provider/protocol/value.js';

function attributesOf(types: Readonly<Record<string, AttributeType>>): Attributes {
  const entries = Object.entries(types).map(([name, type]) => [name, { type, use: 'optional', description: '' }]);
  return Object.fromEntries(entries);
}

const ATTRIBUTES = attributesOf({
  text: 'string',
  count: 'number',
  flag: 'bool',
  list: 'list(string)',
  map: 'map(string)',
  nested: { list: attributesOf({ id: 'string', size: 'number' }) },
});

const NOTHING = { text: null, count: null, flag: null, list: null, map: null, nested: null };

test('decodeObject() decodes a configuration of Terraform 1.11 with a URL and an unknown token', () => {
  const url = 'http://127.0.0.1:18080';
  const bytes = Buffer.concat([
    Buffer.from('82a76170695f75726cb6', 'hex'),
    Buffer.from(url),
    Buffer.from('a5746f6b656ed40000', 'hex'),
  ]);
  const value = decodeObject(bytes, attributesOf({ api_url: 'string', token: 'string' }));
  expect(value).toEqual({ api_url: url, token: UNKNOWN });
  expect(unknownAttributes(value)).toEqual(['token']);
});

test('decodeObject() decodes an unknown string with a known prefix as unknown', () => {
  // The encoding of "pre-${unknown}", refined as not null and with a prefix.
  const bytes = Buffer.from('81a474657874c7090c8201c202a47072652d', 'hex');
  expect(decodeObject(bytes, attributesOf({ text: 'string' }))).toEqual({ text: UNKNOWN });
});

test('decodeObject() decodes a timestamp, which Terraform does not send, as unknown', () => {
  expect(decodeObject(encode({ text: new Date(0) }), ATTRIBUTES)).toEqual({ ...NOTHING, text: UNKNOWN });
});

test('decodeObject() sets missing attributes to null', () => {
  expect(decodeObject(encode({}), ATTRIBUTES)).toEqual(NOTHING);
});

test('unknownAttributes() returns a list with an unknown item', () => {
  const value = decodeObject(encode({ list: ['a', new ExtData(0, Uint8Array.of(0)), null] }), ATTRIBUTES);
  expect(value).toEqual({ ...NOTHING, list: ['a', UNKNOWN, null] });
  expect(unknownAttributes(value)).toEqual(['list']);
});

test.each([
  ['12', 12],
  ['0.25', 0.25],
  ['100000000000000000000000', 1e23],
])('decodeObject() decodes the number %s from decimal digits', (digits, number) => {
  expect(decodeObject(encode({ count: digits }), ATTRIBUTES)).toEqual({ ...NOTHING, count: number });
});

test.each<[string, unknown, string]>([
  ['a number', 1, 'value: expected object'],
  ['a list', [], 'value: expected object'],
  ['null', null, 'value: expected object'],
  ['a string as number', { count: 'many' }, 'value.count: expected number'],
  ['an empty number', { count: ' ' }, 'value.count: expected number'],
  ['NaN', { count: NaN }, 'value.count: expected number'],
  ['a number as string', { text: 1 }, 'value.text: expected string'],
  ['a string as bool', { flag: 'true' }, 'value.flag: expected bool'],
  ['a string as list', { list: 'a' }, 'value.list: expected list'],
  ['a list of numbers', { list: ['a', 1] }, 'value.list[1]: expected string'],
  ['a list as map', { map: [] }, 'value.map: expected map'],
  ['a nested object with a wrong type', { nested: [{ id: 1 }] }, 'value.nested[0].id: expected string'],
  ['an unexpected attribute', { other: 1 }, 'value: unexpected attribute'],
])('decodeObject() rejects %s', (_what, value, message) => {
  expect(() => decodeObject(encode(value), ATTRIBUTES)).toThrow(new ValueError(message));
});

test.each([
  ['an empty buffer', Buffer.alloc(0)],
  ['a truncated value', Buffer.from('82a4', 'hex')],
  ['two values', Buffer.from('8080', 'hex')],
  ['__proto__ as a name', Buffer.from('81a95f5f70726f746f5f5f80', 'hex')],
])('decodeObject() rejects %s', (_what, bytes) => {
  expect(() => decodeObject(bytes, ATTRIBUTES)).toThrow(ValueError);
});

test('decodeObject() does not quote values in errors', () => {
  const secret = 'pk_1_SECRET';
  const values = [{ count: secret }, { [secret]: 1 }, { list: [[secret]] }, { nested: [{ [secret]: 1 }] }];
  for (const value of values) {
    expect(() => decodeObject(encode(value), ATTRIBUTES)).toThrow(expect.not.stringContaining(secret));
  }
});

test('encodeObject() encodes an unknown value as Terraform does', () => {
  const bytes = encodeObject({ text: UNKNOWN }, attributesOf({ text: 'string' }));
  expect(Buffer.from(bytes).toString('hex')).toBe('81a474657874d40000');
});

test('encodeObject() encodes missing attributes as null', () => {
  const bytes = encodeObject({}, attributesOf({ text: 'string', list: 'list(string)' }));
  expect(Buffer.from(bytes).toString('hex')).toBe('82a474657874c0a46c697374c0');
});

test('decodeObject() returns any value that encodeObject() encoded', () => {
  const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(fc.oneof(arbitrary, fc.constant(UNKNOWN)), { nil: null });
  const text = orNull(fc.string({ unit: 'binary' }));
  // Terraform has no negative zero.
  const double = fc.double({ noNaN: true }).map((one) => one + 0);
  const number = orNull(fc.oneof(fc.integer(), double));
  const safeKeys = fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__');
  const value: fc.Arbitrary<ObjectValue> = fc.record({
    text,
    count: number,
    flag: orNull(fc.boolean()),
    list: orNull(fc.array(text)),
    map: orNull(fc.dictionary(safeKeys, text, { noNullPrototype: true })),
    nested: orNull(fc.array(fc.record({ id: text, size: number }))),
  });
  fc.assert(
    fc.property(value, (one) => {
      expect(decodeObject(encodeObject(one, ATTRIBUTES), ATTRIBUTES)).toEqual(one);
    }),
  );
});

function decodeResult(bytes: Uint8Array): string {
  try {
    decodeObject(bytes, ATTRIBUTES);
    return 'a value';
  } catch (error) {
    return error instanceof ValueError ? 'a ValueError' : String(error);
  }
}

test('decodeObject() returns a value or fails with a ValueError for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeResult(bytes)).toMatch(/^(a value|a ValueError)$/);
    }),
    { numRuns: 2000 },
  );
});

test('decodeObject() rejects 100,000 nested lists', () => {
  const deep = Buffer.concat([Buffer.from('81a474657874', 'hex'), Buffer.alloc(100_000, 0x91), Buffer.of(0xc0)]);
  expect(() => decodeObject(deep, ATTRIBUTES)).toThrow(ValueError);
});
