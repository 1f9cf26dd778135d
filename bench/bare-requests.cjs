// Sends `GET /user` and `GET /team` for each token in a file of NAME=token lines and reads the responses: the minimum cost
// of an audit. The third argument is the number of tokens in parallel.
const { readFileSync } = require('node:fs');
const { Agent, get } = require('node:http');

const [, , apiUrl, file, concurrency] = process.argv;
const agent = new Agent({ keepAlive: true });
const queue = readFileSync(file, 'utf8').trim().split('\n').values();

for (let client = 0; client < Number(concurrency); client += 1) void work();

async function work() {
  for (const line of queue) {
    const token = line.slice(line.indexOf('=') + 1);
    await Promise.all(['/user', '/team'].map((path) => request(path, token)));
  }
}

function request(path, token) {
  return new Promise((done, failed) => {
    get(apiUrl + path, { agent, headers: { Authorization: `Bearer ${token}` } }, (incoming) => {
      if (incoming.statusCode !== 200) failed(new Error(`${path} returned ${incoming.statusCode}`));
      let body = '';
      incoming.setEncoding('utf8').on('data', (text) => (body += text));
      incoming.on('end', () => done(JSON.parse(body)));
    }).on('error', failed);
  });
}
