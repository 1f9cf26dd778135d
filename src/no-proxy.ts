import type { BlockList } from 'node:net';

/** A host name or an IP address, and the port of a request. */
export interface Target {
  /** As in a URL: in lower case, and an IPv6 address in brackets. */
  readonly hostname: string;
  readonly port: number;
}

/**
 * Whether NO_PROXY excludes a host from the proxy, by the rules that curl, Go and Python share: entries are separated by
 * commas or white space; a domain includes its subdomains, with or without a leading dot; `*` is every host; an IP address
 * can be a CIDR range; every entry can have a port. Also accepts `*.domain` and IP ranges with a hyphen, as Node.js does.
 */
export function isExcluded(noProxy: string, { hostname, port }: Target): boolean {
  const host = normalizeHost(hostname);
  const entries = noProxy.toLowerCase().split(/[\s,;]+/);
  return entries.some((entry) => {
    const [pattern, patternPort] = splitPort(entry);
    if (pattern === '' || (patternPort !== undefined && patternPort !== port)) return false;
    if (pattern === '*') return true;
    const version = ipVersion(host);
    return version === undefined ? isInDomain(host, pattern) : isInRange(host, version, pattern);
  });
}

/** `host:443`, `[::1]:443`, `10.0.0.0/8:443`. An IPv6 address without brackets has no port. */
function splitPort(entry: string): readonly [pattern: string, port: number | undefined] {
  if (!/^(?:\[[^\]]*\](?:\/\d+)?|[^:]*):\d{1,5}$/.test(entry)) return [entry, undefined];
  const colon = entry.lastIndexOf(':');
  return [entry.slice(0, colon), Number(entry.slice(colon + 1))];
}

function isInDomain(host: string, pattern: string): boolean {
  const isWildcard = pattern.startsWith('*');
  // `*.domain` has the subdomains only, and `*suffix` every host that ends so.
  if (isWildcard) return host.endsWith(normalizeHost(pattern.slice(1)));
  const domain = normalizeHost(pattern.replace(/^\./, ''));
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** Compares IP addresses by value, because an IPv6 address has several spellings. Invalid ranges exclude no host. */
function isInRange(host: string, version: IpVersion, pattern: string): boolean {
  const { BlockList } = process.getBuiltinModule('node:net');
  const list = new BlockList();
  addRange(list, pattern.replace(/[[\]]/g, ''));
  return list.check(host, version);
}

function addRange(list: BlockList, pattern: string): void {
  const [, address = '', last = address, prefix] = /^([^/-]*)(?:-([^/-]*)|\/(\d{1,3}))?$/.exec(pattern) ?? [];
  const version = ipVersion(address);
  if (version === undefined) return;
  try {
    if (prefix === undefined) list.addRange(address, last, version);
    else list.addSubnet(address, Number(prefix), version);
  } catch {
    // A reversed range, an address of another version, or a prefix that is too long.
  }
}

type IpVersion = 'ipv4' | 'ipv6';

function ipVersion(text: string): IpVersion | undefined {
  const version = process.getBuiltinModule('node:net').isIP(text);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

/** Without the brackets of an IPv6 address and the final dot of an absolute name, and with Punycode, as in a URL. */
function normalizeHost(text: string): string {
  const host = text.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return /[^\0-\x7f]/.test(host) ? process.getBuiltinModule('node:url').domainToASCII(host) : host;
}
