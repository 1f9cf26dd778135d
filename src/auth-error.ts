import { explain } from './explain.js';
import type { Failure, Reason } from './failure.js';
import type { Known } from './known.js';

/** A symbol of the registry, so that copies of this package in one process agree on it. */
const BRAND = Symbol.for('clickup-auth.AuthError');

/**
 * The one error that this library throws. `failure` says what happened; `message` begins with the reason in brackets.
 * It holds no request and no header, so there is nothing to redact later.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  /** What went wrong, as data: switch on `failure.reason`. */
  readonly failure: Failure;
  /** What was established before the failure. */
  readonly known: Known;

  constructor(failure: Failure, options: { readonly cause?: unknown; readonly known?: Known } = {}) {
    const { title, happened } = explain(failure);
    super(`[${failure.reason}] ${title}. ${happened}`, options.cause === undefined ? {} : { cause: options.cause });
    this.failure = failure;
    this.known = options.known ?? {};
  }

  /** What {@link isAuthError} looks for. On the prototype, so that no log shows it. */
  static {
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  get reason(): Reason {
    return this.failure.reason;
  }

  /** The same failure, with more of what is known. */
  withKnown(known: Known): AuthError {
    return new AuthError(this.failure, { cause: this.cause, known: { ...this.known, ...known } });
  }

  /**
   * An error of the transport as one of ours: a network fault on the way to `host`. What is an AuthError already comes
   * back as it is.
   */
  static from(error: unknown, host: string): AuthError {
    if (isAuthError(error)) return error;
    const code = errorCode(error);
    return new AuthError(
      {
        reason: 'unreachable',
        input: 'apiUrl',
        host,
        ...(code === undefined ? {} : { code }),
        problem: describe(code),
      },
      { cause: error },
    );
  }
}

/** Whether `error` is an {@link AuthError}, also when another copy of this package made it. */
export function isAuthError(error: unknown): error is AuthError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** Node's name of a fault, as `ECONNREFUSED`. Happy Eyeballs wraps the faults of several addresses in one error. */
function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return errorCode(error.errors[0]);
  return undefined;
}

/** Whether a fault comes from a certificate: asking again can't mend it. */
export function isCertificateFault(code: string | undefined): boolean {
  return code !== undefined && /CERT|UNABLE_TO_VERIFY|^(INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/.test(code);
}

function describe(code: string | undefined): string {
  if (isCertificateFault(code)) return 'the certificate could not be verified';
  if (code?.startsWith('ERR_PROXY')) return 'the proxy did not let the request through';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the name could not be resolved';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was cut';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no route to it';
    default:
      return 'the connection failed';
  }
}
