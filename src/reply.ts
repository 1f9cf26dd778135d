import { AuthError } from './auth-error.js';
import type { Answer } from './failure.js';
import type { Token } from './token.js';

/** Turns an unknown value into one of our types. Throws what {@link refuse} throws. */
export type Decoder<T> = (value: unknown) => T;

/** What is wrong with a value, and where. Never leaves {@link decodeReply}. */
class Misfit extends Error {
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.path = path;
    this.problem = problem;
  }
}

/**
 * Parses a reply and decodes it. Additions and documented nulls are fine; what we return must be there.
 * Fails with `reply_malformed` and the path, as `teams[0].id: expected a string`; never with anything else.
 */
export function decodeReply<T>(body: string, decode: Decoder<T>, answer: Answer, token?: Token): T {
  try {
    const value = decode(parseJson(body));
    // A server that sends the token back could place it anywhere: in a name, an id, an address; whole or in part,
    // escaped or not. So it is looked for in what is given on. Where nothing is escaped, the body tells sooner.
    const isSuspect = token !== undefined && (body.includes('\\') || token.isEchoedIn(body));
    if (isSuspect && token.isEchoedIn(JSON.stringify(value))) throw new Misfit('body', 'it repeats the token');
    return value;
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
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
    throw new Misfit('body', html ? 'an HTML page where JSON was expected' : 'not JSON, or cut short');
  }
}

/** Says what is wrong with a value, and where: {@link decodeReply} makes a failure of it. */
export function refuse(path: string, problem: string): never {
  throw new Misfit(path, problem);
}

/** The fields of an object. */
export function readObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new Misfit(path, 'expected an object');
  return value;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit(path, 'expected an array');
  return value;
}

export function readString(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Misfit(path, 'expected a string');
  return value;
}

/** A string where there is one; ClickUp documents null for several, and leaves out others. */
export function readOptionalString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id as a string. A number beyond 2^53 has lost digits while it was parsed, so it is refused. */
export function readId(value: unknown, path: string): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new Misfit(path, 'expected an id: a string or a whole number below 2^53');
}

export function readCount(value: unknown, path: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Misfit(path, 'expected a whole number');
}

/** A count, or Infinity, which JSON can't hold: ClickUp sends the string "Infinity". */
export function readUnboundedCount(value: unknown, path: string): number {
  return value === 'Infinity' ? Infinity : readCount(value, path);
}
