import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SANDBOX_TABLE, SANDBOX_TOKENS } from '../../sandbox/index.js';
import { request } from '../sandbox/client.js';

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

/** `npm run sandbox -- …` and `clickup-auth sandbox …`, as they are run. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'sandbox', ...args], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...output }));
  /** Resolves with standard output once it holds the text. */
  const says = async (text: string): Promise<string> => {
    while (!output.stdout.includes(text)) await Promise.race([once(child.stdout, 'data'), failWhen(ended)]);
    return output.stdout;
  };
  return { child, ended, says };
}

async function failWhen(ended: Promise<object>): Promise<never> {
  throw new Error(`It ended: ${JSON.stringify(await ended)}`);
}

const READY = 'Ctrl-C ends it.';

test('--port 0 takes a free port, prints what to paste and the whole table, and lists requests by name', async () => {
  const { child, ended, says } = start('--port', '0');
  const stdout = await says(READY);
  const apiUrl = /export CLICKUP_API_URL=(http:\/\/127\.0\.0\.1:\d+\/api\/v2)\n/.exec(stdout)?.[1] ?? '';
  expect(stdout).toContain(`  export CLICKUP_API_TOKEN=${SANDBOX_TOKENS.valid}\n`);
  for (const { name, token, description } of SANDBOX_TABLE)
    expect(stdout).toContain(`${name.padEnd(13)} ${description}\n${' '.repeat(14)}${token}\n`);
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);

  const revoke = /curl -X POST (\S+)\n/.exec(stdout)?.[1] ?? '';
  expect((await request(revoke, { method: 'POST' })).json).toEqual({ revoked: 'valid' });
  const { status } = await request(`${apiUrl}/user`, { headers: { Authorization: SANDBOX_TOKENS.valid } });
  expect(status).toBe(401);
  const log = (await says('401  GET /user  (valid)\n')).slice(stdout.length);
  expect(log).toContain('200  POST /_sandbox/revoke/valid  (?)\n');
  expect(SANDBOX_TABLE.filter(({ token }) => log.includes(token))).toEqual([]);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

test('SIGINT ends it with exit code 0, a request that hangs included', async () => {
  const { child, ended, says } = start('--port=0');
  const [, apiUrl = ''] = /CLICKUP_API_URL=(\S+)/.exec(await says(READY)) ?? [];
  const hanging = request(`${apiUrl}/user`, { headers: { Authorization: SANDBOX_TOKENS.slow } }).catch(() => 'cut');
  await says('200  GET /user  (slow, late)\n');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(await hanging).toBe('cut');
});

test.each([
  ['a word', ['--port', 'http']],
  ['beyond the last port', ['--port', '65536']],
  ['negative', ['--port=-1']],
  ['empty', ['--port=']],
  ['forgotten', ['--port']],
  ['another option', ['--prot', '1']],
  ['an argument', ['8787']],
])('a port that is %s is refused on standard error, exit code 2', async (_, args) => {
  const { code, stdout, stderr } = await start(...args).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^✗ /);
  expect(stderr).toContain('What to do: ');
});

test('a port that is taken is said, with what is free, exit code 2', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, stdout, stderr } = await start('--port', port).ended;
  server.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('a free port. The given port is in use. Use 0 to select a free port');
});
