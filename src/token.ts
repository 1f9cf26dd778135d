import { inspect } from 'node:util';
import { AuthError } from './auth-error.js';
import { Guard } from './guard.js';
import { Secret } from './secret.js';
import type { TokenKind } from './types.js';

/** Far above any token that was seen (about 50 characters), far below Node's limit for all headers (16 KiB). */
const MAX_TOKEN_CHARACTERS = 4096;

/** A symbol of the registry, so that copies of this package in one process recognize each other's tokens. */
const BRAND = Symbol.for('clickup-auth.Token');

/**
 * A ClickUp API token, as {@link parseToken} returns it. It never prints its text: `toString`, `toJSON` and
 * `util.inspect` return its kind only.
 */
export interface Token {
  readonly kind: TokenKind;
  /** Notes on an unusual format, without any part of the token. ClickUp decides whether the token works. */
  readonly warnings: readonly string[];
  /** The value of the Authorization header: the only way to the token's text. */
  readonly authorization: string;
  toString(): string;
  toJSON(): string;
}

class ParsedToken implements Token {
  readonly kind: TokenKind;
  readonly warnings: readonly string[];
  readonly #secret: Secret;

  constructor(text: string) {
    this.kind = text.startsWith('pk_') ? 'personal' : 'oauth';
    this.warnings = shapeWarnings(text, this.kind);
    // The digits in front are the user's ID, which a message may name.
    this.#secret = new Secret(text, text.replace(/^(pk_)?\d+_/, ''));
  }

  static {
    // On the prototype, so that no log shows it.
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  /** The token as a secret. */
  static secretOf(token: Token): Secret {
    return token instanceof ParsedToken ? token.#secret : ParsedToken.secretOf(asToken(token));
  }

  get authorization(): string {
    const text = this.#secret.reveal();
    return this.kind === 'personal' ? text : `Bearer ${text}`;
  }

  toString(): string {
    return `[ClickUp ${this.kind} token]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/**
 * The token as a {@link Secret}, for the guard and for storing it. Fails as {@link asToken} does.
 * @internal
 */
export function secretOf(token: Token): Secret {
  return ParsedToken.secretOf(token);
}

/**
 * Cleans a pasted token and decides its kind, without asking ClickUp. Surrounding whitespace, quotes and a `Bearer `
 * or `Authorization:` in front are dropped, since they come along when a token is copied.
 * Fails with `token_missing` (nothing is left) or `token_malformed` (it can't stand in a header).
 */
export function parseToken(text: string | null | undefined): Token {
  const given = text ?? '';
  // Plain JavaScript can pass anything.
  if (typeof given !== 'string') throw malformed('it is not a string');
  const trimmed = given.trim();
  // What is far too long is not cleaned: the time for that grows with the square of the length.
  const cleaned = trimmed.length > 2 * MAX_TOKEN_CHARACTERS ? trimmed : clean(trimmed);
  if (cleaned === '') throw new AuthError({ reason: 'token_missing', input: 'token' });
  const problem = findProblem(cleaned);
  if (problem !== undefined) throw malformed(problem);
  return new ParsedToken(cleaned);
}

function malformed(problem: string): AuthError {
  return new AuthError({ reason: 'token_malformed', input: 'token', problem });
}

/**
 * Returns a Token as it is, copies one that another copy of this package created, and parses a text.
 * Fails as {@link parseToken} does.
 * @internal
 */
export function asToken(token: Token | string | null | undefined): Token {
  if (token instanceof ParsedToken) return token;
  return parseToken(isForeignToken(token) ? token.authorization : token);
}

function isForeignToken(value: unknown): value is Pick<Token, 'authorization'> {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** Repeats until nothing changes, because people paste `"Bearer 'abc'"`. */
function clean(text: string): string {
  let before = text;
  for (;;) {
    const after = before
      .trim()
      .replace(/^["'`]+|["'`]+$/g, '')
      .replace(/^authorization:/i, '')
      .replace(/^bearer(\s+|$)/i, '');
    if (after === before) return after;
    before = after;
  }
}

/** Why the text can't be a header's value, or undefined. The answer never quotes the text. */
function findProblem(text: string): string | undefined {
  if (text.includes('${{')) return 'it contains an unexpanded GitHub Actions expression (a dollar sign and braces)';
  if (text.length > MAX_TOKEN_CHARACTERS) return `it is longer than ${MAX_TOKEN_CHARACTERS} characters`;
  if (/[\r\n]/.test(text)) return 'it contains a line break';
  if (/\s/.test(text)) return 'it contains whitespace';
  if (/[^\x21-\x7e]/.test(text)) return 'it holds a character that is not printable ASCII';
  return undefined;
}

/** The formats seen in public. ClickUp documents none, so another format is a warning and never an error. */
const USUAL = { personal: /^pk_\d{5,12}_[A-Z0-9]{20,64}$/, oauth: /^\d+_[A-Za-z0-9]{20,}$/ } as const;

/**
 * Whether a text has the usual format of a token, of any user: such a text must not be shown.
 * @internal
 */
export function looksLikeToken(text: string): boolean {
  const trimmed = text.trim();
  return USUAL.personal.test(trimmed) || USUAL.oauth.test(trimmed);
}

/** A token of the usual format in the middle of a text. */
const TOKEN_IN_TEXT = /pk_\d+_\w{8,}|(?:^|[^\w-])\d{5,}_[A-Za-z0-9]{20,}/;

/**
 * Whether a text contains a token of the usual format, of any user.
 * @internal
 */
export function containsToken(text: string): boolean {
  return TOKEN_IN_TEXT.test(text);
}

/**
 * Passes configuration that a message may quote through the guard. Fails with `input_invalid` if the text contains
 * `token`, or looks like another one, for example the new token of a rotation.
 * @internal
 */
export function rejectToken(text: string, given: { input: string; allowed: string }, token: Token): void {
  const whose = new Guard([secretOf(token)]).reveals(text) ? 'the' : looksLikeToken(text) && 'another';
  if (whose === false) return;
  const { input, allowed } = given;
  throw new AuthError({ reason: 'input_invalid', input, allowed: `${allowed}. This entry contains ${whose} token` });
}

function shapeWarnings(text: string, kind: TokenKind): string[] {
  if (text.startsWith('$')) return ['The token looks like the name of a variable that was not expanded.'];
  if (USUAL[kind].test(text)) return [];
  return [`The token does not have the usual shape of a ClickUp ${kind} token.`];
}
