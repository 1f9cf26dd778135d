import { explain } from './explain.js';
import type { Failure, Reason } from './failure.js';
import type { Known } from './types.js';

/** A symbol of the registry, so that copies of this package in one process agree on it. */
const BRAND = Symbol.for('clickup-auth.AuthError');

/**
 * The only error that this library throws. `failure` has the details as data; `message` begins with the reason in
 * brackets. It contains no request and no header, so there is nothing to redact later.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  /** The details, as data: switch on `failure.reason`. */
  readonly failure: Failure;
  /** The data obtained before the failure. */
  readonly known: Known;

  constructor(failure: Failure, options: { readonly cause?: unknown; readonly known?: Known } = {}) {
    const { title, happened } = explain(failure);
    super(`[${failure.reason}] ${title}. ${happened}`, options.cause === undefined ? {} : { cause: options.cause });
    this.failure = failure;
    this.known = options.known ?? {};
  }

  /** {@link isAuthError} looks for the brand. It is on the prototype, so that no log shows it. */
  static {
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  get reason(): Reason {
    return this.failure.reason;
  }
}

/** Whether `error` is an {@link AuthError}, also when another copy of this package made it. */
export function isAuthError(error: unknown): error is AuthError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/**
 * The same failure, with more of what is known. Not a method, because it is not part of the public API.
 * @internal
 */
export function withKnown(error: AuthError, known: Known): AuthError {
  return new AuthError(error.failure, { cause: error.cause, known: { ...error.known, ...known } });
}
