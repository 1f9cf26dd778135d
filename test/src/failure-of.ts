import { inspect } from 'node:util';
import { isAuthError, type AuthError } from '../../src/index.js';
import { fragmentsOf } from './auth-errors.js';

/** Random characters, so that no ordinary text contains eight of them in a row. */
export const PERSONAL = 'pk_12345678_Q7ZK2M9XW4T1RVB8N6HJ3LD5FPYC0SGE';
export const OAUTH = '12345678_h3Kd9sQm2ZxW7vTb5nYc8rLp4gFj6aEu';
export const CLIENT_SECRET = 'WQ8S4V2KJ7N5X1B9D3M6';
export const CODE = 'Z4R9T2H7Y5L1C8G3P6F0';

export const PROXY_PASSWORD = 'V6D2M8U3X7E9J1K5';

const SECRETS = [PERSONAL.slice(12), OAUTH.slice(9), CLIENT_SECRET, CODE, PROXY_PASSWORD];

/**
 * The AuthError that a call fails with. Also checks that the error does not contain the tokens, the client secret, the
 * code or the proxy's password: in its message, stack and cause, and in the output of a logger.
 */
export async function failureOf(call: Promise<unknown>): Promise<AuthError> {
  const error: unknown = await call.then(
    (value) => {
      throw new Error(`Expected an AuthError, received ${inspect(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!isAuthError(error)) throw error;
  expect(leaksIn(error)).toEqual([]);
  return error;
}

/** The parts of the secrets that an error can print: as a message, in a log, in a debugger and as JSON. */
function leaksIn(error: AuthError): string[] {
  const whole = { depth: 10, showHidden: true, maxStringLength: null, maxArrayLength: null };
  // Inspect the cause separately, because some of Node's, such as certificate errors, are nested too deeply.
  const causes = [error, error.cause].flatMap((one) => [
    inspect(one, whole),
    inspect(one, { ...whole, getters: true }),
  ]);
  const text = [...causes, error.message, error.stack, String(error), JSON.stringify(error)].join('\n');
  return SECRETS.flatMap(fragmentsOf).filter((part) => text.includes(part));
}
