import { decode, encode, ExtData, type ExtensionCodecType } from '@msgpack/msgpack';
import type { AttributeType, Attributes } from './schema.js';

/**
 * What Terraform does not know yet, as an attribute of a resource that is not created: on the wire extension 0, and here
 * always this one object.
 */
export const UNKNOWN = new ExtData(0, Uint8Array.of(0));

/** Terraform's values as ours: numbers are doubles, and what is not set is null. */
export type Value = null | boolean | number | string | typeof UNKNOWN | readonly Value[] | ObjectValue;
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** A value that is not one of its schema: only something else than Terraform sends it. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

const extensions: ExtensionCodecType<undefined> = {
  tryToEncode: () => null,
  // Other extensions add what is known all the same, as a prefix. Nothing here makes use of that.
  decode: () => UNKNOWN,
};

/** Reads a configuration: every attribute of the schema is there, as what its type says. Fails with a ValueError. */
export function decodeObject(bytes: Uint8Array, attributes: Attributes): ObjectValue {
  let decoded: unknown;
  try {
    decoded = decode(bytes, { extensionCodec: extensions, useBigInt64: false });
  } catch {
    throw new ValueError('not MessagePack');
  }
  return readObject(decoded, attributes, 'value');
}

/** Writes an object with every attribute of the schema; what is left out is null. */
export function encodeObject(value: ObjectValue, attributes: Attributes): Uint8Array<ArrayBuffer> {
  return encode(Object.fromEntries(Object.keys(attributes).map((name) => [name, value[name] ?? null])));
}

/** The attributes of an object that are unknown, or hold something unknown. */
export function unknownAttributes(value: ObjectValue): readonly string[] {
  return Object.keys(value).filter((name) => holdsUnknown(value[name] ?? null));
}

function holdsUnknown(value: Value): boolean {
  return isList(value) ? value.some(holdsUnknown) : value === UNKNOWN;
}

/** Whether a value is a list that is known, though its elements may not be. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function readObject(value: unknown, attributes: Attributes, path: string): ObjectValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ValueError(`${path}: no object`);
  const given = new Map<string, unknown>(Object.entries(value));
  const stray = [...given.keys()].find((name) => !Object.hasOwn(attributes, name));
  if (stray !== undefined) throw new ValueError(`${path}: an attribute that is not in the schema`);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [name, readValue(given.get(name), type, `${path}.${name}`)]),
  );
}

function readValue(value: unknown, type: AttributeType, path: string): Value {
  if (value === null || value === undefined) return null;
  if (value === UNKNOWN) return UNKNOWN;
  if (typeof type === 'object') return readList(value, path, (one, at) => readObject(one, type.list, at));
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'bool':
      if (typeof value === 'boolean') return value;
      break;
    case 'number':
      return readNumber(value, path);
    case 'list(string)':
      return readList(value, path, (one, at) => readValue(one, 'string', at));
    case 'map(string)':
      return readMap(value, path);
  }
  throw new ValueError(`${path}: no ${type}`);
}

/** What no double holds exactly comes as its decimal digits. */
function readNumber(value: unknown, path: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new ValueError(`${path}: no number`);
}

function readList(value: unknown, path: string, read: (one: unknown, path: string) => Value): readonly Value[] {
  if (!Array.isArray(value)) throw new ValueError(`${path}: no list`);
  return value.map((one: unknown, index) => read(one, `${path}[${index}]`));
}

function readMap(value: unknown, path: string): ObjectValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ValueError(`${path}: no map`);
  const entries = Object.entries(value).map(([key, one]) => [key, readValue(one, 'string', path)] as const);
  return Object.fromEntries(entries);
}
