import { isAuthError } from '../../src/index.js';
import { decodeReply, type Decoder } from '../../src/reply.js';

/** A value as a reply, decoded; undefined when it is refused with reply_malformed. Any other error comes out. */
export function decoded<T>(value: unknown, decode: Decoder<T>): T | undefined {
  try {
    return decodeReply(JSON.stringify(value), decode, { request: 'GET /', status: 200 });
  } catch (error) {
    if (isAuthError(error) && error.reason === 'reply_malformed') return undefined;
    throw error;
  }
}
