import { callApi, type ApiCall } from './api-call.js';
import { readId, readObject, readOptionalString } from './decode.js';
import { resolveOptions, type RequestOptions } from './options.js';
import { asToken, type Token } from './token.js';
import type { Identity } from './types.js';

/** Returns the token's user: `GET /user`. Fails with any {@link AuthError}. */
export async function verifyToken(token: Token | string, options: RequestOptions = {}): Promise<Identity> {
  const resolved = resolveOptions(options);
  return (await callApi(identityRequest(asToken(token)), resolved)).value;
}

export function identityRequest(token: Token): ApiCall<Identity> {
  return { request: { method: 'GET', path: '/user' }, scope: 'token', input: 'token', token, decode: decodeIdentity };
}

/** `{user: {id, username, email, …}}` → Identity. ClickUp documents that `username` is null for guests. */
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
