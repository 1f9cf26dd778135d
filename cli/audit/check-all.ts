import { setMaxListeners } from 'node:events';
import { authenticate, isAuthError, parseToken } from '../../src/index.js';
import type { AuthError, RequestOptions, Session, Share, Token } from '../../src/index.js';
import type { Credential } from './credential.js';

/** The result of checking one credential. */
export type CredentialResult = { readonly credential: Credential } & (
  { readonly session: Session } | { readonly error: AuthError }
);

export interface CheckAllOptions extends RequestOptions {
  /** Number of credentials to check in parallel. */
  readonly concurrency: number;
  /** Called after each check. */
  readonly onDone: (done: number) => void;
}

/**
 * Checks every credential and returns the results in the same order. The checks of a token with several names share its
 * requests. Does not limit the request rate, because ClickUp limits each token separately and a check sends few requests.
 */
export async function checkAll(
  credentials: readonly Credential[],
  options: CheckAllOptions,
): Promise<CredentialResult[]> {
  const results: CredentialResult[] = [];
  const parsed = credentials.map(parse);
  const repeated = repeatedTokens(parsed);
  const queue = parsed.entries();
  let done = 0;
  await Promise.all(
    linkedSignals(options.signal, Math.min(options.concurrency, credentials.length)).map(async (signal) => {
      for (const [index, one] of queue) {
        results[index] = await checkOne(one, repeated, { ...options, signal });
        done += 1;
        options.onDone(done);
      }
    }),
  );
  return results;
}

/** One linked signal per worker: many listeners on one signal are slow, and Node 20 warns about them. */
function linkedSignals(signal: AbortSignal | undefined, count: number): AbortSignal[] {
  const controllers = Array.from({ length: count }, () => new AbortController());
  // Requests that checks share listen to it in addition to those of the check.
  setMaxListeners(0, ...controllers.map((controller) => controller.signal));
  const abortAll = (): void => {
    for (const controller of controllers) controller.abort();
  };
  if (signal?.aborted === true) abortAll();
  signal?.addEventListener('abort', abortAll, { once: true });
  return controllers.map((controller) => controller.signal);
}

async function checkOne(
  { credential, ...parsed }: Parsed,
  sent: ReadonlyMap<string, Map<string, Promise<unknown>>>,
  options: RequestOptions,
): Promise<CredentialResult> {
  if ('error' in parsed) return { credential, error: parsed.error };
  const { token } = parsed;
  const requests = sent.get(token.authorization);
  const share: Share | undefined =
    requests &&
    (async <Result>(name: string, send: (signal?: AbortSignal) => Promise<Result>) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core decodes each request in one way
      const result = (requests.get(name) as Promise<Result> | undefined) ?? send(options.signal);
      requests.set(name, result);
      return result;
    });
  try {
    return { credential, session: await authenticate({ ...options, ...credential.requirements, token, share }) };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { credential, error };
  }
}

type Parsed = { readonly credential: Credential } & ({ readonly token: Token } | { readonly error: AuthError });

function parse(credential: Credential): Parsed {
  const { text, error: invalid } = credential;
  if (invalid !== undefined) return { credential, error: invalid };
  try {
    return { credential, token: parseToken(text) };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { credential, error };
  }
}

/** A map of requests for each token that occurs several times. The requests of other tokens are not kept. */
function repeatedTokens(all: readonly Parsed[]): Map<string, Map<string, Promise<unknown>>> {
  const seen = new Set<string>();
  const repeated = new Map<string, Map<string, Promise<unknown>>>();
  for (const one of all) {
    if ('error' in one) continue;
    const { authorization } = one.token;
    if (seen.has(authorization)) repeated.set(authorization, new Map());
    seen.add(authorization);
  }
  return repeated;
}
