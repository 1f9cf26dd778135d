import { inspect } from 'node:util';
import { AuthError } from './auth-error.js';
import type { TokenKind } from './known.js';

/** Far above any token that was seen (about 50 characters), far below Node's limit for all headers (16 KiB). */
const MAX_TOKEN_CHARACTERS = 4096;

/** An echo of fewer characters than this tells nobody anything; ordinary words would be taken for one. */
const ECHO_WINDOW = 8;
const PIECES = /.{4}/gs;

/**
 * A ClickUp API token. It never prints itself: `toString`, `toJSON` and `util.inspect` give its kind only.
 * Make one with {@link parseToken}.
 */
export class Token {
  readonly kind: TokenKind;
  /** What is unusual about the token, in words that hold no part of it. ClickUp decides whether it works. */
  readonly warnings: readonly string[];
  readonly #text: string;
  /** What must not be shown. The digits in front are the user's id, which an honest message may name. */
  readonly #secret: string;
  /** The secret in pieces of half the window: any window of it holds one of them whole. */
  readonly #pieces: readonly string[];

  /** @internal Use {@link parseToken}, which cleans and checks the text. */
  constructor(text: string) {
    this.#text = text;
    this.#secret = text.replace(/^(pk_)?\d+_/, '');
    this.#pieces = this.#secret.match(PIECES) ?? [];
    this.kind = text.startsWith('pk_') ? 'personal' : 'oauth';
    this.warnings = shapeWarnings(text, this.kind);
  }

  /** The value of the Authorization header: the one way out for the text. */
  get authorization(): string {
    return this.kind === 'personal' ? this.#text : `Bearer ${this.#text}`;
  }

  /** Whether `text` holds the token or eight characters in a row of its secret part: then it must not be shown. */
  isEchoedIn(text: string): boolean {
    const secret = this.#secret;
    if (secret.length < ECHO_WINDOW) return text.includes(this.#text);
    // Few texts hold even a piece, and each answer is looked through.
    if (!this.#pieces.some((piece) => text.includes(piece))) return false;
    for (let start = 0; start + ECHO_WINDOW <= secret.length; start += 1) {
      if (text.includes(secret.slice(start, start + ECHO_WINDOW))) return true;
    }
    return false;
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
 * Cleans a pasted token and decides its kind, without asking ClickUp. Surrounding whitespace, quotes and a `Bearer `
 * or `Authorization:` in front are dropped, since they come along when a token is copied.
 * Fails with `token_missing` (nothing is left) or `token_malformed` (it can't stand in a header).
 */
export function parseToken(text: string | null | undefined): Token {
  const given = text ?? '';
  // Plain JavaScript can pass anything.
  if (typeof given !== 'string') throw malformed('it is not a text');
  const trimmed = given.trim();
  // What is far too long is not cleaned: the time for that grows with the square of the length.
  const cleaned = trimmed.length > 2 * MAX_TOKEN_CHARACTERS ? trimmed : clean(trimmed);
  if (cleaned === '') throw new AuthError({ reason: 'token_missing', input: 'token' });
  const problem = findProblem(cleaned);
  if (problem !== undefined) throw malformed(problem);
  return new Token(cleaned);
}

function malformed(problem: string): AuthError {
  return new AuthError({ reason: 'token_malformed', input: 'token', problem });
}

/** A token as it is, or the one in a pasted text. Fails as {@link parseToken} does. */
export function asToken(token: Token | string | null | undefined): Token {
  return token instanceof Token ? token : parseToken(token);
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
  if (text.includes('${{')) return 'it holds an unexpanded GitHub expression (a dollar sign and braces)';
  if (text.length > MAX_TOKEN_CHARACTERS) return `it is longer than ${MAX_TOKEN_CHARACTERS} characters`;
  if (/[\r\n]/.test(text)) return 'it spans several lines';
  if (/\s/.test(text)) return 'it holds a space';
  if (/[^\x21-\x7e]/.test(text)) return 'it holds a character that is not printable ASCII';
  return undefined;
}

/** Shapes are those seen in public; ClickUp documents none, so an odd one is a warning and never a refusal. */
const USUAL = { personal: /^pk_\d{5,12}_[A-Z0-9]{20,64}$/, oauth: /^\d+_[A-Za-z0-9]{20,}$/ } as const;

/** Whether a text has the usual shape of a token, whoever's it is: then it must not be shown. */
export function looksLikeToken(text: string): boolean {
  const trimmed = text.trim();
  return USUAL.personal.test(trimmed) || USUAL.oauth.test(trimmed);
}

function shapeWarnings(text: string, kind: TokenKind): string[] {
  if (text.startsWith('$')) return ['The token looks like the name of a variable that was not expanded.'];
  if (USUAL[kind].test(text)) return [];
  return [`The token does not have the usual shape of a ClickUp ${kind} token.`];
}
