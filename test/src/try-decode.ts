import { isAuthError } from '../../src/index.js';
import { NO_SECRETS } from './guard-of.js';
import { decodeResponse, type Decoder } from '../../src/decode.js';

/** Decodes a value as a response body. Returns undefined for reply_malformed, and rethrows other errors. */
export function tryDecode<T>(value: unknown, decode: Decoder<T>): T | undefined {
  try {
    return decodeResponse(JSON.stringify(value), decode, { request: 'GET /', status: 200 }, NO_SECRETS);
  } catch (error) {
    if (isAuthError(error) && error.reason === 'reply_malformed') return undefined;
    throw error;
  }
}
