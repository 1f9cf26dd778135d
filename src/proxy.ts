import type { Agent } from 'node:http';
import { AuthError } from './auth-error.js';

/** One agent for each proxy, so that connections through it are kept alive and shared. */
const agents = new Map<string, Agent>();

/**
 * The agent that reaches `host` by https through the proxy of the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY in either case),
 * or undefined to go straight. Node has `http.setGlobalProxyFromEnv` from 24.19 only; this works on every Node.
 * Loopback is never proxied.
 */
export async function proxyAgent(host: string): Promise<Agent | undefined> {
  const url = new URL(`https://${host}`);
  if (isLoopback(url.hostname)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(url.href);
  if (proxy === '') return undefined;
  const known = agents.get(proxy);
  if (known !== undefined) return known;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  // Checked first, since the error of `new URL` quotes its input, and a proxy's URL may hold a password.
  if (!URL.canParse(proxy)) {
    throw new AuthError({
      reason: 'input_invalid',
      input: 'HTTPS_PROXY',
      allowed: 'the URL of a proxy, as http://proxy:3128',
    });
  }
  const agent = new HttpsProxyAgent(new URL(proxy), { keepAlive: true });
  agents.set(proxy, agent);
  return agent;
}

/** Whether a host name is this machine's own: 127.0.0.0/8, ::1 or localhost. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
