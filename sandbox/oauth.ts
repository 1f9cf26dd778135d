import { randomBytes } from 'node:crypto';
import { escapeHtml, refusal, type Answer } from './answer.js';
import { ACME, GLOBEX, type PlayedWorkspace } from './workspaces.js';

/** The sandbox's OAuth app. Its redirect URI is any on loopback with the path `/callback`. */
export const SANDBOX_APP = { clientId: 'SANDBOXCLIENT', clientSecret: 'sandbox-client-secret' } as const;

/** What a person can authorize. */
const OFFERED: readonly PlayedWorkspace[] = [ACME, GLOBEX];

/** Codes given out, and whether they were used. */
export type Codes = Map<string, { readonly workspaces: readonly PlayedWorkspace[]; used: boolean }>;

function isRegistered(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname, pathname } = new URL(redirectUri);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && pathname === '/callback';
}

/** What is wrong with a consent page's query, or undefined. ClickUp checks both before it asks anyone. */
function refuseQuery(query: URLSearchParams): Answer | undefined {
  if (query.get('client_id') !== SANDBOX_APP.clientId) return refusal(401, 'OAUTH_010', 'Client not found');
  const redirectUri = query.get('redirect_uri');
  if (redirectUri === null) return refusal(400, 'OAUTH_017', 'Redirect URI missing');
  return isRegistered(redirectUri) ? undefined : refusal(401, 'OAUTH_007', 'Redirect URI mismatch');
}

/** The page at which a person picks Workspaces. */
export function consentPage(query: URLSearchParams): Answer {
  const refused = refuseQuery(query);
  if (refused !== undefined) return refused;
  const boxes = OFFERED.map(
    ({ id, name }) => `<p><label><input type="checkbox" name="workspace" value="${id}" checked> ${name}</label></p>`,
  );
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Connect to the ClickUp sandbox</title>
<meta name="viewport" content="width=device-width"><style>body{font:16px/1.5 system-ui;max-width:32em;margin:4em auto}button{font:inherit;padding:.3em 1.2em}</style></head>
<body><h1>Connect an app?</h1><p>This is the sandbox that plays ClickUp. Which Workspaces may the app see?</p>
<form method="post" action="?${escapeHtml(query.toString())}">${boxes.join('')}
<p><button name="answer" value="connect">Connect</button> <button name="answer" value="cancel">Cancel</button></p></form></body></html>`;
  return { status: 200, headers: { 'Cache-Control': 'no-store' }, body };
}

/** Where the browser goes after the person's answer: to the redirect URI, with a code or an error. */
export function decideConsent(query: URLSearchParams, form: URLSearchParams, codes: Codes): Answer {
  const refused = refuseQuery(query);
  if (refused !== undefined) return refused;
  const target = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  if (form.get('answer') === 'connect') {
    const code = randomBytes(16).toString('hex').toUpperCase();
    const picked = new Set(form.getAll('workspace'));
    codes.set(code, { workspaces: OFFERED.filter(({ id }) => picked.has(id)), used: false });
    target.searchParams.set('code', code);
  } else {
    target.searchParams.set('error', 'access_denied');
  }
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { Location: target.href }, body: 'Moved' };
}

/**
 * Trades a code for a token, which `issue` makes. The statuses of its failures are not documented; 401 is as likely as
 * any, and a client has to go by the ECODE. Only JSON is read: a form, which ClickUp does not fully support, and a broken
 * body name no client.
 */
export function exchange(
  text: string,
  codes: Codes,
  issue: (workspaces: readonly PlayedWorkspace[]) => string,
): Answer {
  const body = readBody(text);
  const isOurs = body['client_id'] === SANDBOX_APP.clientId && body['client_secret'] === SANDBOX_APP.clientSecret;
  if (!isOurs) return refusal(401, 'OAUTH_010', 'Client not found');
  const code = codes.get(body['code'] ?? '');
  if (code === undefined) return refusal(401, 'OAUTH_013', 'Code not found or expired');
  if (code.used) return refusal(401, 'OAUTH_014', 'Code already used');
  code.used = true;
  return { status: 200, body: { access_token: issue(code.workspaces) } };
}

function readBody(text: string): Readonly<Record<string, string>> {
  try {
    const body: Record<string, string> | null = JSON.parse(text);
    return body ?? {};
  } catch {
    return {};
  }
}
