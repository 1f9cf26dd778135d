import { Guard } from '../../src/guard.js';
import { secretOf, type Token } from '../../src/token.js';

/** A guard that knows no secret. */
export const NO_SECRETS = new Guard([]);

/** The guard that the requests of a token use. */
export function guardOf(token: Token): Guard {
  return new Guard([secretOf(token)]);
}
