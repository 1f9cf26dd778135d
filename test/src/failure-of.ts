import { inspect } from 'node:util';
import { isAuthError, type AuthError } from '../../src/index.js';
import { partsOf } from './thrown-by.js';

/** Not alphabetical, so that no eight characters of it stand in a sentence by chance. */
export const PERSONAL = 'pk_12345678_Q7ZK2M9XW4T1RVB8N6HJ3LD5FPYC0SGE';
export const OAUTH = '12345678_h3Kd9sQm2ZxW7vTb5nYc8rLp4gFj6aEu';
export const CLIENT_SECRET = 'WQ8S4V2KJ7N5X1B9D3M6';
export const CODE = 'Z4R9T2H7Y5L1C8G3P6F0';

/** Of a proxy that asks who comes. */
export const PROXY_PASSWORD = 'V6D2M8U3X7E9J1K5';

const SECRETS = [PERSONAL.slice(12), OAUTH.slice(9), CLIENT_SECRET, CODE, PROXY_PASSWORD];

/**
 * The AuthError that a call fails with. Every failure of these tests comes through here, and so each is looked through
 * for the tokens, the client secret, the code and the proxy's password: in its message, its stack, its cause, and in what a logger sees.
 */
export async function failureOf(call: Promise<unknown>): Promise<AuthError> {
  const error: unknown = await call.then(
    (value) => {
      throw new Error(`Expected a failure, and got ${inspect(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!isAuthError(error)) throw error;
  expect(leaksIn(error)).toEqual([]);
  return error;
}

/** The parts of our secrets that an error tells: to a person, a logger, a debugger and a report as JSON. */
function leaksIn(error: AuthError): string[] {
  const whole = { depth: 10, showHidden: true, maxStringLength: null, maxArrayLength: null };
  // Each cause by itself: some of Node's, as that of a wrong certificate, are too deep for their outermost error.
  const causes = [error, error.cause].flatMap((one) => [
    inspect(one, whole),
    inspect(one, { ...whole, getters: true }),
  ]);
  const text = [...causes, error.message, error.stack, String(error), JSON.stringify(error)].join('\n');
  return SECRETS.flatMap(partsOf).filter((part) => text.includes(part));
}
