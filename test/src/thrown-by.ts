import { inspect } from 'node:util';
import { isAuthError, type AuthError } from '../../src/auth-error.js';

/** What a call gives, or the AuthError that it throws. What is none comes out as it is. */
export function outcomeOf<T>(call: () => T): { readonly value: T } | { readonly error: AuthError } {
  try {
    return { value: call() };
  } catch (error) {
    if (isAuthError(error)) return { error };
    throw error;
  }
}

/** The AuthError that a call throws. A call that succeeds is an error. */
export function thrownBy(call: () => unknown): AuthError {
  const outcome = outcomeOf(call);
  if ('error' in outcome) return outcome.error;
  throw new Error(`Expected a failure, and got ${inspect(outcome.value)}`);
}

/** All that an error tells: to a person, a logger, a debugger and a report as JSON. */
export function told(error: AuthError): string {
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

/** Eight characters in a row are what a reader could use to find the rest. */
export function partsOf(secret: string): string[] {
  return Array.from({ length: Math.max(0, secret.length - 7) }, (_, start) => secret.slice(start, start + 8));
}
