/** Version 2 contains no types, and @types/proxy-from-env describes version 1. */
declare module 'proxy-from-env' {
  /** Returns the proxy for a URL from HTTPS_PROXY, ALL_PROXY and NO_PROXY, or an empty string. */
  export function getProxyForUrl(url: string): string;
}
