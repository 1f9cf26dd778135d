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
    return ipVersion(host) === undefined ? isInDomain(host, pattern) : isInRange(host, pattern);
  });
}

/** `host:443`, `[::1]:443`, `10.0.0.0/8:443`. An IPv6 address without brackets has no port. */
function splitPort(entry: string): readonly [pattern: string, port: number | undefined] {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\](?:\/\d+)?|([^:]*)):(\d{1,5})$/.exec(entry) ?? [];
  if (port === undefined) return [entry, undefined];
  return [bracketed === undefined ? (plain ?? '') : entry.slice(0, entry.lastIndexOf(':')), Number(port)];
}

function isInDomain(host: string, pattern: string): boolean {
  const isWildcard = pattern.startsWith('*');
  // `*.domain` has the subdomains only, and `*suffix` every host that ends so.
  if (isWildcard) return host.endsWith(normalizeHost(pattern.slice(1)));
  const domain = normalizeHost(pattern.replace(/^\./, ''));
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** Compares IP addresses by value, because an IPv6 address has several spellings. Invalid ranges exclude no host. */
function isInRange(host: string, pattern: string): boolean {
  const { BlockList } = process.getBuiltinModule('node:net');
  const list = new BlockList();
  addRange(list, pattern.replace(/[[\]]/g, ''));
  return list.check(host, ipVersion(host) ?? 'ipv4');
}

function addRange(list: BlockList, pattern: string): void {
  const [address = '', prefix] = pattern.split('/', 2);
  const [first = '', last = first] = address.split('-', 2);
  const version = ipVersion(first);
  if (version === undefined) return;
  try {
    if (prefix === undefined) list.addRange(first, last, version);
    else if (/^\d{1,3}$/.test(prefix)) list.addSubnet(address, Number(prefix), version);
  } catch {
    // A reversed range, an address of another version, or a prefix that is too long.
  }
}

function ipVersion(text: string): 'ipv4' | 'ipv6' | undefined {
  const version = process.getBuiltinModule('node:net').isIP(text);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

/** Without the brackets of an IPv6 address and the final dot of an absolute name, and with Punycode, as in a URL. */
function normalizeHost(text: string): string {
  const host = text.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return /[^\0-\x7f]/.test(host) ? process.getBuiltinModule('node:url').domainToASCII(host) : host;
}
