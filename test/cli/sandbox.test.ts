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
  /** Resolves with standard output when it contains the text. */
  const waitForOutput = async (text: string): Promise<string> => {
    while (!output.stdout.includes(text)) await Promise.race([once(child.stdout, 'data'), rejectOnExit(ended)]);
    return output.stdout;
  };
  return { child, ended, waitForOutput };
}

async function rejectOnExit(ended: Promise<object>): Promise<never> {
  throw new Error(`The sandbox exited: ${JSON.stringify(await ended)}`);
}

const READY = 'Press Ctrl-C to stop.';

test('sandbox --port 0 selects a free port, prints the variables and all test tokens, and logs requests by token name', async () => {
  const { child, ended, waitForOutput } = start('--port', '0');
  const stdout = await waitForOutput(READY);
  const apiUrl = /export CLICKUP_API_URL=(http:\/\/127\.0\.0\.1:\d+\/api\/v2)\n/.exec(stdout)?.[1] ?? '';
  expect(stdout).toContain(`  export CLICKUP_API_TOKEN=${SANDBOX_TOKENS.valid}\n`);
  for (const { name, token, description } of SANDBOX_TABLE)
    expect(stdout).toContain(`${name.padEnd(13)} ${description}\n${' '.repeat(14)}${token}\n`);
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);

  const revoke = /curl -X POST (\S+)\n/.exec(stdout)?.[1] ?? '';
  expect((await request(revoke, { method: 'POST' })).json).toEqual({ revoked: 'valid' });
  const { status } = await request(`${apiUrl}/user`, { headers: { Authorization: SANDBOX_TOKENS.valid } });
  expect(status).toBe(401);
  const log = (await waitForOutput('401  GET /user  (valid)\n')).slice(stdout.length);
  expect(log).toContain('200  POST /_sandbox/revoke/valid  (?)\n');
  expect(SANDBOX_TABLE.filter(({ token }) => log.includes(token))).toEqual([]);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

test('sandbox exits with 0 on SIGINT while a request is pending', async () => {
  const { child, ended, waitForOutput } = start('--port=0');
  const [, apiUrl = ''] = /CLICKUP_API_URL=(\S+)/.exec(await waitForOutput(READY)) ?? [];
  const hanging = request(`${apiUrl}/user`, { headers: { Authorization: SANDBOX_TOKENS.slow } }).catch(() => 'closed');
  await waitForOutput('200  GET /user  (slow, late)\n');
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(await hanging).toBe('closed');
});

test.each([
  ['not a number', ['--port', 'http']],
  ['above 65535', ['--port', '65536']],
  ['negative', ['--port=-1']],
  ['empty', ['--port=']],
  ['missing', ['--port']],
  ['a misspelled option', ['--prot', '1']],
  ['an argument', ['8787']],
])('sandbox exits with 2 and an explanation if the port is %s', async (_, args) => {
  const { code, stdout, stderr } = await start(...args).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^✗ /);
  expect(stderr).toContain('What to do: ');
});

test('sandbox exits with 2 and suggests port 0 if the port is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, stdout, stderr } = await start('--port', port).ended;
  server.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('a free port. The given port is in use. Use 0 to select a free port');
});
