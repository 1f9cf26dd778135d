import { randomBytes } from 'node:crypto';
import { errorResponse, escapeHtml, type SandboxResponse } from './response.js';
import type { State } from './state.js';
import { ACME, GLOBEX, type SandboxWorkspace } from './workspaces.js';

/** The sandbox's OAuth app. Its redirect URI is any loopback URL with the path `/callback`. */
export const SANDBOX_APP = { clientId: 'SANDBOXCLIENT', clientSecret: 'sandbox-client-secret' } as const;

/** The Workspaces that the consent page lists. */
const OFFERED: readonly SandboxWorkspace[] = [ACME, GLOBEX];

function isRegistered(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname, pathname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && pathname === '/callback';
}

/** ClickUp validates the client and the redirect URI before it shows the consent page. */
function rejectQuery(query: URLSearchParams): SandboxResponse | undefined {
  if (query.get('client_id') !== SANDBOX_APP.clientId) return errorResponse(401, 'OAUTH_010', 'Client not found');
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null) return errorResponse(400, 'OAUTH_017', 'Redirect URI missing');
  return isRegistered(redirectUri) ? undefined : errorResponse(401, 'OAUTH_007', 'Redirect URI mismatch');
}

/** The page on which the user selects Workspaces. */
export function consentPage(query: URLSearchParams): SandboxResponse {
  const rejection = rejectQuery(query);
  if (rejection !== undefined) return rejection;
  const boxes = OFFERED.map(
    ({ id, name }) => `<p><label><input type="checkbox" name="workspace" value="${id}" checked> ${name}</label></p>`,
  );
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Connect to the ClickUp sandbox</title>
<meta name="viewport" content="width=device-width"><style>body{font:16px/1.5 system-ui;max-width:32em;margin:4em auto}button{font:inherit;padding:.3em 1.2em}</style></head>
<body><h1>Connect an app?</h1><p>This page emulates the consent page of ClickUp. Select the Workspaces to authorize for the app.</p>
<form method="post" action="?${escapeHtml(query.toString())}">${boxes.join('')}
<p><button name="answer" value="connect">Connect</button> <button name="answer" value="cancel">Cancel</button></p></form></body></html>`;
  return { status: 200, headers: { 'Cache-Control': 'no-store' }, body };
}

/** Redirects the browser to the app after the form is submitted, with a code or an error. */
export function submitConsent(query: URLSearchParams, form: URLSearchParams, { codes }: State): SandboxResponse {
  const rejection = rejectQuery(query);
  if (rejection !== undefined) return rejection;
  const target = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  if (form.get('answer') === 'connect') {
    const code = randomBytes(16).toString('hex').toUpperCase();
    const selected = new Set(form.getAll('workspace'));
    codes.set(code, { workspaces: OFFERED.filter(({ id }) => selected.has(id)), used: false });
    target.searchParams.set('code', code);
  } else {
    target.searchParams.set('error', 'access_denied');
  }
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { Location: target.href }, body: 'Moved' };
}

/**
 * Exchanges a code for a token. ClickUp documents no statuses for failures; clients must rely on
 * the ECODE. Only JSON is read, because ClickUp does not fully support form bodies.
 */
export function exchangeCode(text: string, state: State): SandboxResponse {
  const body = parseBody(text);
  const isKnownApp = body['client_id'] === SANDBOX_APP.clientId && body['client_secret'] === SANDBOX_APP.clientSecret;
  if (!isKnownApp) return errorResponse(401, 'OAUTH_010', 'Client not found');
  const code = state.codes.get(body['code'] ?? '');
  if (code === undefined) return errorResponse(401, 'OAUTH_013', 'Code not found or expired');
  if (code.used) return errorResponse(401, 'OAUTH_014', 'Code already used');
  code.used = true;
  return { status: 200, body: { access_token: state.issue(code.workspaces) } };
}

function parseBody(text: string): Readonly<Record<string, string>> {
  try {
    const body: Record<string, string> | null = JSON.parse(text);
    return body ?? {};
  } catch {
    return {};
  }
}
