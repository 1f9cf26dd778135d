import type { ServerResponse } from 'node:http';

/** A page for the browser. Its texts are constants, which quote nothing of the request and contain no markup. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const ONLY_REDIRECTS = 'This address accepts only the redirect of a sign-in on this machine.';

export const PAGES = {
  signedIn: page(200, 'You are signed in', 'The token is stored. You can close this tab and return to the terminal.'),
  failed: page(400, 'Sign-in failed', 'The terminal shows the cause and what to do. You can close this tab.'),
  denied: page(403, 'Access was not granted', 'Nothing was stored. Close this tab and run the login again.'),
  alreadyFinished: page(
    410,
    'Sign-in already finished',
    'A redirect works only once. If you are not signed in, run the login again.',
  ),
  wrongHost: page(421, 'Wrong host', ONLY_REDIRECTS),
  notFound: page(404, 'Not found', ONLY_REDIRECTS),
  wrongMethod: page(405, 'Method not allowed', ONLY_REDIRECTS),
} as const;

export function rejectedPage(problem: string): Page {
  return page(400, 'Redirect rejected', `${problem} The terminal is still waiting for the sign-in.`);
}

function page(status: number, title: string, text: string): Page {
  return { status, title, text };
}

/** The address bar still shows the code, so the page loads and runs nothing, is not cached, and sends no referrer. */
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  Connection: 'close',
};

const STYLE = `:root{color-scheme:light dark}
body{font:17px/1.5 system-ui,sans-serif;max-width:30em;margin:18vh auto 0;padding:0 1.5em}
h1{font-size:1.5em;margin:0 0 .4em}p{margin:.4em 0}footer{margin-top:2em;opacity:.65;font-size:.85em}`;

export function sendPage(response: ServerResponse, { status, title, text }: Page): void {
  response.writeHead(status, HEADERS).end(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main><footer>clickup-auth, on this machine</footer></body></html>
`);
}
