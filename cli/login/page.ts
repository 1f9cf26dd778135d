/** What the browser shows at the end: words of ours only, nothing of the redirect. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

/**
 * Nothing is loaded, run, framed, stored or passed on: the address that the browser shows still holds the code.
 */
export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  Connection: 'close',
} as const;

const STYLE = `:root{color-scheme:light dark}
body{font:17px/1.5 system-ui,sans-serif;max-width:30em;margin:18vh auto 0;padding:0 1.5em}
h1{font-size:1.5em;margin:0 0 .4em}p{margin:.4em 0}footer{margin-top:2em;opacity:.65;font-size:.85em}`;

/** The page as HTML. Its texts are constants, and hold no markup. */
export function renderPage({ title, text }: Page): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main><footer>clickup-auth, on this machine</footer></body></html>
`;
}

export const SIGNED_IN: Page = {
  status: 200,
  title: 'You are signed in',
  text: 'You can close this tab and go back to the terminal.',
};

export const FAILED: Page = {
  status: 400,
  title: 'The sign-in failed',
  text: 'The terminal says why, and what to do. You can close this tab.',
};

export const DENIED: Page = {
  status: 403,
  title: 'Access was not granted',
  text: 'Nothing was stored. You can close this tab, and run the login again.',
};

export const OVER: Page = {
  status: 410,
  title: 'Sign-in already finished',
  text: 'A redirect works only once. If you are not signed in, run the login again.',
};

/** A redirect that is not believed. `problem` is one of our own sentences. */
export function rejectedPage(problem: string): Page {
  return {
    status: 400,
    title: 'This redirect was refused',
    text: `${problem} The terminal is still waiting for the sign-in.`,
  };
}
