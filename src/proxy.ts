import type { Agent } from 'node:http';
import { invalidInput } from './auth-error.js';

/** Emitted by a request that is aborted before it has a socket, because `destroy` does not close the proxy connection. */
export const ABORTED_EVENT = 'clickup-auth.aborted';

/** One agent per proxy, so that its connections are kept alive and shared. */
const agents = new Map<string, Agent>();

/**
 * The agent for `host` over https through the proxy in HTTPS_PROXY, ALL_PROXY and NO_PROXY (in upper or lower case), or
 * undefined for a direct connection. Loopback is never proxied. Node's `http.setGlobalProxyFromEnv` requires Node 24.19.
 */
export async function proxyAgent(host: string): Promise<Agent | undefined> {
  // oxlint-disable-next-line node/no-process-env
  const { env } = process;
  // Most environments set no proxy for https, and then the libraries are not loaded.
  if (!['https_proxy', 'all_proxy'].some((name) => env[name] || env[name.toUpperCase()])) return undefined;
  const url = new URL(`https://${host}`);
  if (isLoopback(url.hostname)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  const existing = agents.get(proxy);
  if (existing !== undefined) return existing;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const proxyUrl = parseProxyUrl(proxy);
  const agent = new HttpsProxyAgent(proxyUrl, { keepAlive: true });
  // Open each connection with a separate agent that has a signal. Without it, a proxy that never responds to CONNECT
  // would keep its connection, and therefore the process, open after the request was aborted.
  agent.connect = async (request, options) => {
    const controller = new AbortController();
    request.once(ABORTED_EVENT, () => controller.abort());
    if (request.destroyed) controller.abort();
    const { signal } = controller;
    return new HttpsProxyAgent<'http:'>(proxyUrl, { keepAlive: true, signal }).connect(request, options);
  };
  agents.set(proxy, agent);
  return agent;
}

/** Validates the URL before parsing it, because the error of `new URL` quotes its input, which may contain a password. */
function parseProxyUrl(text: string): URL {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && isPercentEncoded(url.username + url.password)) return url;
  }
  throw invalidInput('HTTPS_PROXY', 'a proxy URL, for example http://proxy:3128');
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
