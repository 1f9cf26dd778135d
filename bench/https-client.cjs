// The smallest program that sends the two requests of a check with node:https and reads the responses: the minimum cost
// of a check.
const https = require('node:https');

const { CLICKUP_API_URL, CLICKUP_API_TOKEN } = process.env;

for (const path of ['/user', '/team']) {
  https.get(CLICKUP_API_URL + path, { headers: { Authorization: CLICKUP_API_TOKEN } }, (response) => {
    if (response.statusCode !== 200) throw new Error(`${path} returned ${response.statusCode}.`);
    let body = '';
    response.setEncoding('utf8').on('data', (text) => (body += text));
    response.on('end', () => JSON.parse(body));
  });
}
