import type { Secret } from './secret.js';

/** Each pass undoes one level of encoding. No known server applies more than three. */
const MAX_PASSES = 3;

/** Characters of a text that must be decoded before a secret in it can be recognized. */
const ENCODED = /[\\%&]|[^\x21-\x7e]/;

/** The same for JSON, in which white space is usual. */
const UNUSUAL_JSON = /[^\x20-\x24\x26-\x5b\x5d-\x7e\r\n\t]/;
/** A JSON number with an exponent, which hides its digits. */
const EXPONENT = /\d[eE][+-]?\d/;

/**
 * Recognizes secrets in text from outside: responses, header values, Workspace names, and configuration that is about to
 * be quoted. It finds a secret verbatim, JSON-escaped, percent-encoded, as HTML character references, as a number, in another
 * case, in full-width characters, and split by characters that cleaning a text removes.
 */
export class Guard {
  readonly #secrets: readonly Secret[];

  constructor(secrets: readonly Secret[]) {
    this.#secrets = secrets;
  }

  /** Whether `text` must not be shown. */
  reveals(text: string): boolean {
    let form = text;
    for (let pass = 0; ; pass += 1) {
      if (this.#isVerbatimIn(form)) return true;
      if (pass === MAX_PASSES || !ENCODED.test(form)) return false;
      const decoded = decode(form);
      if (decoded === form) return false;
      form = decoded;
    }
  }

  /** Whether a response body may contain a secret. A quick test, so that most bodies need no search of each value. */
  mayBeIn(body: string): boolean {
    if (UNUSUAL_JSON.test(body) || body.includes('&#') || this.#isVerbatimIn(body)) return true;
    return this.#secrets.some((secret) => secret.hasDigits) && EXPONENT.test(body);
  }

  /** Whether any text or number in a decoded value must not be shown. */
  revealsAnyOf(value: unknown): boolean {
    if (typeof value === 'string') return this.reveals(value);
    if (typeof value === 'number') return this.#isVerbatimIn(String(value));
    if (typeof value !== 'object' || value === null) return false;
    return Object.values(value).some((one) => this.revealsAnyOf(one));
  }

  #isVerbatimIn(text: string): boolean {
    return this.#secrets.some((secret) => secret.isIn(text));
  }
}

/** Undoes one level of JSON, percent and HTML encoding, and removes white space, control and format characters. */
function decode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, '')
    .replace(/&#(\d{2,3});?/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&#x([0-7][0-9a-f]);?/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(.)/g, '$1')
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
