import { createHash, timingSafeEqual } from 'node:crypto';

/** A redirect of this sign-in: a code, or the consent page's refusal in its own word. */
export type AcceptedRedirect =
  { readonly kind: 'code'; readonly code: string } | { readonly kind: 'denied'; readonly error: string };

/** A redirect that may come from anywhere. */
export interface RejectedRedirect {
  readonly kind: 'rejected';
  /** One sentence, which quotes nothing of the redirect. */
  readonly problem: string;
}

const MAX_CODE_CHARACTERS = 2048;

/**
 * Judges the query of a redirect. Only one that carries this sign-in's own `state`, once, is believed: everything else
 * may come from a page that the browser happens to show. Pure.
 */
export function validateRedirect(query: URLSearchParams, state: string): AcceptedRedirect | RejectedRedirect {
  for (const name of ['state', 'code', 'error']) {
    if (query.getAll(name).length > 1) return rejected(`It has more than one ${name}.`);
  }
  const given = query.get('state');
  if (given === null) return rejected('It has no state.');
  if (!isSame(given, state)) return rejected('Its state is not the one of this sign-in.');
  const code = query.get('code');
  const error = query.get('error');
  if (error !== null && code !== null) return rejected('It has both a code and an error.');
  if (error !== null) return { kind: 'denied', error };
  if (code === null || code === '') return rejected('It has no code.');
  if (code.length > MAX_CODE_CHARACTERS || /[^\x21-\x7e]/.test(code)) return rejected('Its code can’t be one.');
  return { kind: 'code', code };
}

function rejected(problem: string): RejectedRedirect {
  return { kind: 'rejected', problem };
}

/** In a time that tells nothing about the text. As sums, since lengths may differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
