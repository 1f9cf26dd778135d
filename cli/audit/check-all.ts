import { authenticate, isAuthError, parseToken } from '../../src/index.js';
import type { AuthError, RequestOptions, Session } from '../../src/index.js';
import type { Credential } from './credentials.js';

/** The result of checking one credential. */
export type CredentialResult = { readonly name: string } & (
  { readonly session: Session } | { readonly error: AuthError }
);

export interface CheckAllOptions extends RequestOptions {
  readonly workspaces: readonly string[];
  /** Number of credentials to check in parallel. */
  readonly concurrency: number;
  /** Called after each check. */
  readonly onDone: (done: number) => void;
}

/**
 * Checks every credential and returns the results in the same order. A token with several names is checked once. Does not
 * limit the request rate, because ClickUp limits each token separately and a check sends two requests.
 */
export async function checkAll(
  credentials: readonly Credential[],
  options: CheckAllOptions,
): Promise<CredentialResult[]> {
  const results: CredentialResult[] = [];
  const sessions = new Map<string, Promise<Session>>();
  const queue = credentials.entries();
  let done = 0;
  await Promise.all(
    linkedSignals(options.signal, Math.min(options.concurrency, credentials.length)).map(async (signal) => {
      for (const [index, credential] of queue) {
        results[index] = await checkOne(credential, sessions, { ...options, signal });
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
  const abortAll = (): void => {
    for (const controller of controllers) controller.abort();
  };
  if (signal?.aborted === true) abortAll();
  signal?.addEventListener('abort', abortAll, { once: true });
  return controllers.map((controller) => controller.signal);
}

async function checkOne(
  { name, text, error: invalid }: Credential,
  sessions: Map<string, Promise<Session>>,
  options: CheckAllOptions,
): Promise<CredentialResult> {
  if (invalid !== undefined) return { name, error: invalid };
  try {
    const token = parseToken(text);
    const session = sessions.get(token.authorization) ?? authenticate({ ...options, token });
    sessions.set(token.authorization, session);
    return { name, session: await session };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { name, error };
  }
}
