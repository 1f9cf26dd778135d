import { inspect } from 'node:util';
import { isAuthError, type AuthError } from '../../src/auth-error.js';

/** The result of a call, or the AuthError that it throws. Rethrows other errors. */
export function outcomeOf<T>(call: () => T): { readonly value: T } | { readonly error: AuthError } {
  try {
    return { value: call() };
  } catch (error) {
    if (isAuthError(error)) return { error };
    throw error;
  }
}

/** The AuthError that a call throws. Fails if the call succeeds. */
export function catchAuthError(call: () => unknown): AuthError {
  const outcome = outcomeOf(call);
  if ('error' in outcome) return outcome.error;
  throw new Error(`Expected an AuthError, received ${inspect(outcome.value)}`);
}

/** Everything that an error can print: as a message, in a log, in a debugger and as JSON. */
export function printAll(error: AuthError): string {
  return [
    String(error),
    error.message,
    error.stack,
    inspect(error, { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    inspect(error, { depth: Infinity, customInspect: false }),
    JSON.stringify(error),
    JSON.stringify(Object.getOwnPropertyDescriptors(error)),
  ].join('\n');
}

/** Every run of eight characters, the shortest part of a secret that must not be printed. */
export function fragmentsOf(secret: string): string[] {
  return Array.from({ length: Math.max(0, secret.length - 7) }, (_, start) => secret.slice(start, start + 8));
}
