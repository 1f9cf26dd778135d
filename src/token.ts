import { AuthError, invalidInput } from './auth-error.js';
import { Guard } from './guard.js';
import { Secret } from './secret.js';
import { formatWarnings, looksLikeToken, recognizeOther } from './token-format.js';
import type { TokenKind } from './types.js';

/** Far above the length of known tokens (about 50 characters), far below Node's limit for all headers (16 KiB). */
const MAX_TOKEN_CHARACTERS = 4096;

/** In the global symbol registry, which all copies of this package in one process share. */
const BRAND = Symbol.for('clickup-auth.Token');

/** A ClickUp API token. `toString`, `toJSON` and `util.inspect` return its kind and never its text. */
export interface Token {
  readonly kind: TokenKind;
  /** Notes on an unusual format, without any part of the token. They do not mean that ClickUp rejects the token. */
  readonly warnings: readonly string[];
  /** Value of the Authorization header. Only this property contains the token. */
  readonly authorization: string;
  toString(): string;
  toJSON(): string;
}

class ParsedToken extends Secret implements Token {
  readonly kind: TokenKind;
  readonly warnings: readonly string[];
  /** Secrets that ClickUp may still know from the exchange, and return like the token. */
  readonly #related: readonly Secret[];

  constructor(text: string, related: readonly Secret[] = []) {
    // Messages may show the leading digits, which are the user's ID.
    super(text, text.replace(/^(pk_)?\d+_/, ''));
    this.kind = text.startsWith('pk_') ? 'personal' : 'oauth';
    this.warnings = formatWarnings(text, this.kind);
    this.#related = related;
  }

  static {
    // On the prototype, because inspect() would print a property of the instance.
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  get authorization(): string {
    return this.kind === 'personal' ? this.reveal() : `Bearer ${this.reveal()}`;
  }

  /** Every secret that a response to this token must not show. */
  get secrets(): readonly Secret[] {
    return [this, ...this.#related];
  }

  override toString(): string {
    return `[ClickUp ${this.kind} token]`;
  }
}

/** The token as a {@link Secret}, for the guard and for storing it. Fails like {@link asToken}. */
export function secretOf(token: Token): Secret {
  return asToken(token);
}

/** Every secret that a response to the token must not show: the token, and those of the exchange that returned it. */
export function secretsOf(token: Token): readonly Secret[] {
  return asToken(token).secrets;
}

/** Parses the token of an exchange, whose secrets are guarded like the token. Fails like {@link parseToken}. */
export function parseExchangedToken(text: string, secrets: readonly Secret[]): Token {
  return new ParsedToken(readTokenText(text), secrets);
}

/**
 * Normalizes a pasted token and determines its kind, without sending a request. Removes surrounding whitespace and quotes
 * and a leading `Bearer ` or `Authorization:`, which are often copied along with a token.
 * Fails with `token_missing` (nothing is left) or `token_malformed` (invalid as a header value).
 */
export function parseToken(text: string | null | undefined): Token {
  return new ParsedToken(readTokenText(text));
}

/**
 * Parses a text or a Token of another copy of this package. Returns a Token of this copy as it is.
 * Fails like {@link parseToken}.
 */
export function asToken(token: Token | string | null | undefined): ParsedToken {
  if (token instanceof ParsedToken) return token;
  const isFromOtherCopy = typeof token === 'object' && token !== null && BRAND in token;
  return new ParsedToken(readTokenText(isFromOtherCopy ? token.authorization : token));
}

/** Callers in JavaScript can pass any type. */
function readTokenText(pasted: unknown): string {
  const text = pasted ?? '';
  if (typeof text !== 'string') throw malformed('it is not a string');
  const normalized = normalize(text.trim());
  if (normalized === '') throw new AuthError({ reason: 'token_missing', input: 'token' });
  const problem = findProblem(normalized);
  if (problem !== undefined) throw malformed(problem);
  return normalized;
}

function malformed(problem: string): AuthError {
  return new AuthError({ reason: 'token_malformed', input: 'token', problem });
}

/** Repeats until nothing changes, because users paste `"Bearer 'abc'"`. */
function normalize(text: string): string {
  // Skip a text that is far too long, because the time grows with the square of its length.
  if (text.length > 2 * MAX_TOKEN_CHARACTERS) return text;
  const shorter = text
    .trim()
    .replace(/^["'`]+|["'`]+$/g, '')
    .replace(/^authorization:/i, '')
    .replace(/^bearer(\s+|$)/i, '');
  return shorter === text ? text : normalize(shorter);
}

/** Why the text is invalid as a header value, or undefined. Never quotes the text. */
function findProblem(text: string): string | undefined {
  if (text.length > MAX_TOKEN_CHARACTERS) return `it is longer than ${MAX_TOKEN_CHARACTERS} characters`;
  const other = recognizeOther(text);
  if (other !== undefined) return other;
  if (/[\r\n]/.test(text)) return 'it contains a line break';
  if (/\s/.test(text)) return 'it contains whitespace';
  if (/[^\x21-\x7e]/.test(text)) return 'it contains a character that is not printable ASCII';
  return undefined;
}

/** Whether a text contains a token of any user in the usual format, in any case, or a token of GitHub. */
export function containsToken(text: string): boolean {
  return /pk_\d+_\w{8,}|(?:^|[^\w-])\d{5,}_[a-z0-9]{20,}|(?:gh[pousr]|github_pat)_\w{20,}/i.test(text);
}

/**
 * Checks configuration that a message may quote. Fails with `input_invalid` if the text contains `token` or looks like
 * another token, for example the new token of a rotation.
 */
export function rejectToken(text: string, given: { input: string; allowed: string }, token: Token): void {
  const whose = new Guard(secretsOf(token)).reveals(text)
    ? 'the'
    : (looksLikeToken(text) || containsToken(text)) && 'another';
  if (whose !== false) throw invalidInput(given.input, `${given.allowed}. This entry contains ${whose} token`);
}
