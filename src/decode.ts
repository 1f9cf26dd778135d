import { AuthError } from './auth-error.js';
import type { Answer } from './failure.js';
import type { Guard } from './guard.js';

/** Converts an unknown value to a type of this package. Calls {@link failDecoding} if it cannot. */
export type Decoder<T> = (value: unknown) => T;

class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly path: string;

  constructor(path: string, problem: string) {
    super(problem);
    this.path = path;
  }
}

/**
 * Parses a response body and decodes it. Additional fields and documented nulls are accepted. Every field that is
 * returned to the caller must be present, and none may contain a secret.
 * Fails only with `reply_malformed`, which has the path, for example `teams[0].id`.
 */
export function decodeResponse<T>(body: string, decode: Decoder<T>, answer: Answer, guard: Guard): T {
  try {
    const value = decode(parseJson(body));
    // A server that returns the token could place it in any field: a name, an ID, an avatar's URL.
    if (guard.mayBeIn(body) && guard.revealsAnyOf(value)) failDecoding('body', 'the response contains the token');
    return value;
  } catch (error) {
    if (!isDecodeError(error)) throw error;
    const { path, message: problem } = error;
    throw new AuthError({ reason: 'reply_malformed', input: 'apiUrl', path, problem, answer });
  }
}

/** By name, because the bundle of the Action that has the decoders of Lists contains this class a second time. */
function isDecodeError(error: unknown): error is DecodeError {
  return error instanceof Error && error.name === 'DecodeError' && 'path' in error;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return failDecoding('body', isHtml(body) ? 'expected JSON, received an HTML page' : 'invalid or truncated JSON');
  }
}

/** Whether a text is a page for a browser, possibly after a comment or an XML declaration. */
export function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|!--|\?xml|html|head|body|title|h1|center|script|meta)\b/i.test(text.slice(0, 1000));
}

/** Fails with `reply_malformed` at `path`. */
export function failDecoding(path: string, problem: string): never {
  throw new DecodeError(path, problem);
}

export function readObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : failDecoding(path, 'expected an object');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readArray(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? value : failDecoding(path, 'expected an array');
}

export function readString(value: unknown, path: string): string {
  return typeof value === 'string' ? value : failDecoding(path, 'expected a string');
}

/** A non-empty string, or undefined. ClickUp documents null for several fields and omits others. */
export function readOptionalString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * An ID as a string of letters, digits, `_` and `-`, because integrations print IDs as they are and use them in paths. A
 * number above 2^53 lost digits during parsing and is rejected.
 */
export function readId(value: unknown, path: string): string {
  if (typeof value === 'string' && /^[\w-]{1,64}$/.test(value)) return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  return failDecoding(path, 'expected an ID as a string or a whole number below 2^53');
}

export function readCount(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return failDecoding(path, 'expected a whole number');
}

/** A count, or Infinity. JSON has no infinity, so ClickUp returns the string "Infinity". */
export function readUnboundedCount(value: unknown, path: string): number {
  return value === 'Infinity' ? Infinity : readCount(value, path);
}
