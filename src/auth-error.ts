import { explain } from './explain.js';
import type { Failure, Reason } from './failure.js';
import type { Known } from './types.js';

/** In the global symbol registry, which all copies of this package in one process share. */
const BRAND = Symbol.for('clickup-auth.AuthError');

/**
 * The only error that this library throws. Its message begins with the reason in brackets. It contains no request and no
 * header, so there is nothing to redact later.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  /** Details of the failure. Switch on `failure.reason`. */
  readonly failure: Failure;
  /** Data obtained before the failure. */
  readonly known: Known;

  constructor(failure: Failure, options: { readonly cause?: unknown; readonly known?: Known } = {}) {
    const { title, happened } = explain(failure);
    super(`[${failure.reason}] ${title}. ${happened}`, options.cause === undefined ? {} : { cause: options.cause });
    this.failure = failure;
    this.known = options.known ?? {};
  }

  static {
    // On the prototype, because inspect() would print a property of the instance.
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  get reason(): Reason {
    return this.failure.reason;
  }
}

/** Whether `error` is an {@link AuthError}, including one from another copy of this package. */
export function isAuthError(error: unknown): error is AuthError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** The same failure with additional data. Not a method, because it is not part of the public API. */
export function withKnown(error: AuthError, known: Known): AuthError {
  return new AuthError(error.failure, { cause: error.cause, known: { ...error.known, ...known } });
}

/** The error for an invalid input. `allowed` completes the sentence "Expected …". */
export function invalidInput(input: string, allowed: string): AuthError {
  return new AuthError({ reason: 'input_invalid', input, allowed });
}

/** The error after the caller's signal was aborted. */
export function cancelled(cause?: unknown): AuthError {
  return new AuthError({ reason: 'cancelled', input: 'signal' }, { cause });
}
