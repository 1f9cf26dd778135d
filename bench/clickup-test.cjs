// Preloaded into processes that are measured over HTTPS. Resolves clickup.test to loopback. `localhost` would skip the
// search for a proxy, which a run against ClickUp includes.
const dns = require('node:dns');

const { lookup } = dns;
dns.lookup = (hostname, ...rest) => lookup(hostname === 'clickup.test' ? 'localhost' : hostname, ...rest);
