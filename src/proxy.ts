import type { Agent, OutgoingHttpHeaders } from 'node:http';
import { invalidInput } from './auth-error.js';

/** Emitted by a request that is aborted before it has a socket, because `destroy` does not close the proxy connection. */
export const ABORTED_EVENT = 'clickup-auth.aborted';

/** One agent per proxy, so that its connections are kept alive and shared. */
const agents = new Map<string, Agent>();

/** In the order of curl and of most HTTP clients: lower case first. */
const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/**
 * The agent for `host` over https through the proxy in HTTPS_PROXY, ALL_PROXY and NO_PROXY (in upper or lower case), or
 * undefined for a direct connection. Loopback is never proxied. Node's `http.setGlobalProxyFromEnv` requires Node 24.19.
 * Fails with `input_invalid` under the name of the variable.
 */
export async function proxyAgent(host: string): Promise<Agent | undefined> {
  // oxlint-disable-next-line node/no-process-env
  const { env } = process;
  // Most environments set no proxy for https, and then nothing else is loaded.
  const name = PROXY_VARIABLES.find((one) => env[one]?.trim());
  if (name === undefined) return undefined;
  const { hostname, port } = new URL(`https://${host}`);
  if (isLoopback(hostname)) return undefined;
  const { isExcluded } = await import('./no-proxy.js');
  const noProxy = env['no_proxy'] || env['NO_PROXY'] || '';
  if (isExcluded(noProxy, { hostname, port: Number(port || 443) })) return undefined;
  const text = String(env[name]).trim();
  const existing = agents.get(text);
  if (existing !== undefined) return existing;
  const proxy = parseProxyUrl(text, name);
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  // The library and Node.js print the proxy URL and the options of an agent if DEBUG or NODE_DEBUG is set. So the URL has no
  // password, and the header with the password is a function.
  const { headers } = splitCredentials(proxy);
  const agent = new HttpsProxyAgent(proxy, { keepAlive: true, headers });
  // Open each connection with a separate agent that has a signal. Without it, a proxy that never responds to CONNECT
  // would keep its connection, and therefore the process, open after the request was aborted.
  agent.connect = async (request, options) => {
    const controller = new AbortController();
    request.once(ABORTED_EVENT, () => controller.abort());
    if (request.destroyed) controller.abort();
    const { signal } = controller;
    return new HttpsProxyAgent<'http:'>(proxy, { keepAlive: true, headers, signal }).connect(request, options);
  };
  agents.set(text, agent);
  return agent;
}

/** Removes user and password from the URL and returns the header that has them. */
function splitCredentials(proxy: URL): { readonly headers: () => OutgoingHttpHeaders } {
  const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent);
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  const headers = proxy.username + proxy.password === '' ? {} : { 'Proxy-Authorization': `Basic ${credentials}` };
  proxy.username = '';
  proxy.password = '';
  return { headers: () => ({ ...headers }) };
}

/** Validates the URL before parsing it, because the error of `new URL` quotes its input, which may contain a password. */
function parseProxyUrl(text: string, name: string): URL {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text) ?? [];
  // Without a scheme, for example proxy:3128, it is http, as for curl and Go.
  const full = scheme === undefined ? `http://${text}` : text;
  if (URL.canParse(full)) {
    const url = new URL(full);
    if (/^https?:$/.test(url.protocol) && isPercentEncoded(url.username + url.password)) return url;
  }
  const note = /^socks/i.test(scheme ?? '')
    ? '. SOCKS proxies are not supported; set HTTPS_PROXY to an HTTP proxy'
    : '';
  throw invalidInput(name, `a proxy URL, for example http://proxy:3128${note}`);
}

/** The agent decodes user and password after it opened a socket, and an error there would end the process. */
function isPercentEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a host name is loopback: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
