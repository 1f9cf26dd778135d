import type { Agent } from 'node:http';
import { AuthError } from './auth-error.js';

/** The event of a request that is given up before its connection is there, which `destroy` does not reach. */
export const ABORTED_EVENT = 'givenUp';

/** One agent for each proxy, so that connections through it are kept alive and shared. */
const agents = new Map<string, Agent>();

/**
 * The agent that reaches `host` by https through the proxy of the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY in
 * either case), or undefined to go straight. Node has `http.setGlobalProxyFromEnv` from 24.19 only; this works on every Node.
 * Loopback is never proxied.
 */
export async function proxyAgent(host: string): Promise<Agent | undefined> {
  if (!hasProxyVariable()) return undefined;
  const url = new URL(`https://${host}`);
  if (isLoopback(url.hostname)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  const known = agents.get(proxy);
  if (known !== undefined) return known;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const proxyUrl = parseProxy(proxy);
  const agent = new HttpsProxyAgent(proxyUrl, { keepAlive: true });
  // A proxy that never answers CONNECT would stay connected after its request was given up, and the process with it. So
  // each connection is opened by an agent of its own, with a signal; `agent` keeps those that are open.
  agent.connect = async (request, options) => {
    const ended = new AbortController();
    request.once(ABORTED_EVENT, () => ended.abort());
    if (request.destroyed) ended.abort();
    return new HttpsProxyAgent<'http:'>(proxyUrl, { keepAlive: true, signal: ended.signal }).connect(request, options);
  };
  agents.set(proxy, agent);
  return agent;
}

/** Whether a variable names a proxy for https. If none does, as in most runs, the libraries need not be loaded. */
function hasProxyVariable(): boolean {
  // oxlint-disable-next-line node/no-process-env
  const { env } = process;
  return ['https_proxy', 'all_proxy'].some((name) => env[name] || env[name.toUpperCase()]);
}

/** Checked first, since the error of `new URL` quotes its input, and a proxy's URL may hold a password. */
function parseProxy(text: string): URL {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol) && isEncoded(url.username + url.password)) return url;
  }
  const allowed = 'the URL of a proxy, as http://proxy:3128';
  throw new AuthError({ reason: 'input_invalid', input: 'HTTPS_PROXY', allowed });
}

/** The agent decodes user and password after it opened a socket, and an error there would end the process. */
function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a host name is this machine's own: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
