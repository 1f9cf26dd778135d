import { createHash, timingSafeEqual } from 'node:crypto';

/** A redirect of this sign-in, with a code or with the error of the consent page. */
export type AcceptedRedirect =
  { readonly kind: 'code'; readonly code: string } | { readonly kind: 'denied'; readonly error: string };

/** A redirect that may come from another page. `problem` is one sentence that quotes nothing of the redirect. */
export type RejectedRedirect = { readonly kind: 'rejected'; readonly problem: string };

const MAX_CODE_CHARACTERS = 2048;

/**
 * Validates the query of a redirect. Accepts only a query with exactly one `state`, that of this sign-in, because any page
 * that is open in the browser can send requests here. Pure.
 */
export function validateRedirect(query: URLSearchParams, state: string): AcceptedRedirect | RejectedRedirect {
  for (const name of ['state', 'code', 'error']) {
    if (query.getAll(name).length > 1) return rejected(`The redirect has more than one ${name}.`);
  }
  const actual = query.get('state');
  if (actual === null) return rejected('The redirect has no state.');
  if (!isEqual(actual, state)) return rejected('The state does not match this sign-in.');
  const code = query.get('code');
  const error = query.get('error');
  if (error !== null && code !== null) return rejected('The redirect has both a code and an error.');
  if (error !== null) return { kind: 'denied', error };
  if (code === null || code === '') return rejected('The redirect has no code.');
  if (code.length > MAX_CODE_CHARACTERS || /[^\x21-\x7e]/.test(code)) return rejected('The code is malformed.');
  return { kind: 'code', code };
}

/** Far above the length of a redirect URL. */
const MAX_PASTED_CHARACTERS = 16_384;

/**
 * The query of a pasted redirect URL, or undefined if it is another URL. Accepts quotes, angle brackets and line breaks
 * around and within the URL, a URL without its scheme, and the query alone. Pure.
 */
export function pastedQuery(pasted: string, redirectUri: string): URLSearchParams | undefined {
  if (pasted.length > MAX_PASTED_CHARACTERS) return undefined;
  const text = pasted
    // Terminals and chats break long lines.
    .replace(/\s+/g, '')
    .replace(/^["'`<([]{1,9}/, '')
    .replace(/["'`>)\].,;]{1,9}$/, '')
    .replaceAll('&amp;', '&');
  const { host, pathname } = new URL(redirectUri);
  const isQuery = /^\??(?:code|state|error)=/.test(text);
  const hasScheme = /^https?:\/\//i.test(text);
  const candidate = isQuery
    ? `${redirectUri}?${text.replace(/^\?/, '')}`
    : hasScheme
      ? text
      : `http://${text.replace(/^\/\//, '')}`;
  const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
  // Some browsers replace the address or the scheme. Nothing is sent to this URL.
  const isRedirect = url?.host.replace(/^localhost(?=:|$)/, '127.0.0.1') === host && url.pathname === pathname;
  return isRedirect ? url.searchParams : undefined;
}

function rejected(problem: string): RejectedRedirect {
  return { kind: 'rejected', problem };
}

/** Compares in constant time. Hashes first, because timingSafeEqual requires equal lengths. */
function isEqual(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
