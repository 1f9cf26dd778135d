import { AuthError, type Explanation, type Failure } from '../src/index.js';

/** A failure that the CLI explains in its own words. Commands throw it or an AuthError; program.ts reports both. */
export class CliError extends Error {
  readonly error: AuthError;
  readonly own: Partial<Explanation>;

  constructor(failure: Failure, own: Partial<Explanation>) {
    super(failure.reason);
    this.error = new AuthError(failure);
    this.own = own;
  }
}

/** Node's error code, for example `EACCES`; undefined for an error without one. */
export function errorCode(error: unknown): string | undefined {
  // Not by `instanceof`, because the error may come from another realm.
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
