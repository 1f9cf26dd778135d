import { createHash, timingSafeEqual } from 'node:crypto';

/** A redirect of this sign-in: a code, or the consent page's refusal in its own word. */
export type Believed =
  { readonly kind: 'code'; readonly code: string } | { readonly kind: 'denied'; readonly error: string };

/** A redirect that may come from anywhere. */
export interface Unusable {
  readonly kind: 'unusable';
  /** One sentence, which quotes nothing of the redirect. */
  readonly problem: string;
}

const MAX_CODE_CHARACTERS = 2048;

/**
 * Judges the query of a redirect. Only one that carries this sign-in's own `state`, once, is believed: everything else
 * may come from a page that the browser happens to show. Pure.
 */
export function judgeRedirect(query: URLSearchParams, state: string): Believed | Unusable {
  for (const name of ['state', 'code', 'error']) {
    if (query.getAll(name).length > 1) return unusable(`It has more than one ${name}.`);
  }
  const given = query.get('state');
  if (given === null) return unusable('It has no state.');
  if (!isSame(given, state)) return unusable('Its state is not the one of this sign-in.');
  const code = query.get('code');
  const error = query.get('error');
  if (error !== null && code !== null) return unusable('It has both a code and an error.');
  if (error !== null) return { kind: 'denied', error };
  if (code === null || code === '') return unusable('It has no code.');
  if (code.length > MAX_CODE_CHARACTERS || /[^\x21-\x7e]/.test(code)) return unusable('Its code can’t be one.');
  return { kind: 'code', code };
}

function unusable(problem: string): Unusable {
  return { kind: 'unusable', problem };
}

/** In a time that tells nothing about the text. As sums, since lengths may differ. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
