import {
  authenticate,
  isAuthError,
  parseToken,
  type AuthError,
  type RequestOptions,
  type Session,
} from '../../src/index.js';
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
 * Checks every credential, in their order. ClickUp limits each token by itself: two requests at once are far below it,
 * and a token that stands under several names is asked about once. A limit that others met is waited for by the core.
 */
export async function checkAll(
  credentials: readonly Credential[],
  options: CheckAllOptions,
): Promise<CredentialResult[]> {
  const results: CredentialResult[] = [];
  const asked = new Map<string, Promise<Session>>();
  const queue = credentials.entries();
  let done = 0;
  await Promise.all(
    linkedSignals(options.signal, Math.min(options.concurrency, credentials.length)).map(async (signal) => {
      for (const [index, credential] of queue) {
        results[index] = await checkOne(credential, asked, { ...options, signal });
        done += 1;
        options.onDone(done);
      }
    }),
  );
  return results;
}

/** Signals that abort with another one. Everything listening to that one would cost time, and on Node 20 a warning. */
function linkedSignals(signal: AbortSignal | undefined, count: number): AbortSignal[] {
  const stops = Array.from({ length: count }, () => new AbortController());
  const end = (): void => {
    for (const stop of stops) stop.abort();
  };
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end, { once: true });
  return stops.map((stop) => stop.signal);
}

async function checkOne(
  { name, text }: Credential,
  asked: Map<string, Promise<Session>>,
  options: CheckAllOptions,
): Promise<CredentialResult> {
  try {
    const token = parseToken(text);
    const session = asked.get(token.authorization) ?? authenticate({ ...options, token });
    asked.set(token.authorization, session);
    return { name, session: await session };
  } catch (error) {
    if (!isAuthError(error)) throw error;
    return { name, error };
  }
}
