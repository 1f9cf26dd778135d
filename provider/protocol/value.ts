import { decode, encode, ExtData, type ExtensionCodecType } from '@msgpack/msgpack';
import type { AttributeType, Attributes } from './schema.js';

/**
 * An unknown value, for example an attribute of a resource that does not exist yet. In MessagePack it is extension 0. A
 * decoded value is always this object.
 */
export const UNKNOWN = new ExtData(0, Uint8Array.of(0));

/** A decoded value of Terraform. Numbers are doubles. */
export type Value = null | boolean | number | string | typeof UNKNOWN | readonly Value[] | ObjectValue;
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** A value that does not match its schema. Terraform does not send one. The message quotes no values. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

const extensions: ExtensionCodecType<undefined> = {
  tryToEncode: () => null,
  // Extension 12 is an unknown value with refinements such as a known prefix, which this provider does not use.
  decode: () => UNKNOWN,
};

/** Decodes an object and validates it. The result has every attribute of the schema. Fails with a ValueError. */
export function decodeObject(bytes: Uint8Array, attributes: Attributes): ObjectValue {
  let decoded: unknown;
  try {
    decoded = decode(bytes, { extensionCodec: extensions, useBigInt64: false });
  } catch {
    throw new ValueError('expected MessagePack');
  }
  return readObject(decoded, attributes, 'value');
}

/** Encodes an object. Attributes of the schema that it does not have are encoded as null. */
export function encodeObject(value: ObjectValue, attributes: Attributes): Uint8Array<ArrayBuffer> {
  return encode(Object.fromEntries(Object.keys(attributes).map((name) => [name, toWellFormed(value[name] ?? null)])));
}

/**
 * The text as Terraform compares it: without lone surrogates, which UTF-8 cannot represent, and with composed characters.
 * Two texts that differ only in these are equal for Terraform.
 */
export function toTerraformString(text: string): string {
  return text.toWellFormed().normalize('NFC');
}

/**
 * Replaces lone surrogates, because Terraform would drop them and find that values changed. Copies only values that have
 * some: a list can contain thousands of Workspaces.
 */
function toWellFormed(value: Value): Value {
  if (isWellFormed(value)) return value;
  if (typeof value === 'string') return value.toWellFormed();
  if (isList(value)) return value.map(toWellFormed);
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, one]) => [key.toWellFormed(), toWellFormed(one)]));
}

function isWellFormed(value: Value): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (isList(value)) return value.every(isWellFormed);
  if (typeof value !== 'object' || value === null || value instanceof ExtData) return true;
  for (const key in value) if (!key.isWellFormed() || !isWellFormed(value[key] ?? null)) return false;
  return true;
}

/** Returns the names of the attributes that are unknown or contain an unknown value. */
export function unknownAttributes(value: ObjectValue): readonly string[] {
  return Object.keys(value).filter((name) => containsUnknown(value[name] ?? null));
}

function containsUnknown(value: Value): boolean {
  return isList(value) ? value.some(containsUnknown) : value === UNKNOWN;
}

/** Whether a value is a known list. Its elements can be unknown. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function readObject(value: unknown, attributes: Attributes, path: string): ObjectValue {
  const fields = new Map(readEntries(value, 'object', path));
  const isUnexpected = (name: string): boolean => !Object.hasOwn(attributes, name);
  if ([...fields.keys()].some(isUnexpected)) throw new ValueError(`${path}: unexpected attribute`);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type }]) => [name, readValue(fields.get(name), type, `${path}.${name}`)]),
  );
}

function readValue(value: unknown, type: AttributeType, path: string): Value {
  if (value === null || value === undefined) return null;
  if (value === UNKNOWN) return UNKNOWN;
  if (typeof type === 'object')
    return readList(value, path, (one, at) => {
      if (one === null) return null;
      return one === UNKNOWN ? UNKNOWN : readObject(one, type.list, at);
    });
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
      return Object.fromEntries(
        readEntries(value, 'map', path).map(([key, one]) => [key, readValue(one, 'string', path)]),
      );
  }
  throw new ValueError(`${path}: expected ${type}`);
}

/** Terraform sends a number that a double cannot represent exactly as decimal digits. */
function readNumber(value: unknown, path: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new ValueError(`${path}: expected number`);
}

function readList(value: unknown, path: string, read: (one: unknown, path: string) => Value): readonly Value[] {
  if (!Array.isArray(value)) throw new ValueError(`${path}: expected list`);
  return value.map((one: unknown, index) => read(one, `${path}[${index}]`));
}

function readEntries(value: unknown, expected: 'object' | 'map', path: string): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  throw new ValueError(`${path}: expected ${expected}`);
}
