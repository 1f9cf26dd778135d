import { inspect } from 'node:util';

/**
 * Minimum length of a match. Shorter matches reveal too little of the secret to matter, and ordinary words would match
 * by accident.
 */
const MIN_MATCH = 8;
/** Length of the pieces of a secret that are searched first. */
const PIECE = 4;
/** Distance of the pieces, so that every run of `MIN_MATCH` characters contains a whole piece. */
const STEP = MIN_MATCH - PIECE + 1;

/** Length of the parts in which a text is searched, so that the lower-case copy needs little memory. */
const CHUNK = 65_536;

/** A token, a client secret or an OAuth code. It prints as `[secret]`, and only `reveal()` returns its text. */
export class Secret {
  readonly #text: string;
  /** In lower case, because servers return host names in lower case. */
  readonly #hidden: string;
  readonly #pieces: readonly string[];
  /** Whether a number can reveal part of it. */
  readonly hasDigits: boolean;

  /** `hidden` is the part that must not be shown, if the rest of the text may be. Defaults to the whole text. */
  constructor(text: string, hidden = text) {
    this.#text = text;
    this.#hidden = (hidden.length < MIN_MATCH ? text : hidden).toLowerCase();
    this.#pieces = piecesOf(this.#hidden);
    this.hasDigits = /^\d+$|\d{8}/.test(this.#hidden);
  }

  /** Returns the text, for the request that sends it. */
  reveal(): string {
    return this.#text;
  }

  /** Whether `text` contains at least eight consecutive characters of the secret, or all of a shorter one. */
  isIn(text: string): boolean {
    if (this.#hidden === '') return false;
    for (let start = 0; start < text.length; start += CHUNK) {
      const end = start + CHUNK + this.#hidden.length;
      if (this.#isInPart(text.slice(start, end).toLowerCase())) return true;
    }
    return false;
  }

  #isInPart(text: string): boolean {
    if (this.#hidden.length < MIN_MATCH) return text.includes(this.#hidden);
    return this.#pieces.some((piece, index) => {
      for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) {
        if (this.#runLength(text, at, index * STEP) >= MIN_MATCH) return true;
      }
      return false;
    });
  }

  /** Length, up to `MIN_MATCH`, of the common run around a piece at `at` in the text and at `offset` in the secret. */
  #runLength(text: string, at: number, offset: number): number {
    const isSame = (step: number): boolean => text[at + step] === this.#hidden[offset + step];
    let start = 0;
    while (start > PIECE - MIN_MATCH && offset + start > 0 && isSame(start - 1)) start -= 1;
    let end = PIECE;
    while (end - start < MIN_MATCH && offset + end < this.#hidden.length && isSame(end)) end += 1;
    return end - start;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** The pieces that are searched first, each `STEP` characters after the one before it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start + PIECE <= text.length; start += STEP) pieces.push(text.slice(start, start + PIECE));
  return pieces;
}
