/** Version 2 ships no types, and those of @types describe version 1. */
declare module 'proxy-from-env' {
  /** The proxy for a URL by the environment's HTTPS_PROXY, ALL_PROXY and NO_PROXY, or an empty string. */
  export function getProxyForUrl(url: string): string;
}
