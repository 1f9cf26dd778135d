import { AuthError } from './auth-error.js';
import type { Answer } from './failure.js';
import type { Guard } from './guard.js';

/** Converts an unknown value to a type of this package. Throws what {@link failDecoding} throws. */
export type Decoder<T> = (value: unknown) => T;

/** What is wrong with a value, and where. {@link decodeResponse} converts it. */
class DecodeError extends Error {
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.path = path;
    this.problem = problem;
  }
}

/**
 * Parses a response body and decodes it. Additional fields and documented nulls are accepted; every field that the
 * caller gets must be present, and none may contain a secret.
 * Fails only with `reply_malformed`, which has the path, for example `teams[0].id`.
 */
export function decodeResponse<T>(body: string, decode: Decoder<T>, answer: Answer, guard: Guard): T {
  try {
    const value = decode(parseJson(body));
    // A server that returns the token could place it in any field: a name, an ID, an avatar's URL.
    if (guard.mayBeIn(body) && guard.revealsAnyOf(value))
      throw new DecodeError('body', 'the response contains the token');
    return value;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { path, problem } = error;
    throw new AuthError({ reason: 'reply_malformed', input: 'apiUrl', path, problem, answer });
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const start = body.trimStart().slice(0, 15).toLowerCase();
    const html = start.startsWith('<!doctype') || start.startsWith('<html');
    throw new DecodeError('body', html ? 'expected JSON, received an HTML page' : 'invalid or truncated JSON');
  }
}

/** Fails with `reply_malformed` at `path`. */
export function failDecoding(path: string, problem: string): never {
  throw new DecodeError(path, problem);
}

/** The fields of an object. */
export function readObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new DecodeError(path, 'expected an object');
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new DecodeError(path, 'expected an array');
  return value;
}

export function readString(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new DecodeError(path, 'expected a string');
  return value;
}

/** A string if ClickUp returns one. ClickUp documents null for several fields and omits others. */
export function readOptionalString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An ID as a string. A number above 2^53 lost digits during parsing and is rejected. */
export function readId(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new DecodeError(path, 'expected an id: a string or a whole number below 2^53');
}

export function readCount(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new DecodeError(path, 'expected a whole number');
}

/** A count, or Infinity: JSON has no infinity, so ClickUp returns the string "Infinity". */
export function readUnboundedCount(value: unknown, path: string): number {
  return value === 'Infinity' ? Infinity : readCount(value, path);
}
