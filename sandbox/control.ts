import type { IncomingMessage } from 'node:http';
import { escapeHtml, notFound, type SandboxResponse } from './response.js';
import type { State } from './state.js';
import { SANDBOX_TABLE } from './tokens.js';

/**
 * Handles the requests that control the sandbox: `GET /` (the table), `GET /_sandbox/requests` (the counts),
 * `POST /_sandbox/reset`, `POST /_sandbox/revoke/{name}` and `POST /_sandbox/restore/{name}`.
 */
export function handleControl(request: IncomingMessage, url: URL, state: State): SandboxResponse {
  const [, , action = '', name = ''] = url.pathname.split('/');
  if (request.method === 'GET') {
    if (url.pathname === '/') return tablePage();
    return action === 'requests' ? { status: 200, body: state.counts } : notFound(request);
  }
  if (request.method !== 'POST') return notFound(request);
  // Browsers send Origin with every POST. Without this check, any open website could change the sandbox's state.
  if (request.headers.origin !== undefined)
    return { status: 403, body: { err: 'Web pages cannot send this request.' } };
  if (action === 'reset') {
    state.reset();
    return { status: 200, body: state.counts };
  }
  if (action !== 'revoke' && action !== 'restore') return notFound(request);
  const row = state.findByNameOrToken(name);
  if (row === undefined) return { status: 404, body: { err: `There is no token named ${name}.` } };
  state[action](row);
  return { status: 200, body: { [action === 'revoke' ? 'revoked' : 'restored']: row.name } };
}

function tablePage(): SandboxResponse {
  const rows = SANDBOX_TABLE.map(
    ({ name, token, description, expected }) =>
      `<tr><th>${name}</th><td>${escapeHtml(description)}</td><td><code>${expected}</code></td><td><code>${token}</code></td></tr>`,
  );
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>ClickUp sandbox</title><meta name="viewport" content="width=device-width">
<style>body{font:15px/1.5 system-ui;margin:2em}th{text-align:left}td,th{padding:.2em 1em .2em 0;vertical-align:top}</style></head>
<body><h1>ClickUp emulator</h1><p>Set <code>CLICKUP_API_URL</code> to the URL of this page followed by <code>api/v2</code>, and use one of these test tokens. They work only with the sandbox.</p>
<table><tr><th>Name</th><th>Behavior</th><th>Result of a check</th><th>Token</th></tr>${rows.join('\n')}</table></body></html>`;
  return { status: 200, body };
}
