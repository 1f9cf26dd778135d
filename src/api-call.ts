import { AuthError, invalidInput } from './auth-error.js';
import { classifyErrorBody, classifyResponse, type RequestContext } from './classify.js';
import { decodeResponse, type Decoder } from './decode.js';
import { Guard } from './guard.js';
import { requestName, send, type HttpRequest } from './http.js';
import { SECRET_IN_URL, type ResolvedOptions } from './options.js';
import { readRateLimit } from './rate-limit.js';
import { retry } from './retry.js';
import type { Secret } from './secret.js';
import { secretsOf, type Token } from './token.js';
import type { RateLimit } from './types.js';

/** A request to the ClickUp API and the decoder of its response. */
export interface ApiCall<T> extends Pick<RequestContext, 'scope' | 'input' | 'workspaceId' | 'resource'> {
  readonly request: Omit<HttpRequest, 'authorization'>;
  readonly token?: Token;
  /** Other secrets that a response may repeat, for example the authorization code of an exchange. */
  readonly secrets?: readonly Secret[];
  readonly decode: Decoder<T>;
}

export interface ApiResult<T> {
  readonly value: T;
  readonly rateLimit: RateLimit | undefined;
}

/**
 * Sends a request, retries transient errors, and decodes the response. Checks every text of the response for secrets.
 * Fails with any {@link AuthError}.
 */
export function callApi<T>(call: ApiCall<T>, options: ResolvedOptions, signal = options.signal): Promise<ApiResult<T>> {
  const { share } = options;
  if (share === undefined) return sendCall(call, options, signal);
  return share(requestName(call.request), async (own) => sendCall(call, options, own));
}

async function sendCall<T>(
  call: ApiCall<T>,
  options: ResolvedOptions,
  signal: AbortSignal | undefined,
): Promise<ApiResult<T>> {
  const { token, secrets = [], decode } = call;
  const request: HttpRequest = { ...call.request, ...(token && { authorization: token.authorization }) };
  const allSecrets = token === undefined ? secrets : [...secretsOf(token), ...secrets];
  const guard = new Guard(allSecrets);
  rejectSecretUrl(options, guard, allSecrets);
  return retry(options, signal, async () => {
    const response = await send(request, options, signal);
    const context: RequestContext = { ...call, request, guard, now: options.clock() };
    const rateLimit = readRateLimit(response.headers, guard);
    const known = rateLimit ? { rateLimit } : {};
    const failure = classifyResponse(response, context);
    if (failure !== undefined) throw new AuthError(failure, { known });
    try {
      const answer = { request: requestName(request), status: response.status };
      return { value: decodeResponse(response.body, decode, answer, guard), rateLimit };
    } catch (error) {
      const refusal = classifyErrorBody(response, context);
      throw refusal === undefined ? error : new AuthError(refusal, { known });
    }
  });
}

/**
 * Fails with `input_invalid` if the API URL contains a secret, because messages show its host. Short secrets are parts of
 * ordinary host names.
 */
function rejectSecretUrl({ api }: ResolvedOptions, guard: Guard, secrets: readonly Secret[]): void {
  const text = `${api.host}${api.basePath}`;
  if (!guard.reveals(text)) return;
  const longSecrets = secrets.filter((secret) => secret.reveal().length >= MIN_SECRET_LENGTH);
  if (new Guard(longSecrets).reveals(text)) throw invalidInput('apiUrl', SECRET_IN_URL);
}

const MIN_SECRET_LENGTH = 8;
