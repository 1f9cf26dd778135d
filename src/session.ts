import { ask } from './ask.js';
import { AuthError, isAuthError } from './auth-error.js';
import { identityQuestion } from './identity.js';
import type { Identity, Known, RateLimit, Workspace } from './known.js';
import { resolveOptions, type RequestOptions, type Settings } from './options.js';
import { mergeRateLimits } from './rate-limit.js';
import { select } from './select.js';
import { asToken, looksLikeToken, type Token } from './token.js';
import { withRole, workspacesQuestion } from './workspaces.js';

export interface AuthenticateOptions extends RequestOptions {
  /** A personal token or an OAuth access token, as pasted. */
  readonly token: Token | string | null | undefined;
  /** Ids or names of Workspaces, all of which must be authorized. Default: none is required. */
  readonly workspaces?: readonly string[] | undefined;
}

/** A token that works, and what it may see. */
export interface Session {
  readonly token: Token;
  readonly identity: Identity;
  /** Every Workspace that the token may see. */
  readonly workspaces: readonly Workspace[];
  /** The ones that were asked for, each once, in that order. */
  readonly required: readonly Workspace[];
  /** As of ClickUp's last answer, where it told. */
  readonly rateLimit?: RateLimit;
  /** What is unusual but did no harm. */
  readonly warnings: readonly string[];
}

/**
 * The whole story: the token is cleaned, ClickUp is asked who it is and what it sees, at once, and the required
 * Workspaces are found. Sends two requests.
 * Fails with an {@link AuthError} of any reason; `error.known` holds what was established before.
 */
export async function authenticate(options: AuthenticateOptions): Promise<Session> {
  const settings = resolveOptions(options);
  const token = asToken(options.token);
  const wanted = options.workspaces ?? [];
  checkWanted(wanted, token);
  const { identity, workspaces, rateLimit } = await askBoth(token, settings);
  const known: Known = { tokenKind: token.kind, identity, workspaces, ...(rateLimit && { rateLimit }) };
  const { selected: required, failure } = select(workspaces, wanted);
  if (failure !== undefined) throw new AuthError(failure, { known: { ...known, required } });
  return { token, identity, workspaces, required, ...(rateLimit && { rateLimit }), warnings: token.warnings };
}

/** Refuses what is no text, and a token in the wrong field, which a message would quote as a Workspace that is missing. */
function checkWanted(wanted: readonly string[], token: Token): void {
  for (const [index, entry] of wanted.entries()) {
    const input = `workspaces[${index}]`;
    const allowed = 'the id or the name of a Workspace, as text';
    if (typeof entry !== 'string') throw new AuthError({ reason: 'input_invalid', input, allowed });
    // Also another one, as the new token of a rotation.
    const whose = token.isEchoedIn(entry) ? 'the' : looksLikeToken(entry) && 'another';
    if (whose === false) continue;
    throw new AuthError({ reason: 'input_invalid', input, allowed: `${allowed}; this entry holds ${whose} token` });
  }
}

interface Both {
  readonly identity: Identity;
  readonly workspaces: readonly Workspace[];
  readonly rateLimit: RateLimit | undefined;
}

/** Asks both at once. The first failure ends the other request, since it decides. */
async function askBoth(token: Token, settings: Settings): Promise<Both> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  if (settings.signal?.aborted) end();
  settings.signal?.addEventListener('abort', end);
  const ending = (error: unknown): never => {
    end();
    throw error;
  };
  const [who, what] = await Promise.allSettled([
    ask(identityQuestion(token), settings, stop.signal).catch(ending),
    ask(workspacesQuestion(token), settings, stop.signal).catch(ending),
  ]);
  settings.signal?.removeEventListener('abort', end);
  if (who.status === 'fulfilled' && what.status === 'fulfilled') {
    const identity = who.value.value;
    const workspaces = what.value.value.map((workspace) => withRole(workspace, identity));
    return { identity, workspaces, rateLimit: mergeRateLimits(who.value.rateLimit, what.value.rateLimit) };
  }
  const failed = [who, what].filter((one) => one.status === 'rejected').map((one): unknown => one.reason);
  // The other's `cancelled` is our own doing; of two true failures /user's is told, so that it is always the same.
  const told = failed.find((error) => !(isAuthError(error) && error.reason === 'cancelled')) ?? failed[0];
  if (!isAuthError(told)) throw told;
  throw told.withKnown({
    tokenKind: token.kind,
    ...(who.status === 'fulfilled' && knownOf(who.value.rateLimit, { identity: who.value.value })),
    ...(what.status === 'fulfilled' &&
      knownOf(what.value.rateLimit, { workspaces: what.value.value.map((one) => withRole(one, undefined)) })),
  });
}

/** What one of the two answers told, though the other one failed. */
function knownOf(rateLimit: RateLimit | undefined, known: Known): Known {
  return rateLimit === undefined ? known : { ...known, rateLimit };
}
