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

test('a configuration that Terraform 1.11 sent is read: a URL, and a token that is not known', () => {
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

test('an unknown text of which the beginning is known is unknown', () => {
  // As Terraform sends "pre-${unknown}": not null, with a prefix.
  const bytes = Buffer.from('81a474657874c7090c8201c202a47072652d', 'hex');
  expect(decodeObject(bytes, attributesOf({ text: 'string' }))).toEqual({ text: UNKNOWN });
});

test('a timestamp, which Terraform has none of, is unknown and no Date', () => {
  expect(decodeObject(encode({ text: new Date(0) }), ATTRIBUTES)).toEqual({ ...NOTHING, text: UNKNOWN });
});

test('what is left out is null', () => {
  expect(decodeObject(encode({}), ATTRIBUTES)).toEqual(NOTHING);
});

test('a list with an unknown entry is known in part', () => {
  const value = decodeObject(encode({ list: ['a', new ExtData(0, Uint8Array.of(0)), null] }), ATTRIBUTES);
  expect(value).toEqual({ ...NOTHING, list: ['a', UNKNOWN, null] });
  expect(unknownAttributes(value)).toEqual(['list']);
});

test.each([
  ['12', 12],
  ['0.25', 0.25],
  ['100000000000000000000000', 1e23],
])('a number that comes as its digits %s is a number', (digits, number) => {
  expect(decodeObject(encode({ count: digits }), ATTRIBUTES)).toEqual({ ...NOTHING, count: number });
});

test.each<[string, unknown, string]>([
  ['a number', 1, 'value: no object'],
  ['a list', [], 'value: no object'],
  ['null', null, 'value: no object'],
  ['a text where a number belongs', { count: 'many' }, 'value.count: no number'],
  ['an empty number', { count: ' ' }, 'value.count: no number'],
  ['no number', { count: NaN }, 'value.count: no number'],
  ['a number where a text belongs', { text: 1 }, 'value.text: no string'],
  ['a text where a truth belongs', { flag: 'true' }, 'value.flag: no bool'],
  ['a text where a list belongs', { list: 'a' }, 'value.list: no list'],
  ['a list of numbers', { list: ['a', 1] }, 'value.list[1]: no string'],
  ['a list where a map belongs', { map: [] }, 'value.map: no map'],
  ['a nested object without its shape', { nested: [{ id: 1 }] }, 'value.nested[0].id: no string'],
  ['an attribute of another schema', { other: 1 }, 'value: an attribute that is not in the schema'],
])('%s is refused', (_what, value, message) => {
  expect(() => decodeObject(encode(value), ATTRIBUTES)).toThrow(new ValueError(message));
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a value', Buffer.from('82a4', 'hex')],
  ['two values', Buffer.from('8080', 'hex')],
  ['__proto__ as a name', Buffer.from('81a95f5f70726f746f5f5f80', 'hex')],
])('%s is no MessagePack of ours', (_what, bytes) => {
  expect(() => decodeObject(bytes, ATTRIBUTES)).toThrow(ValueError);
});

test('a refusal does not quote what was given', () => {
  const secret = 'pk_1_SECRET';
  const given = [{ count: secret }, { [secret]: 1 }, { list: [[secret]] }, { nested: [{ [secret]: 1 }] }];
  for (const value of given) {
    expect(() => decodeObject(encode(value), ATTRIBUTES)).toThrow(expect.not.stringContaining(secret));
  }
});

test('the unknown is written as Terraform writes it', () => {
  const bytes = encodeObject({ text: UNKNOWN }, attributesOf({ text: 'string' }));
  expect(Buffer.from(bytes).toString('hex')).toBe('81a474657874d40000');
});

test('every attribute is written, and what is not set is null', () => {
  const bytes = encodeObject({}, attributesOf({ text: 'string', list: 'list(string)' }));
  expect(Buffer.from(bytes).toString('hex')).toBe('82a474657874c0a46c697374c0');
});

test('any value of a schema comes back as it was written', () => {
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

function outcomeOf(bytes: Uint8Array): string {
  try {
    decodeObject(bytes, ATTRIBUTES);
    return 'a value';
  } catch (error) {
    return error instanceof ValueError ? 'a ValueError' : String(error);
  }
}

test('any bytes are a value or a ValueError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(outcomeOf(bytes)).toMatch(/^(a value|a ValueError)$/);
    }),
    { numRuns: 2000 },
  );
});

test('a hundred thousand lists in one another are refused', () => {
  const deep = Buffer.concat([Buffer.from('81a474657874', 'hex'), Buffer.alloc(100_000, 0x91), Buffer.of(0xc0)]);
  expect(() => decodeObject(deep, ATTRIBUTES)).toThrow(ValueError);
});
