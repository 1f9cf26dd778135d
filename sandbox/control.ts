import type { IncomingMessage } from 'node:http';
import { escapeHtml, notFound, type Answer } from './answer.js';
import type { State } from './state.js';
import { SANDBOX_TABLE } from './tokens.js';

/**
 * The sandbox's own pages, for a shell or a browser beside a pipeline:
 * `GET /` the table, `GET /_sandbox/requests` the counts, `POST /_sandbox/reset`, `POST /_sandbox/revoke/{name}` and
 * `POST /_sandbox/restore/{name}`.
 */
export function answerControl(request: IncomingMessage, url: URL, state: State): Answer {
  const [, , action = '', name = ''] = url.pathname.split('/');
  if (request.method === 'GET') {
    if (url.pathname === '/') return tablePage();
    return action === 'requests' ? { status: 200, body: state.counts } : notFound(request);
  }
  if (request.method !== 'POST') return notFound(request);
  // Browsers say from which page a POST comes. No website that happens to be open may change a rehearsal; there is
  // nothing to guard beside that, since the tokens are made up.
  if (request.headers.origin !== undefined) return { status: 403, body: { err: 'Not from a web page.' } };
  if (action === 'reset') {
    state.reset();
    return { status: 200, body: state.counts };
  }
  if (action !== 'revoke' && action !== 'restore') return notFound(request);
  const row = state.row(name);
  if (row === undefined) return { status: 404, body: { err: `There is no token named ${name}.` } };
  state[action](row);
  return { status: 200, body: { [action === 'revoke' ? 'revoked' : 'restored']: row.name } };
}

function tablePage(): Answer {
  const rows = SANDBOX_TABLE.map(
    ({ name, token, plays, expected }) =>
      `<tr><th>${name}</th><td>${escapeHtml(plays)}</td><td><code>${expected}</code></td><td><code>${token}</code></td></tr>`,
  );
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>ClickUp sandbox</title><meta name="viewport" content="width=device-width">
<style>body{font:15px/1.5 system-ui;margin:2em}th{text-align:left}td,th{padding:.2em 1em .2em 0;vertical-align:top}</style></head>
<body><h1>ClickUp, played on this machine</h1><p>These tokens are made up and work nowhere else.</p>
<table><tr><th>Token</th><th>Plays</th><th>Answer</th><th>Text</th></tr>${rows.join('\n')}</table></body></html>`;
  return { status: 200, body };
}
