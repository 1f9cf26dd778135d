// Preloaded into processes that are measured over HTTPS: resolves clickup.test to loopback. `localhost` would not do,
// because loopback is never proxied, and a run against ClickUp looks for a proxy first.
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (hostname, ...rest) => lookup(hostname === 'clickup.test' ? 'localhost' : hostname, ...rest);
