// Compares a check of 50 Lists with the smallest program that sends the same requests over ten sockets.
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { authenticate } from '../dist/src/index.js';
import type { Comparison } from './comparison.mts';
import { median, medianRatio } from './measure.mts';

const ROUNDS = 15;
const LISTS = Array.from({ length: 50 }, (_, index) => String(901_100_000_000 + index));
const TOKEN = `pk_12345678_${'A1'.repeat(16)}`;

/** Responds after 20 ms, in a thread of its own so that it does not wait for the client. */
const SERVER = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const bodyOf = (url) =>
    url === '/user' ? { user: { id: 12345678, username: 'Ada' } }
    : url === '/team' ? { teams: [] }
    : { id: url.split('/')[2], name: 'List', archived: false, permission_level: 'edit' };
  const server = createServer(({ url }, response) =>
    setTimeout(() => response.end(JSON.stringify(bodyOf(url))), 20));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address()));
`;

export async function benchResources(): Promise<Comparison[]> {
  const server = new Worker(SERVER, { eval: true });
  const [address]: AddressInfo[] = await once(server, 'message');
  const apiUrl = `http://127.0.0.1:${address?.port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const core: number[] = [];
  const bare: number[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    const times = [
      await time(() => authenticate({ token: TOKEN, apiUrl, lists: LISTS })),
      await time(() =>
        Promise.all(
          ['/user', '/team', ...LISTS.map((id) => `/list/${id}`)].map((path) => request(apiUrl + path, agent)),
        ),
      ),
    ] as const;
    if (round < 0) continue;
    core.push(times[0]);
    bare.push(times[1]);
  }
  agent.destroy();
  await server.terminate();
  return [
    {
      title: 'Core, 50 Lists ÷ bare requests over ten sockets',
      detail: `${median(core).toFixed(0)} ms ÷ ${median(bare).toFixed(0)} ms, 20 ms per response`,
      ratio: medianRatio(core, bare),
      atMost: 1.15,
    },
  ];
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function request(url: string, agent: Agent): Promise<unknown> {
  return new Promise((done, failed) => {
    get(url, { agent, headers: { Authorization: TOKEN } }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
      incoming.on('end', () => done(JSON.parse(body)));
    }).on('error', failed);
  });
}
