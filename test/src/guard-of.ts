import { Guard } from '../../src/guard.js';
import { secretOf, type Token } from '../../src/token.js';

/** A guard without secrets. */
export const NO_SECRETS = new Guard([]);

/** The guard that requests with this token use. */
export function guardOf(token: Token): Guard {
  return new Guard([secretOf(token)]);
}
