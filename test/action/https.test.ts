import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runAction } from '../../demo/runner.js';
import { closeProxies, startProxy } from '../src/connect-proxy.js';
import { PERSONAL } from '../src/failure-of.js';
import { closeServers, json, serveTls, type Handler } from '../src/server.js';

const RESPOND: Handler = ({ url }, response) => json(response, url === '/user' ? { user: { id: 7 } } : { teams: [] });
const TRUST = { NODE_EXTRA_CA_CERTS: resolve('test/fixtures/tls/cert.pem') };

afterEach(async () => {
  await closeProxies();
  await closeServers();
});

test('checks a token over HTTPS', async () => {
  const server = await serveTls(RESPOND);
  const inputs = { token: PERSONAL, 'api-url': `https://localhost:${server.port}` };
  const { exitCode, outputs, stderr } = await runAction({ inputs, env: TRUST });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(outputs).toMatchObject({ status: 'ok', 'user-id': '7' });
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([PERSONAL, PERSONAL]);
});

test('uses the proxy that HTTPS_PROXY names', async () => {
  const server = await serveTls(RESPOND);
  const proxy = await startProxy();
  const inputs = { token: PERSONAL, 'api-url': `https://clickup.test:${server.port}` };
  const env = { ...TRUST, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
  const { exitCode, outputs } = await runAction({ inputs, env });
  expect({ exitCode, status: outputs['status'] }).toEqual({ exitCode: 0, status: 'ok' });
  expect(proxy.seen.map(({ target }) => target)).toEqual(Array(2).fill(`clickup.test:${server.port}`));
});

test('does not create the job summary file if it does not exist', async () => {
  const file = join(tmpdir(), `no-summary-${process.pid}`);
  const { exitCode, stdout } = await runAction({ inputs: { token: '' }, env: { GITHUB_STEP_SUMMARY: file } });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('No job summary was written');
  expect(existsSync(file)).toBe(false);
});
