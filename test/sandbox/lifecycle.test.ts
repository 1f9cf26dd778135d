import { SANDBOX_APP, startSandbox, type AnswerLine } from '../../sandbox/index.js';
import { request, get, getAs, headerOf } from './client.js';

test('two running sandboxes share no state', async () => {
  const one = await startSandbox();
  const other = await startSandbox();
  const token = one.issueToken();
  const consent = `?client_id=${SANDBOX_APP.clientId}&redirect_uri=${encodeURIComponent('http://localhost:1/callback')}`;
  const body = new URLSearchParams({ answer: 'connect' });
  const { headers } = await request(`${one.authorizeUrl}${consent}`, { method: 'POST', body });
  const code = new URL(headers.get('location') ?? '').searchParams.get('code');
  one.revoke('valid');
  await get(one, 'flaky', '/user');

  expect(other.url).not.toBe(one.url);
  expect(other.requests.total).toBe(0);
  expect((await get(other, 'valid', '/user')).status).toBe(200);
  expect((await get(other, 'flaky', '/user')).status).toBe(502);
  expect((await getAs(other, headerOf(token), '/user')).status).toBe(401);
  const secrets = { client_id: SANDBOX_APP.clientId, client_secret: SANDBOX_APP.clientSecret, code };
  const exchanged = await request(`${other.apiUrl}/oauth/token`, { method: 'POST', body: JSON.stringify(secrets) });
  expect(exchanged.json).toMatchObject({ ECODE: 'OAUTH_013' });
  await one.close();
  await other.close();
});

test('startSandbox() listens on 127.0.0.1 only', async () => {
  const sandbox = await startSandbox();
  expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(sandbox.apiUrl).toBe(`${sandbox.url}/api/v2`);
  expect(sandbox.authorizeUrl).toBe(`${sandbox.url}/api`);
  await sandbox.close();
});

test('startSandbox() fails with EADDRINUSE if the port is in use, and succeeds after it is free', async () => {
  const first = await startSandbox();
  const port = Number(new URL(first.url).port);
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
  const second = await startSandbox({ port });
  expect(second.url).toBe(first.url);
  await second.close();
});

test('startSandbox() fails if the port is out of range', async () => {
  await expect(startSandbox({ port: 65_536 })).rejects.toMatchObject({ code: 'ERR_SOCKET_BAD_PORT' });
});

test('close() stops immediately with a pending request and an idle connection, and can be called twice', async () => {
  let line: AnswerLine | undefined;
  let arrive: () => void = () => undefined;
  const arrived = new Promise<void>((done) => {
    arrive = done;
  });
  const sandbox = await startSandbox({
    slowMs: 600_000,
    onAnswer(answer) {
      line = answer;
      if (answer.token === 'slow') arrive();
    },
  });
  await get(sandbox, 'valid', '/user');
  const pending = get(sandbox, 'slow', '/user').catch(({ message }: Error) => message);
  await arrived;
  expect(line).toEqual({ request: 'GET /user', status: 200, token: 'slow', delivery: 'late' });
  await sandbox.close();
  expect(await pending).toBe('fetch failed');
  await sandbox.close();
  await expect(get(sandbox, 'valid', '/user')).rejects.toThrow('fetch failed');
});

test('onAnswer receives every response with the name of the token, never its text', async () => {
  const lines: AnswerLine[] = [];
  const sandbox = await startSandbox({ onAnswer: (line) => lines.push(line) });
  await get(sandbox, 'revoked', '/team');
  await getAs(sandbox, headerOf(sandbox.issueToken()), '/user?include=all');
  await getAs(sandbox, 'pk_12345678_UNKNOWN', '/user');
  await get(sandbox, 'truncated', '/user').catch(() => undefined);
  await request(sandbox.url);
  expect(lines).toEqual([
    { request: 'GET /team', status: 401, token: 'revoked' },
    { request: 'GET /user', status: 200, token: 'issued-1' },
    { request: 'GET /user', status: 401, token: '?' },
    { request: 'GET /user', status: 200, token: 'truncated', delivery: 'cut' },
    { request: 'GET /', status: 200, token: '?' },
  ]);
  await sandbox.close();
});
