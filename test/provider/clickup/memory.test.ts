// Reads a response with many Workspaces in the built provider, which runs in a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SCHEMA } from '../../../provider/clickup/schema/index.js';
import { Provider } from '../../../provider/protocol/generated/tfplugin6_pb.js';
import { call, openSession } from '../client.js';
import { providerFile } from '../file.js';
import { toWire } from '../open.js';

const OWN = { id: 12345678, username: 'Ada Example', role: 1 };

/** The response of `GET /team` with this number of Workspaces. */
function teams(count: number): string {
  const team = (index: number) => ({
    id: String(9_011_000_000 + index),
    name: `Workspace ${index}`,
    color: '#7b68ee',
    avatar: null,
    members: [{ user: OWN }],
  });
  return JSON.stringify({ teams: Array.from({ length: count }, (_, index) => team(index)) });
}

let clickup: Server;
let body: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  clickup = createServer(({ url }, response) => response.end(url === '/team' ? body : JSON.stringify({ user: OWN })));
  await once(clickup.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  const running = started.splice(0).filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(running.map(async (child) => once(child, 'exit')));
});
afterAll(() => {
  clickup.close();
  clickup.closeAllConnections();
});

/** Reports the memory that is in use after garbage collection, then starts the provider. */
const SCRIPT = `process.on('message', () => {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send(heapUsed + external);
});
require(process.argv[1]);`;

/** Starts the provider with options for Node.js. */
async function start(...options: readonly string[]) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server listens on a port
  const { port } = clickup.address() as AddressInfo;
  const child = spawn(process.execPath, ['--expose-gc', ...options, '-e', SCRIPT, '--', providerFile(), '--debug'], {
    env: { CLICKUP_API_URL: `http://127.0.0.1:${port}`, CLICKUP_API_TOKEN: `pk_${OWN.id}_${'A1'.repeat(16)}` },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  started.push(child);
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  while (!output.includes('"String"')) await once(child.stdout ?? child, 'data');
  const session = openSession(/"String":"([^"]+)"/.exec(output)?.[1] ?? '');
  const { method } = Provider;
  const typeName = 'clickup_workspaces';
  return {
    /** Reads all Workspaces as a new run does. Returns the size of the value. */
    async read(response: string): Promise<number> {
      body = response;
      await call(session, method.configureProvider, { config: toWire(SCHEMA.provider.attributes, {}) });
      const config = toWire(SCHEMA.dataSources[typeName].attributes, {});
      const { state, diagnostics } = await call(session, method.readDataSource, { typeName, config });
      expect(diagnostics).toEqual([]);
      return state?.msgpack.length ?? 0;
    },
    async usedMemory(): Promise<number> {
      child.send('memory');
      const [bytes]: unknown[] = await once(child, 'message');
      return Number(bytes);
    },
  };
}

test('P9: after a response with 20,000 Workspaces, the provider uses at most twice its size', async () => {
  const response = teams(20_000);
  const provider = await start();
  // The first read loads and compiles the code.
  await provider.read(teams(2));
  const before = await provider.usedMemory();
  expect(await provider.read(response)).toBeGreaterThan(response.length / 2);
  const added = (await provider.usedMemory()) - before;
  // The Workspaces are cached for other data sources.
  expect(added).toBeGreaterThan(response.length / 2);
  expect(added).toBeLessThan(2 * response.length);
});

test('P9: 20,000 Workspaces need a heap of at most 32 MB, of which the code needs 8 MB', async () => {
  const provider = await start('--max-old-space-size=32');
  const response = teams(20_000);
  // A second response arrives while the first is cached.
  await provider.read(response);
  expect(await provider.read(response)).toBeGreaterThan(response.length / 2);
});

test('P9: 160,000 Workspaces are read in linear time', async () => {
  // In quadratic time, it takes minutes.
  const provider = await start();
  const response = teams(160_000);
  expect(await provider.read(response)).toBeGreaterThan(response.length / 2);
});
