import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { closeProxies, startProxy } from './connect-proxy.js';
import { CLIENT_SECRET, CODE, OAUTH, PERSONAL, PROXY_PASSWORD } from './failure-of.js';
import { fragmentsOf } from './auth-errors.js';
import { closeServers, json, serve, serveTls, type Handler } from './server.js';

const RESPOND: Handler = ({ url }, response) =>
  json(response, url === '/user' ? { user: { id: 7 } } : url === '/team' ? { teams: [] } : { access_token: OAUTH });

const folder = mkdtempSync(join(tmpdir(), 'clickup-auth-'));
const library = join(folder, 'clickup-auth.cjs');
const PROGRAM = `
  const { authenticate, exchangeCode } = require(process.argv[1]);
  const [apiUrl, token, clientSecret, code] = process.env.GIVEN.split(' ');
  (async () => {
    await authenticate({ apiUrl, token, attempts: 1 });
    await exchangeCode({ apiUrl, clientId: 'APP', clientSecret, code });
    console.log('done');
  })();`;

beforeAll(() => {
  const options = ['--bundle', '--platform=node', '--log-level=error', `--outfile=${library}`];
  execFileSync('node_modules/.bin/esbuild', [resolve('src/index.ts'), ...options]);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await closeProxies();
  await closeServers();
});

/** Everything that a child process prints with these variables. */
async function outputOf(args: string[], env: Record<string, string>): Promise<string> {
  const certificates = { NODE_EXTRA_CA_CERTS: resolve('test/fixtures/tls/cert.pem') };
  const options = { env: { ...certificates, ...env }, maxBuffer: 1e9 };
  return new Promise((done) => {
    execFile(process.execPath, args, options, (_, stdout, stderr) => done(stdout + stderr));
  });
}

const BASIC = Buffer.from(`ada:${PROXY_PASSWORD}`).toString('base64');
const SECRETS = [PERSONAL.slice(12), OAUTH.slice(9), CLIENT_SECRET, CODE, PROXY_PASSWORD, BASIC.slice(6, -4)];

/**
 * The parts of secrets in a text, and in the hexadecimal dump of a Buffer. Node.js itself dumps the response that contains
 * the new token if NODE_DEBUG contains stream; environmentWarnings() has a warning for that.
 */
function leaksIn(text: string): string[] {
  const hex = (part: string): string => Buffer.from(part).toString('hex');
  const dump = (part: string): string => hex(part).replace(/(..)(?=.)/g, '$1 ');
  const sent = SECRETS.filter((secret) => !OAUTH.endsWith(secret)).flatMap(fragmentsOf);
  return [
    ...SECRETS.flatMap(fragmentsOf).filter((part) => text.includes(part)),
    ...sent.filter((part) => [hex(part), dump(part)].some((form) => text.includes(form))),
  ];
}

describe.each([
  { NODE_DEBUG: 'http' },
  { NODE_DEBUG: 'net' },
  { NODE_DEBUG: 'http,https,net,tls,stream,timer' },
  { DEBUG: '*' },
  { NODE_DEBUG: '*', DEBUG: '*', DEBUG_DEPTH: '10' },
])('S8, S20: with %j no log contains a secret', (variables) => {
  test('of a call on loopback', async () => {
    const { url } = await serve(RESPOND);
    const output = await outputOf(['-e', PROGRAM, library], { ...variables, GIVEN: given(url) });
    expect([output.includes('done'), leaksIn(output)]).toEqual([true, []]);
  });

  test('of a call over TLS', async () => {
    const { port } = await serveTls(RESPOND);
    const GIVEN = given(`https://localhost:${port}`);
    const output = await outputOf(['-e', PROGRAM, library], { ...variables, GIVEN });
    expect([output.includes('done'), leaksIn(output)]).toEqual([true, []]);
  });

  test('of a call through a proxy with a password', async () => {
    const { port } = await serveTls(RESPOND);
    const proxy = await startProxy();
    const HTTPS_PROXY = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
    const env = { ...variables, HTTPS_PROXY, GIVEN: given(`https://clickup.test:${port}`) };
    const output = await outputOf(['-e', PROGRAM, library], env);
    expect([output.includes('done'), leaksIn(output)]).toEqual([true, []]);
    expect(proxy.seen[0]?.headers['proxy-authorization']).toBe(`Basic ${BASIC}`);
  });

  test('of a call that a proxy rejects', async () => {
    const proxy = await startProxy(407);
    const HTTPS_PROXY = `http://ada:${PROXY_PASSWORD}@127.0.0.1:${proxy.port}`;
    const env = { ...variables, HTTPS_PROXY, GIVEN: given('https://clickup.test') };
    const output = await outputOf(['-e', PROGRAM, library], env);
    expect([output.includes('ERR_PROXY_407'), leaksIn(output)]).toEqual([true, []]);
  });

  test('of the CLI', async () => {
    const { url } = await serve(RESPOND);
    const env = { ...variables, CLICKUP_API_TOKEN: PERSONAL, CLICKUP_API_URL: url };
    const output = await outputOf(['dist/cli/main.js', 'check'], env);
    expect([output.includes('7'), leaksIn(output)]).toEqual([true, []]);
  });
});

function given(apiUrl: string): string {
  return [apiUrl, PERSONAL, CLIENT_SECRET, CODE].join(' ');
}
