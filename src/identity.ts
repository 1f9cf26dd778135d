import { ask, type Ask } from './ask.js';
import type { Identity } from './known.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { readId, readObject, readOptionalString } from './reply.js';
import { asToken, type Token } from './token.js';

/** Asks ClickUp who the token is: `GET /user`. */
export async function verifyToken(token: Token | string, options: RequestOptions = {}): Promise<Identity> {
  const settings = resolveOptions(options);
  return (await ask(identityQuestion(asToken(token)), settings)).value;
}

/** `GET /user`, and how its answer is read. */
export function identityQuestion(token: Token): Ask<Identity> {
  return { request: { method: 'GET', path: '/user' }, scope: 'token', input: 'token', token, decode: decodeIdentity };
}

/** `{user: {id, username, email, …}}` → Identity. `username` can be null, for guests. */
export function decodeIdentity(value: unknown): Identity {
  const user = readObject(readObject(value, 'body')['user'], 'user');
  const username = readOptionalString(user['username']);
  const email = readOptionalString(user['email']);
  return {
    id: readId(user['id'], 'user.id'),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
  };
}
