import { environmentWarnings } from '../../src/environment.js';

test('S14: NODE_TLS_REJECT_UNAUTHORIZED=0 has a warning that names the variable and the remedy', () => {
  const warnings = environmentWarnings({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  expect(warnings).toEqual([expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED=0 .*NODE_EXTRA_CA_CERTS\.$/)]);
});

test.each([
  {},
  { NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  { NODE_TLS_REJECT_UNAUTHORIZED: '' },
  { NODE_OPTIONS: '--tls-min-v1.2' },
])('S14: other values have no warning, because Node.js verifies certificates: %j', (env) => {
  expect(environmentWarnings(env)).toEqual([]);
});

test.each([
  ['stream', 1],
  ['http,STREAM', 1],
  ['*', 1],
  ['str*', 1],
  ['http,net,tls', 0],
  ['', 0],
])('S20: NODE_DEBUG=%s has %i warnings, because Node.js logs responses with it', (NODE_DEBUG, count) => {
  expect(environmentWarnings({ NODE_DEBUG })).toHaveLength(count);
});

test.each(['--tls-keylog=/tmp/keys', '--no-warnings --tls-keylog /tmp/keys', '"--tls-keylog=/tmp/a b"'])(
  'S14: NODE_OPTIONS=%s has a warning, because the file has the keys of the connections',
  (NODE_OPTIONS) => {
    expect(environmentWarnings({ NODE_OPTIONS })).toEqual([expect.stringContaining('--tls-keylog')]);
  },
);
