import { runAction } from '../../demo/runner.js';
import { SANDBOX_TOKENS } from '../../sandbox/index.js';
import { closeServers, json, serve } from '../src/server.js';

const TOKEN = SANDBOX_TOKENS.valid;

afterEach(closeServers);

test('A22: logs a longer wait in a line that everybody sees', async () => {
  let isFirst = true;
  const server = await serve(({ url }, response) => {
    if (url === '/team') return json(response, { teams: [] });
    if (!isFirst) return json(response, { user: { id: 7 } });
    isFirst = false;
    const resetAt = String(Math.floor(Date.now() / 1000) + 2);
    response
      .writeHead(429, { 'X-RateLimit-Reset': resetAt, 'Retry-After': '2' })
      .end('{"err":"Rate limit reached","ECODE":"APP_002"}');
    return undefined;
  });
  const inputs = { token: TOKEN, 'api-url': server.url, attempts: '2' };
  const { stdout, outputs } = await runAction({ inputs });
  expect(outputs['status']).toBe('ok');
  expect(stdout).toMatch(/^Waiting \d s before attempt 2, because of rate_limited\.$/m);
});

test('A10: names the variable that was read if the proxy is not supported', async () => {
  const env = { ALL_PROXY: 'socks5://127.0.0.1:1' };
  const inputs = { token: TOKEN, 'api-url': 'https://clickup.test' };
  const { stdout, exitCode } = await runAction({ inputs, env });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('ALL_PROXY');
  expect(stdout).not.toMatch(/title=HTTPS_PROXY/);
});

test.each([403, 404, 407])(
  'A13: a page of a proxy with status %s is an unexpected response, which `warn` covers',
  async (status) => {
    const server = await serve((_, response) =>
      response.writeHead(status, { 'Content-Type': 'text/html' }).end('<html><p>Sign in to the proxy</p></html>'),
    );
    const inputs = { token: TOKEN, 'api-url': server.url, attempts: '1', 'on-unavailable': 'warn' };
    const { exitCode, outputs, stdout } = await runAction({ inputs });
    expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 0, status: 'reply_malformed' });
    expect(stdout).toContain('The pipeline continues because `on-unavailable` is `warn`.');
  },
);

test('A7: waits as long as Retry-After says, although the clock of the runner is wrong', async () => {
  let isFirst = true;
  const server = await serve(({ url }, response) => {
    if (url === '/team') return json(response, { teams: [] });
    if (!isFirst) return json(response, { user: { id: 7 } });
    isFirst = false;
    const serverTime = Date.now() + 600_000;
    response
      .writeHead(429, {
        Date: new Date(serverTime).toUTCString(),
        'Retry-After': '1',
        'X-RateLimit-Reset': String(Math.floor(serverTime / 1000) + 1),
      })
      .end('{"err":"Rate limit reached","ECODE":"APP_002"}');
    return undefined;
  });
  const inputs = { token: TOKEN, 'api-url': server.url, attempts: '2' };
  const { outputs } = await runAction({ inputs });
  expect(outputs['status']).toBe('ok');
});
